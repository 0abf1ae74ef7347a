import { durationText } from '../activity/activity.rules.js';
import { valueText } from '@carenode/ui';

interface Measured {
  readonly id: string;
  readonly code: string | null;
}

/** LOINC codes of what a day is told by; of each, the variable that the patient has measured. */
const CODES = { steps: ['55423-8', '41950-7'], sleep: ['93832-4'] } as const;

export interface DayVariables {
  readonly steps: string | undefined;
  readonly sleep: string | undefined;
}

/** The ids of the variables of steps and sleep, as far as the patient has measured them. */
export function dayVariables(variables: readonly Measured[]): DayVariables {
  const find = (codes: readonly string[]) =>
    codes
      .map((code) => variables.find((variable) => variable.code === code)?.id)
      .find((id) => id !== undefined);
  return { steps: find(CODES.steps), sleep: find(CODES.sleep) };
}

/** A number of today, in words. `note` says what it is of, or why there is none. */
export interface Told {
  readonly text: string | null;
  readonly note: string;
}

interface DayValue {
  readonly day: string;
  readonly value: number | null;
}

const valueOf = (days: readonly DayValue[], day: string) =>
  days.find((found) => found.day === day)?.value ?? null;

export function stepsOf(days: readonly DayValue[], today: string, yesterday: string): Told {
  const before = valueOf(days, yesterday);
  const steps = valueOf(days, today);
  return {
    text: steps === null ? null : valueText(Math.round(steps)),
    note: before === null ? 'Nothing was measured yesterday' : `${valueText(Math.round(before))} yesterday`,
  };
}

/** Sleep is of the night that ended today; until it is known, that of the day before is shown as such. */
export function sleepOf(days: readonly DayValue[], today: string, yesterday: string): Told {
  const night = valueOf(days, today);
  if (night !== null) return { text: hoursText(night), note: 'This day' };
  const before = valueOf(days, yesterday);
  return before === null
    ? { text: null, note: 'Nothing was measured since yesterday' }
    : { text: hoursText(before), note: 'Yesterday' };
}

const hoursText = (hours: number) => durationText(Math.round(hours * 60));

interface Activity {
  readonly duration: number | null;
  readonly caloriesBurned: number | null;
}

export function movedOf(entries: readonly Activity[]): Told {
  const sum = (values: readonly (number | null)[]) =>
    values.filter((value) => value !== null).reduce((total, value) => total + value, 0);
  const minutes = sum(entries.map(({ duration }) => duration));
  const energy = sum(entries.map(({ caloriesBurned }) => caloriesBurned));
  if (entries.length === 0) return { text: null, note: 'No activity was written down' };
  return {
    text: durationText(minutes),
    note: energy === 0 ? 'Energy is not known' : `${valueText(energy)} kcal`,
  };
}

interface Eaten {
  readonly calories: number | null;
}

export function eatenOf(entries: readonly Eaten[]): Told {
  const known = entries.map(({ calories }) => calories).filter((value) => value !== null);
  if (entries.length === 0) return { text: null, note: 'Nothing was written down' };
  const without = entries.length - known.length;
  return {
    text: known.length === 0 ? null : `${valueText(known.reduce((sum, value) => sum + value, 0))} kcal`,
    note: without === 0 ? `${entries.length} in the food log` : `Energy of ${without} is not known`,
  };
}
