import { collect, fileAt, fileOf } from '../../../test/import/collect.js';
import type { ReadMeasurement } from '../format/read-rows.js';
import { genericCsv } from './generic-csv.format.js';

const fixture = (name: string) =>
  new URL(`../../../test/fixtures/generic-csv/${name}`, import.meta.url).pathname;
const measurements = (rows: readonly unknown[]) => rows as readonly ReadMeasurement[];
const answers = (mapping: object, more = {}) => ({ columns: JSON.stringify(mapping), ...more });

describe('Tables of others, read by a mapping', () => {
  it('Nightscout entries, which have no heading', async () => {
    const mapping = {
      source: 'Nightscout',
      headerRow: 0,
      time: '1',
      timeFormat: 'iso',
      zone: 'Europe/Berlin',
      values: [{ column: '3', name: 'Glucose', code: '99504-3', unit: 'mg/dL', kind: 'sample' }],
    };
    const told = await collect(
      genericCsv,
      [await fileAt(fixture('nightscout_entries.csv'))],
      answers(mapping),
    );
    expect([told.read, told.added.length]).toEqual([1000, 1000]);
    const rows = measurements(told.rows);
    expect(rows[0]).toMatchObject({ value: '162', start: 1775421029000, series: { offsetMinutes: 120 } });
    expect(rows[999]).toMatchObject({ value: '224', start: 1774952840000 });
  });

  it('MyFitnessPal summary: meals of one day are told apart by their id', async () => {
    const sum = (column: string, code: string, unit: string) => ({
      column,
      name: column,
      code,
      unit,
      kind: 'sum',
    });
    const mapping = {
      source: 'MyFitnessPal',
      time: 'Date',
      id: ['Date', 'Meal'],
      values: [sum('Calories', 'energy-intake', 'kcal'), sum('Protein (g)', 'protein-intake', 'g')],
    };
    const told = await collect(
      genericCsv,
      [await fileAt(fixture('nutrition-summary.csv'))],
      answers(mapping, { 'time-zone': 'Europe/Berlin' }),
    );
    expect([told.read, told.added.length]).toEqual([3, 3]);
    const energy = measurements(told.rows).filter(({ series }) => series.unit === 'kcal');
    expect(energy.map(({ value, externalId }) => [value, externalId])).toEqual([
      ['214.5', '["Calories","2025-03-06","Breakfast"]'],
      ['285.0', '["Calories","2025-03-06","Dinner"]'],
      ['750.0', '["Calories","2025-03-06","Lunch"]'],
    ]);
    expect(new Set(measurements(told.rows).map(({ externalId }) => externalId)).size).toBe(6);
  });

  it('a table of Fitabase, whose dates are of the American form', async () => {
    const lines = [
      'Id,ActivityHour,StepTotal',
      '1503960366,4/12/2016 12:00:00 AM,373',
      '1503960366,4/13/2016 1:00:00 PM,160',
    ];
    const mapping = {
      source: 'Fitbit',
      time: 'ActivityHour',
      values: [{ column: 'StepTotal', name: 'Steps', code: '55423-8', unit: '{steps}', kind: 'sum' }],
    };
    const file = fileOf('hourlySteps.csv', lines.join('\n'));
    const told = await collect(genericCsv, [file], answers(mapping, { 'time-zone': 'America/Chicago' }));
    expect(measurements(told.rows).map(({ start }) => new Date(start).toISOString())).toEqual([
      '2016-04-12T05:00:00.000Z',
      '2016-04-13T18:00:00.000Z',
    ]);
  });
});
