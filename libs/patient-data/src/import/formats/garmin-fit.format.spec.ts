import { readdir, readFile } from 'node:fs/promises';

import { collect, fileAt, fileOf, questionsOf, type Told } from '../../../test/import/collect.js';
import { joined } from '../../../test/import/fit-file.js';
import type { ReadActivity, ReadMeasurement } from '../format/read-rows.js';
import { garminFit } from './garmin-fit.format.js';

const FIXTURES = new URL('../../../test/fixtures/garmin-fit/', import.meta.url).pathname;

const read = async (name: string) => collect(garminFit, [await fileAt(FIXTURES + name)]);
const measured = (told: Told) => told.rows.filter((row) => row.type === 'measurement');
const countOf = (told: Told, kind: string) => told.added.filter((record) => record.kind === kind).length;
const iso = (at: number) => new Date(at).toISOString();

async function dayOf(day: string): Promise<Told> {
  const names = (await readdir(`${FIXTURES}wellness/${day}`)).sort();
  const files = await Promise.all(names.map((name) => fileAt(`${FIXTURES}wellness/${day}/${name}`)));
  return collect(garminFit, files);
}

/** The rows of one variable without those that are told twice. */
function distinct(told: Told, name: string): ReadMeasurement[] {
  const rows = new Map<string, ReadMeasurement>();
  for (const row of measured(told)) {
    if (row.series.variable.name === name) {
      rows.set([row.start, row.end, row.value, row.externalId].join(), row);
    }
  }
  return [...rows.values()];
}

const sum = (rows: readonly ReadMeasurement[]) =>
  Math.round(rows.reduce((total, { value }) => total + Number(value), 0) * 1000) / 1000;

describe('Activities in FIT files', () => {
  it.each([
    // File, messages, records, heart rates, sport, offset.
    ['Activity.fit', 22, 14, 0, 'Running', -240],
    ['garmin-edge-500-activity.fit', 10915, 10686, 10686, 'Cycling', null],
    ['garmin-fenix-5-run.fit', 125, 21, 21, 'Running', -420],
    ['garmin-fenix-5-walk.fit', 99, 17, 17, 'Walking', -420],
    ['sample-activity.fit', 3228, 3098, 3098, 'Cycling', null],
  ])('%s: every message is told once', async (name, messages, records, rates, sport, offset) => {
    const told = await read(name);
    expect(told.read).toBe(messages);
    expect(countOf(told, 'record')).toBe(records);
    expect(measured(told).filter((row) => row.series.variable.code === '8867-4').length).toBe(rates);
    const activities = told.rows.filter((row) => row.type === 'activity');
    expect(activities.map(({ activity, start }) => [activity, start.offsetMinutes])).toEqual([
      [sport, offset],
    ]);
    expect([told.quarantined, told.notes]).toEqual([[], []]);
  });

  it('keeps what the watch told of the whole and of each moment, as the maker shows it', async () => {
    const told = await read('garmin-fenix-5-walk.fit');
    const [first, second] = [0, 1].map((n) => told.added[n]?.rows as readonly ReadMeasurement[]);
    expect(first?.map(({ series, value }) => [series.variable.name, value, series.unit])).toEqual([
      ['Heart rate', '71', '/min'],
      ['Speed', '1.204', 'm/s'],
      ['Distance since the activity began', '0', 'm'],
      ['Cadence', '53', '/min'],
      ['Device temperature', '26', 'Cel'],
      ['Altitude', '-0.8', 'm'],
    ]);
    expect(iso(first?.[0]?.start ?? 0)).toBe('2017-06-11T14:32:51.000Z');
    expect(second?.[2]?.value).toBe('1.6');
    expect(first?.[0]?.series).toMatchObject({
      source: 'Garmin fenix5',
      device: 'Garmin fenix5 3945849289',
      offsetMinutes: -420,
      timeZone: null,
    });
    const activity = told.rows.find((row) => row.type === 'activity') as ReadActivity;
    expect(activity).toMatchObject({ activity: 'Walking', calories: '4' });
    expect(activity.statistics).toEqual(
      expect.arrayContaining([
        { name: 'Distance', value: '67.85', unit: 'm' },
        { name: 'Average heart rate', value: '75', unit: '/min' },
        { name: 'Steps', value: '82', unit: '{steps}' },
      ]),
    );
  });

  it.each(['run', 'walk'])('has the %s of another reader, value by value', async (name) => {
    const told = await read(`garmin-fenix-5-${name}.fit`);
    const [header = '', ...lines] = (await readFile(`${FIXTURES}garmin-fenix-5-${name}-records.csv`, 'utf8'))
      .trim()
      .split(/\r?\n/);
    const columns = header.split(',');
    const records = told.added.filter(({ kind }) => kind === 'record');
    expect(records.length).toBe(lines.length);
    lines.forEach((line, n) => {
      const cells = line.split(',');
      const rows = records[n]?.rows as readonly ReadMeasurement[];
      const ours = new Map(rows.map(({ series, value }) => [series.variable.name, Number(value)]));
      expect(rows[0]?.start).toBe(Date.parse((cells[0] ?? '').replace(' PDT', '').concat(' GMT-0700')));
      for (const [column, variable] of [
        ['heart_rate', 'Heart rate'],
        ['cadence', 'Cadence'],
        ['speed', 'Speed'],
        ['distance', 'Distance since the activity began'],
        ['altitude', 'Altitude'],
        ['temperature', 'Device temperature'],
      ] as const) {
        expect([column, ours.get(variable)]).toEqual([
          column,
          expect.closeTo(Number(cells[columns.indexOf(column)]), 5),
        ]);
      }
    });
  });

  it('skips by kind what has no place', async () => {
    const told = await read('garmin-fenix-5-run.fit');
    expect(told.skipped).toMatchObject({ lap: 1, hrv: 71, device_info: 12, mesg_22: 1, mesg_147: 1 });
  });
});

