import type { MoreOfRow } from '@carenode/records-contract';

import type {
  ReadActivity,
  ReadClinical,
  ReadFood,
  ReadInstant,
  ReadMeasurement,
} from '../format/read-rows.js';
import { cleanText, cutText, type MostOf, tidyId, tidyText, tidyValue } from './clean-text.js';

/** Told of a text that was longer than there is room for. */
export type OnCut = (field: string) => void;

const MOST_TEXT = 10_000;
const MOST_SOURCE = 100;
const MOST_CODE = 1000;
const MOST_LIST = 200;
const MOST_OFFSET = 14 * 60;

/** What there is room for in the tables, by field. */
const IN_FOODS: Readonly<Record<string, number>> = { name: 200, meal: 100, unit: 60, notes: MOST_TEXT };
const IN_ACTIVITIES: Readonly<Record<string, number>> = { activity: 100, unit: 60, notes: MOST_TEXT };
const IN_CLINICAL: Readonly<Record<string, number>> = {
  name: 500,
  title: 500,
  unit: 200,
  achievementStatus: 200,
  source: MOST_SOURCE,
  system: MOST_CODE,
  code: MOST_CODE,
};

const within =
  (limits: Readonly<Record<string, number>>, others: number): MostOf =>
  (field) =>
    limits[field] ?? others;

/** Minutes east of UTC that a clock can be set to; everything else was not told. */
export function offsetOf(minutes: number | null): number | null {
  return minutes !== null && Number.isInteger(minutes) && Math.abs(minutes) <= MOST_OFFSET ? minutes : null;
}

export const sourceOf = (told: string) => tidyText(told, MOST_SOURCE).trim() || 'unknown';

/** What few measurements have; undefined when this one has none of it. */
export function moreOf(row: ReadMeasurement, onCut: OnCut): MoreOfRow | undefined {
  const { comparator, valueText, valueCode, externalId, notes } = row;
  if (!comparator && !valueText && !valueCode && externalId === undefined && !notes) return undefined;
  return {
    ...(comparator && row.value !== null ? { comparator } : {}),
    ...words('valueText', valueText, onCut),
    ...(valueCode?.code ? { valueCode: tidyValue(valueCode, () => MOST_CODE, onCut) } : {}),
    ...(externalId === undefined ? {} : { externalId: tidyId(externalId) }),
    ...words('notes', notes, onCut),
  };
}

export function tidyFood(row: ReadFood, onCut: OnCut): ReadFood {
  if (row.nutrients.length > MOST_LIST) onCut('nutrients');
  const tidy = tidyValue(
    { ...row, nutrients: row.nutrients.slice(0, MOST_LIST) },
    within(IN_FOODS, 200),
    onCut,
  );
  return { ...tidy, source: sourceOf(row.source), start: instantOf(row.start) };
}

export function tidyActivity(row: ReadActivity, onCut: OnCut): ReadActivity {
  if (row.statistics.length > MOST_LIST) onCut('statistics');
  const tidy = tidyValue(
    { ...row, statistics: row.statistics.slice(0, MOST_LIST) },
    within(IN_ACTIVITIES, 200),
    onCut,
  );
  return { ...tidy, source: sourceOf(row.source), start: instantOf(row.start) };
}

export function tidyClinical(row: ReadClinical, onCut: OnCut): ReadClinical {
  return tidyValue(row, within(IN_CLINICAL, MOST_TEXT), onCut);
}

function instantOf({ at, offsetMinutes, timeZone }: ReadInstant): ReadInstant {
  return {
    at,
    offsetMinutes: offsetOf(offsetMinutes),
    timeZone: timeZone === null ? null : tidyText(timeZone, 64) || null,
  };
}

function words<Field extends 'valueText' | 'notes'>(
  field: Field,
  told: string | undefined,
  onCut: OnCut,
): Pick<MoreOfRow, Field> {
  const clean = told === undefined ? '' : cleanText(told);
  if (clean.length > MOST_TEXT) onCut(field);
  const kept: Pick<MoreOfRow, 'valueText' | 'notes'> =
    clean === '' ? {} : { [field]: cutText(clean, MOST_TEXT) };
  return kept;
}
