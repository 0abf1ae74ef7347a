import type { MeasurementBatch, MoreOfRow } from '@carenode/records-contract';

import { unitOf } from './unit-of.js';
import type { FoundVariable } from './variables.js';

/** The values of ADD_MEASUREMENTS from $3 on; columns without free text as PostgreSQL's own array texts, which is cheap. */
export function columnsOf(
  { rows, series }: MeasurementBatch,
  variables: readonly FoundVariable[],
): readonly unknown[] {
  const units = series.map(({ unit }, n) => unitOf(unit, variables[n]));
  const more = [...rows.more];
  const rare = (column: (row: MoreOfRow) => string | undefined) => more.map(([, row]) => column(row) ?? null);
  return [
    plainArray(rows.id),
    plainArray(rows.series),
    plainArray(rows.value),
    plainArray(rows.start),
    plainArray(rows.end),
    variables.map(({ id }) => id),
    units.map(({ unit }) => unit),
    units.map(({ unitText }) => unitText),
    units.map(({ normalized }) => normalized?.factor ?? null),
    units.map(({ normalized }) => normalized?.offset ?? null),
    units.map(({ normalized }) => normalized?.unit ?? null),
    series.map(({ source }) => source),
    series.map(({ device }) => device),
    series.map(({ offsetMinutes }) => offsetMinutes),
    series.map(({ timeZone }) => timeZone),
    more.map(([row]) => row + 1),
    rare(({ comparator }) => comparator),
    rare(({ valueText }) => valueText),
    rare(({ valueCode }) => valueCode?.code),
    rare(({ valueCode }) => valueCode?.system),
    rare(({ externalId }) => externalId),
    rare(({ notes }) => notes),
  ];
}

const PLAIN = /^[-+0-9a-fA-F.,eENUL]*$/;

/** An array of ids or numbers: nothing in them needs quotes. */
function plainArray(column: string): string {
  if (!PLAIN.test(column)) throw new Error('A column of ids or numbers holds something else.');
  return `{${column}}`;
}