describe('Scales and monitoring in FIT files', () => {
  it('reads two weighings', async () => {
    const told = await read('WeightScaleSingleUser.fit');
    expect(told.read).toBe(6);
    expect(
      measured(told).map(({ series, value, start }) => [series.variable.code, value, iso(start)]),
    ).toEqual([
      ['29463-7', '75.8', '2009-09-09T21:38:00.000Z'],
      ['41982-0', '22.3', '2009-09-09T21:38:00.000Z'],
      ['29463-7', '76.09', '2009-09-09T22:38:00.000Z'],
      ['41982-0', '25.1', '2009-09-09T22:38:00.000Z'],
    ]);
    expect(await questionsOf(garminFit, [await fileAt(`${FIXTURES}WeightScaleSingleUser.fit`)])).toEqual([]);
  });

  it('tells steps by what each message adds, beginning anew at local midnight', async () => {
    const told = await read('MonitoringFile.fit');
    expect(told.read).toBe(355);
    const steps = measured(told).filter(({ series }) => series.variable.code === '55423-8');
    expect(steps[0]).toMatchObject({ value: '100', start: Date.parse('2014-12-27T06:00:00Z') });
    expect(steps[1]).toMatchObject({ value: '215', end: Date.parse('2014-12-27T14:23:00Z') });
    const days = new Map<string, number>();
    for (const { value, start } of steps) {
      const day = iso(start - 6 * 3_600_000).slice(0, 10);
      days.set(day, (days.get(day) ?? 0) + Number(value));
    }
    // The counters' last numbers of the day: 3,142 walking and 31 running.
    expect([...days]).toEqual([['2014-12-27', 3173]]);
  });

  it.each([
    // Day, messages, heart rates with those of 0, of them 0, sum, stress values, steps and kcal of the watch's own day.
    ['2021-03-01', 6271, 1120, 7, 100_126, 868, 30_185, 1189 + 533],
    ['2021-03-02', 6232, 1323, 0, 110_141, 911, 16_112, 622 + 306],
    ['2021-03-03', 5863, 1143, 2, 105_037, 850, 24_042 + 197, 986 + 378 + 23],
    ['2021-03-04', 6308, 1177, 1, 84_518, 968, 16_634, 568 + 38],
    ['2021-03-05', 6285, 1161, 7, 101_212, 860, 27_515, 1037 + 574],
    ['2021-03-06', 6326, 1206, 7, 91_828, 1069, 15_840, 562 + 56],
    ['2021-03-07', 6088, 1134, 4, 83_274, 913, 19_353, 691 + 75],
  ])(
    '%s: heart rates, stress and the totals that the watch shows',
    async (day, messages, rates, zeros, ...rest) => {
      const [rateSum, stress, steps, energy] = rest;
      const told = await dayOf(day);
      expect(told.read).toBe(messages);
      const heart = measured(told).filter(({ series }) => series.variable.code === '8867-4');
      expect([heart.length, sum(heart)]).toEqual([rates - zeros, rateSum]);
      expect(told.skipped['monitoring (heart rate 0)'] ?? 0).toBe(zeros);
      expect(countOf(told, 'stress_level')).toBe(stress);
      expect(sum(distinct(told, 'Number of steps in unspecified time Pedometer'))).toBe(steps);
      expect(sum(distinct(told, 'Active energy'))).toBe(energy);
      expect(measured(told)[0]?.series).toMatchObject({
        source: 'Garmin vivoactive3',
        device: 'Garmin vivoactive3 3985028683',
      });
      expect([told.quarantined, told.notes]).toEqual([[], []]);
    },
  );

  it('does not take a day awake for a day awake in bed', async () => {
    const told = await dayOf('2021-03-01');
    expect(told.skipped['sleep_level (no sleep in the file)']).toBe(413);
  });
});

