import { partsOf, messagesOf } from './fit-decoder.js';
import { numberOf, wordsOf, type FitMessage } from './fit-message.js';
import { MESSAGE } from './fit-profile.js';

/** The low bits of a message index; the highest one marks the user that is chosen on the device. */
const INDEX = 0x0fff;
const MESSAGE_INDEX = 254;
const USER_PROFILE_INDEX = 12;
const BLOOD_PRESSURE_USER = 9;

/** Whose weight or blood pressure a message tells, as the number of the scale's user; undefined when it does not say. */
export function personOf(message: FitMessage): string | undefined {
  const index =
    message.number === MESSAGE.weightScale
      ? numberOf(message, USER_PROFILE_INDEX)
      : message.number === MESSAGE.bloodPressure
        ? numberOf(message, BLOOD_PRESSURE_USER)
        : undefined;
  return index === undefined ? undefined : `user-${index & INDEX}`;
}

/** Adds the people of one file: what they are called there, by their id. */
export function gatherPeople(bytes: Uint8Array, people: Map<string, string>): void {
  const names = new Map<string, string>();
  for (const part of partsOf(bytes).parts) {
    for (const message of messagesOf(bytes, part)) {
      const person = personOf(message);
      if (person !== undefined && !people.has(person)) people.set(person, `User ${person.slice(5)}`);
      if (message.number !== MESSAGE.userProfile) continue;
      const [index, name] = [numberOf(message, MESSAGE_INDEX), wordsOf(message, 0)];
      if (index !== undefined && name !== undefined) names.set(`user-${index & INDEX}`, name.slice(0, 60));
    }
  }
  for (const [person, name] of names) if (people.has(person)) people.set(person, name);
}
