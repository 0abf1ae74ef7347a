import type { ReadMeasurement } from '../../src/import/format/read-rows.js';
import { appleHealth } from '../../src/import/formats/apple-health.format.js';
import { collect, fileOf, type Told } from './collect.js';

export const Q = 'HKQuantityTypeIdentifier';
export const C = 'HKCategoryTypeIdentifier';
export const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">\n';
/** Half an hour. */
export const TIMES = 'startDate="2024-01-01 10:00:00 +0200" endDate="2024-01-01 10:30:00 +0200"';

/** What is read of an export with this content. */
export const read = (body: string, head = HEAD) =>
  collect(appleHealth, [fileOf('export.xml', `${head}${body}\n</HealthData>\n`)]);

/** One Record on a line of its own. */
export const record = (type: string, more: string, inside?: string) =>
  `<Record type="${type}" sourceName="Watch" ${TIMES} ${more}${inside === undefined ? '/>' : `>${inside}</Record>`}\n`;

export const entry = (key: string, value: string) => `<MetadataEntry key="${key}" value="${value}"/>`;

export const measured = (told: Told) =>
  told.rows.filter((row): row is ReadMeasurement => row.type === 'measurement');

export const shown = (told: Told) =>
  measured(told).map(({ series, value }) => [series.variable.name, value, series.unit, series.variable.kind]);

export const reasons = (told: Told) => told.notes.map(({ problem }) => problem.reason);

export const quarantined = (told: Told) =>
  told.quarantined.map(({ kind, at, problem }) => [kind, at, problem.field, problem.reason]);
