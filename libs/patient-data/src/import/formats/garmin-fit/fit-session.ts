import type { ReadActivity } from '../../format/read-rows.js';
import type { FitContext } from './fit-context.js';
import { decimal } from './fit-decimal.js';
import { SESSION_FIELDS } from './fit-fields.js';
import { instantOf, numberOf, timestampOf, type FitMessage } from './fit-message.js';
import { sportName } from './fit-profile.js';

const ON_FOOT: ReadonlySet<number> = new Set([1, 11, 17]);

/** A session of an activity file, as one activity; undefined when it does not tell when it began. */
export function activityOf(message: FitMessage, context: FitContext): ReadActivity | undefined {
  const at = instantOf(numberOf(message, 2)) ?? timestampOf(message);
  if (at === undefined) return undefined;
  const sport = numberOf(message, 5);
  const elapsed = numberOf(message, 7);
  const active = numberOf(message, 8) ?? elapsed;
  const calories = numberOf(message, 11);
  return {
    type: 'activity',
    source: context.source,
    device: context.device,
    start: { at, offsetMinutes: context.offsetMinutes, timeZone: null },
    ...(elapsed === undefined ? {} : { end: at + elapsed }),
    ...(active === undefined ? {} : { durationMinutes: active / 60_000 }),
    activity: sportName(sport, numberOf(message, 6)),
    // A device that does not estimate them writes 0.
    ...(calories === undefined || calories === 0 ? {} : { calories: String(calories) }),
    statistics: statisticsOf(message, sport),
  };
}

function statisticsOf(message: FitMessage, sport: number | undefined): ReadActivity['statistics'] {
  const statistics: { name: string; value: string; unit: string | null }[] = [];
  for (const { field, otherwise, name, unit, scale, offset } of SESSION_FIELDS) {
    const raw =
      numberOf(message, field) ?? (otherwise === undefined ? undefined : numberOf(message, otherwise));
    if (raw !== undefined) statistics.push({ name, value: decimal(raw, scale, offset), unit });
  }
  const cycles = numberOf(message, 10);
  if (cycles !== undefined) {
    statistics.push(
      sport !== undefined && ON_FOOT.has(sport)
        ? { name: 'Steps', value: String(cycles * 2), unit: '{steps}' }
        : { name: 'Cycles', value: String(cycles), unit: '{count}' },
    );
  }
  return statistics;
}
