import { readdir, readFile } from 'node:fs/promises';

import { collect, fileAt, fileOf, questionsOf, type Told } from '../../../test/import/collect.js';
import type { ReadActivity, ReadMeasurement } from '../format/read-rows.js';
import { fitbitAccount } from './fitbit-account.format.js';

const FIXTURES = new URL('../../../test/fixtures/fitbit-account/', import.meta.url).pathname;
/** Eleven hours east of UTC in December. */
const ANSWERS = { 'time-zone': 'Australia/Sydney', unit: 'cm' };

const read = async (name: string) => collect(fitbitAccount, [await fileAt(FIXTURES + name)], ANSWERS);
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z'));
const rowsOf = (told: Told) => told.rows as readonly ReadMeasurement[];
const brief = (told: Told) =>
  rowsOf(told).map(({ series, value, start, end }) => [
    series.variable.name,
    value,
    series.unit,
    iso(start),
    end === null ? null : (end - start) / 1000,
  ]);

describe('A Fitbit account export', () => {
  it('reads all of its files, each record once', async () => {
    const names = (await readdir(FIXTURES)).filter((name) => name.endsWith('.json')).sort();
    const files = await Promise.all(names.map((name) => fileAt(FIXTURES + name)));
    const told = await collect(fitbitAccount, files, ANSWERS);
    expect(told.files).toEqual(names.map((name) => FIXTURES + name));
    expect([told.read, told.quarantined, told.notes]).toEqual([19, [], []]);
    expect(told.skipped).toEqual({ 'resting_heart_rate (missing)': 1 });
  });

  it('takes minutes for UTC: the day of the file begins at local midnight', async () => {
    const told = await read('steps-2015-12-13.json');
    expect(brief(told)[0]?.slice(1)).toEqual(['0', '{steps}', '2015-12-12T13:00:00Z', 60]);
    expect(brief(told).at(-1)?.slice(1)).toEqual(['4', '{steps}', '2015-12-13T12:59:00Z', 60]);
    expect(rowsOf(told)[0]?.series).toMatchObject({ source: 'Fitbit', offsetMinutes: null, timeZone: null });
    expect(brief(await read('heart_rate-2015-12-13.json'))[1]).toEqual([
      'Heart rate',
      '63',
      '/min',
      '2015-12-12T13:00:12Z',
      null,
    ]);
    expect(brief(await read('calories-2015-12-13.json'))[1]?.slice(0, 3)).toEqual([
      'Calories burned',
      '2.87',
      'kcal',
    ]);
  });

  it('takes days for local ones, and keeps them apart from sums of minutes', async () => {
    const told = await read('very_active_minutes-2015-12-13.json');
    expect(brief(told)).toEqual([['Vigorous activity time', '23', 'min', '2015-12-12T13:00:00Z', 86_400]]);
    expect(rowsOf(told)[0]?.series).toMatchObject({
      source: 'Fitbit (daily totals)',
      offsetMinutes: 660,
      timeZone: 'Australia/Sydney',
    });
    expect(brief(await read('resting_heart_rate-2015-12-13.json'))).toEqual([
      ['Heart rate --resting', '58.75', '/min', '2015-12-12T13:00:00Z', 86_400],
    ]);
    expect(brief(await read('time_in_heart_rate_zones-2015-12-13.json')).length).toBe(4);
  });

  it('tells sleep stages without the short wakes in them, and naps as naps', async () => {
    const told = await read('sleep-2015-12-13.json');
    const [night, nap] = told.added.map(({ rows }) => rows as readonly ReadMeasurement[]);
    const seconds = (rows: readonly ReadMeasurement[] | undefined, name: string) =>
      (rows ?? [])
        .filter(({ series }) => series.variable.name === name)
        .reduce((sum, { value }) => sum + Number(value), 0);
    expect(
      [
        'Time in bed',
        'Sleep duration',
        'Light sleep duration',
        'Deep sleep duration',
        'REM sleep duration',
        'Time awake in bed',
      ].map((name) => seconds(night, name)),
    ).toEqual([3600, 3180, 1740, 900, 540, 420]);
    expect(night?.[0]).toMatchObject({
      start: Date.parse('2017-12-13T12:30:30Z'),
      end: Date.parse('2017-12-13T13:30:30Z'),
      externalId: 'sleep-20000000002',
      notes: 'Main sleep of 2017-12-14.',
    });
    expect(nap?.[0]?.notes).toBe('Nap of 2015-12-13.');
    expect([seconds(nap, 'Sleep duration'), seconds(nap, 'Time restless in bed')]).toEqual([2160, 180]);
    const ids = rowsOf(told).map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('reads an exercise in local time with the unit that it tells', async () => {
    const [activity] = (await read('exercise-0.json')).rows as ReadActivity[];
    expect(activity).toMatchObject({
      activity: 'Run',
      source: 'Fitbit',
      device: 'Fitbit for Android',
      start: { at: Date.parse('2015-12-12T20:04:02Z'), offsetMinutes: 660, timeZone: 'Australia/Sydney' },
      end: Date.parse('2015-12-12T20:21:59Z'),
      durationMinutes: 17,
      calories: '184',
      externalId: 'exercise-384000001',
    });
    expect(activity?.statistics[0]).toEqual({ name: 'Distance', value: '1.872894', unit: '[mi_i]' });
  });

  it('reads weights in pounds and says where no time was told', async () => {
    const told = await read('weight-2015-12-13.json');
    expect(brief(told)[0]).toEqual(['Body weight', '176.4', '[lb_av]', '2015-12-12T12:59:59Z', null]);
    expect(rowsOf(told).map(({ notes }) => notes ?? null)).toEqual([
      'No time of day was told.',
      'No time of day was told.',
      null,
      null,
      null,
    ]);
    expect(rowsOf(told)[3]).toMatchObject({ value: '21.200000762939453', externalId: 'fat-1449990000000' });
  });

  it('asks for the zone where times are local, and for the unit where distances are', async () => {
    const ids = async (name: string, answers = {}) =>
      (await questionsOf(fitbitAccount, [await fileAt(FIXTURES + name)], answers)).map(({ id }) => id);
    expect(await ids('sleep-2015-12-13.json')).toEqual(['time-zone']);
    expect(await ids('heart_rate-2015-12-13.json')).toEqual([]);
    expect(await ids('distance-2015-12-13.json')).toEqual(['unit']);
    expect(await ids('distance-2015-12-13.json', { unit: 'parsec' })).toEqual(['unit']);
    expect(await ids('distance-2015-12-13.json', ANSWERS)).toEqual([]);
    expect(brief(await read('distance-2015-12-13.json'))[1]?.[2]).toBe('cm');
    expect(brief(await read('altitude-2015-12-13.json'))[0]?.[2]).toBeNull();
  });

  it('does not guess what a file of plain numbers measures', async () => {
    const steps = await readFile(`${FIXTURES}steps-2015-12-13.json`);
    const told = await collect(fitbitAccount, [fileOf('renamed.json', steps)], ANSWERS);
    expect(told.skipped).toEqual({ 'unknown values': 3 });
    expect(told.notes[0]?.problem.reason).toBe('neither its content nor its name tells what it measures');
    const rates = await readFile(`${FIXTURES}heart_rate-2015-12-13.json`);
    expect(
      (await collect(fitbitAccount, [fileOf('steps-2015-12-13.json', rates)], ANSWERS)).added[0]?.kind,
    ).toBe('heart_rate');
  });

  it('reads what is whole of a file that breaks off, and quarantines one that is no JSON', async () => {
    const rates = await readFile(`${FIXTURES}heart_rate-2015-12-13.json`);
    const told = await collect(
      fitbitAccount,
      [fileOf('x.json', rates.subarray(0, rates.length - 20))],
      ANSWERS,
    );
    expect([told.added.length, told.notes[0]?.problem.reason]).toEqual([
      1,
      'breaks off; what is whole was read',
    ]);
    const broken = fileOf(
      'steps-2015-12-13.json',
      '[{"dateTime" : "12/12/15 13:00:00", "value" : "1"}, x, {"a": {}}',
    );
    expect((await collect(fitbitAccount, [broken], ANSWERS)).quarantined).toEqual([]);
    const hopeless = fileOf('steps-2015-12-13.json', '[{"dateTime" : "12/12/15 13:00:00", "value" : "1"');
    expect((await collect(fitbitAccount, [hopeless], ANSWERS)).quarantined.length).toBe(1);
  });

  it('quarantines records that cannot be read', async () => {
    const file = fileOf(
      'steps-2015-12-13.json',
      JSON.stringify([
        { dateTime: '12/12/15 13:00:00', value: '1' },
        { dateTime: '13/12/15 13:00:00', value: '1' },
        { dateTime: '12/12/15 13:01:00', value: 'many' },
        7,
      ]),
    );
    const told = await collect(fitbitAccount, [file], ANSWERS);
    expect(told.quarantined.map(({ at, problem }) => [at, problem.field ?? null])).toEqual([
      [2, 'dateTime'],
      [3, 'value'],
      [4, null],
    ]);
    expect(told.read).toBe(4);
  });
});
