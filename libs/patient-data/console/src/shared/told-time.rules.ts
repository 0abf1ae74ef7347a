import { toldInstant } from './moments.rules.js';
import { browserZone } from './time-zones.rules.js';

/** The time that is sent for what a `datetime-local` field tells; nothing when it tells what it did before. */
export function toldTime(when: string, before?: string) {
  return when === before ? {} : { timestamp: toldInstant(when), timeZone: browserZone() };
}