describe('Damaged FIT files', () => {
  const activity = () => readFile(`${FIXTURES}Activity.fit`);
  const reasons = (told: Told) => told.notes.map(({ problem }) => problem.reason);

  it('reads all of several files in one', async () => {
    const one = await activity();
    const told = await collect(garminFit, [fileOf('A.FIT', joined(one, one, one), 100)]);
    expect(countOf(told, 'record')).toBe(42);
    expect(reasons(told)).toEqual(['holds 3 FIT files, one after the other']);
  });

  it('says that a checksum is wrong or absent, and reads the file', async () => {
    const wrong = Uint8Array.from(await activity());
    wrong[40] = (wrong[40] ?? 0) ^ 1;
    const absent = Uint8Array.from(await activity());
    absent.fill(0, -2);
    expect(reasons(await collect(garminFit, [fileOf('x', wrong)]))).toEqual([
      'its checksum does not match: it was changed or damaged',
    ]);
    const told = await collect(garminFit, [fileOf('x', absent)]);
    expect(reasons(told)).toEqual(['has no checksum']);
    expect(countOf(told, 'record')).toBe(14);
  });

  it('reads a truncated file as far as it goes, at every length', async () => {
    const whole = await activity();
    let before = 0;
    for (let size = 14; size < whole.length; size += 1) {
      const told = await collect(garminFit, [fileOf('x', whole.subarray(0, size))]);
      expect(told.read).toBeGreaterThanOrEqual(before);
      expect(reasons(told)[0]).toBe('ends before its checksum');
      before = told.read;
    }
    expect(before).toBe(22);
    const half = await collect(garminFit, [fileOf('x', whole.subarray(0, 400))]);
    expect(reasons(half)[1]).toMatch(/^\d+ of 757 bytes could be read: a message is cut off$/);
  });

  it('never fails on changed bytes', async () => {
    const whole = Uint8Array.from(await activity());
    for (let at = 14; at < whole.length; at += 1) {
      const changed = Uint8Array.from(whole);
      changed[at] = 255 - (changed[at] ?? 0);
      const told = await collect(garminFit, [fileOf('x', changed)]);
      expect(told.read).toBeLessThan(500);
    }
  });

  it('counts bytes at the end that are no FIT file', async () => {
    const told = await collect(garminFit, [fileOf('x', joined(await activity(), Uint8Array.of(1, 2, 3)))]);
    expect(reasons(told)).toEqual(['has 3 bytes at its end that are no FIT file']);
  });

  it('is chosen by content', async () => {
    const file = fileOf('workout.txt', await activity());
    expect(garminFit.recognise([file, fileOf('a.fit', 'no FIT at all')])).toEqual([file]);
  });
});
