import { collect, fileAt, fileOf, questionsOf, type Told } from '../../../test/import/collect.js';
import type { ReadActivity, ReadMeasurement } from '../format/read-rows.js';
import { fitbitWebApi } from './fitbit-web-api.format.js';

const FIXTURES = new URL('../../../test/fixtures/fitbit-web-api/fitbit-', import.meta.url).pathname;
const ANSWERS = { 'time-zone': 'Europe/Berlin', unit: 'metric' };

const read = async (name: string, answers = ANSWERS) =>
  collect(fitbitWebApi, [await fileAt(`${FIXTURES}${name}.json`)], answers);
const rowsOf = (told: Told) => told.rows as readonly ReadMeasurement[];
const seconds = (told: Told, name: string) =>
  rowsOf(told)
    .filter(({ series }) => series.variable.name === name)
    .reduce((sum, { value }) => sum + Number(value), 0);

describe('Saved answers of the Fitbit Web API', () => {
  it.each([
    // File, records, of them added, skipped.
    ['activities-date-empty-activities-list', 2, 0, { goals: 1, summary: 1 }],
    ['activities-date-single-in-activities-list', 2, 1, { summary: 1 }],
    ['activities-date-multiple-in-activities-list', 5, 3, { goals: 1, summary: 1 }],
    ['activities-heart-1d-1m-intraday', 6, 5, { 'activities-heart (no resting heart rate)': 1 }],
    ['activities-steps-1d-1m-intraday', 4, 3, { 'activities-steps (told in shorter steps)': 1 }],
    ['activities-steps-timeseries', 3, 3, {}],
    ['body-log-weight', 4, 4, {}],
    ['sleep-date', 3, 2, { summary: 1 }],
    ['sleep-date-empty-sleep-list', 1, 0, { summary: 1 }],
    ['sleep-date-range', 2, 2, {}],
    ['sleep-date-range-empty-sleep-list', 0, 0, {}],
  ])('%s', async (name, records, added, skipped) => {
    const told = await read(name);
    expect([told.read, told.added.length, told.skipped]).toEqual([records, added, skipped]);
    expect([told.quarantined, told.notes]).toEqual([[], []]);
  });

  it('tells minutes and days in local time', async () => {
    const minutes = rowsOf(await read('activities-steps-1d-1m-intraday'));
    expect(minutes.map(({ value, start }) => [value, new Date(start).toISOString()])).toEqual([
      ['7', '2015-08-20T22:00:00.000Z'],
      ['0', '2015-08-21T12:27:00.000Z'],
      ['52', '2015-08-21T12:28:00.000Z'],
    ]);
    const [, day] = rowsOf(await read('activities-steps-timeseries'));
    expect(day).toMatchObject({ value: '2937', end: Date.parse('2015-08-24T22:00:00Z') });
    expect(day?.series.source).toBe('Fitbit (daily totals)');
  });

  it('tells both sleeps of a day, a nap and the main one', async () => {
    const told = await read('sleep-date');
    expect([seconds(told, 'Time in bed'), seconds(told, 'Sleep duration')]).toEqual([
      3780 + 7080,
      3780 + 4980 + 420 + 60 + 1260,
    ]);
    expect(
      rowsOf(told)
        .map(({ notes }) => notes)
        .filter((notes) => notes),
    ).toEqual(['Nap of 2016-12-13.', 'Main sleep of 2016-12-13.']);
  });

  it('tells activities and weights in the units that were asked for', async () => {
    const told = await read('activities-date-multiple-in-activities-list');
    const [run, swim, walk] = told.rows as ReadActivity[];
    expect(run).toMatchObject({ activity: 'Run', durationMinutes: 24, calories: '150' });
    expect(run?.start.at).toBe(Date.parse('2015-06-23T09:55:00Z'));
    expect(run?.statistics[0]).toEqual({ name: 'Distance', value: '6.43738', unit: 'km' });
    expect(swim?.durationMinutes).toBeUndefined();
    expect(walk).toMatchObject({ start: { at: Date.parse('2015-06-22T22:00:00Z') } });
    expect(walk?.notes).toMatch(/No time of day was told\.$/);
    const [weight] = rowsOf(await read('body-log-weight', { ...ANSWERS, unit: 'american' }));
    expect([weight?.value, weight?.series.unit]).toEqual(['56.7', '[lb_av]']);
  });

  it('asks for the zone, and for the units where there are some', async () => {
    const ids = async (name: string) =>
      (await questionsOf(fitbitWebApi, [await fileAt(`${FIXTURES}${name}.json`)])).map(({ id }) => id);
    expect(await ids('activities-steps-timeseries')).toEqual(['time-zone']);
    expect(await ids('body-log-weight')).toEqual(['time-zone', 'unit']);
    expect(await ids('sleep-date-range-empty-sleep-list')).toEqual([]);
  });

  it('leaves other JSON alone', () => {
    const files = ['{"sleep": 7}', '{"activities": [{"name": "x"}]}', '[]', '{"resourceType": "Bundle"}'];
    expect(fitbitWebApi.recognise(files.map((text) => fileOf('x.json', text)))).toEqual([]);
  });
});
