import { collect, fileOf, questionsOf, type Told } from '../../../../test/import/collect.js';
import {
  bytes,
  compressed,
  data,
  define,
  fitFile,
  joined,
  type Piece,
} from '../../../../test/import/fit-file.js';
import type { ReadActivity, ReadMeasurement } from '../../format/read-rows.js';
import { garminFit } from '../garmin-fit.format.js';

const SECONDS = 1_000_000_000;
const START = Date.UTC(1989, 11, 31) + SECONDS * 1000;
const at = (seconds: number, big = false) => bytes(SECONDS + seconds, 4, big);
const text = (words: string, size: number) =>
  Array.from({ length: size }, (_, n) => (n < words.length ? words.charCodeAt(n) : 0));

const readPieces = (pieces: readonly Piece[], options = {}, answers = {}) =>
  collect(garminFit, [fileOf('x.fit', fitFile(pieces, options))], answers);
const values = (told: Told) =>
  (told.rows as ReadMeasurement[]).map(({ series, value, start }) => [
    series.variable.name,
    value,
    (start - START) / 1000,
  ]);

const TIME = [253, 4, 0x86] as const;
const RATE = [3, 1, 0x02] as const;
const record = define({ local: 0, message: 20, fields: [TIME, RATE] });

describe('The FIT protocol', () => {
  it('reads both byte orders and both headers', async () => {
    const big = define({ local: 0, message: 20, fields: [TIME, [7, 2, 0x84]], big: true });
    for (const header of [12, 14]) {
      const told = await readPieces([big, data(0, at(5, true), bytes(300, 2, true))], { header });
      expect(values(told)).toEqual([['Power', '300', 5]]);
      expect(told.notes).toEqual([]);
    }
  });

  it('adds compressed timestamps to the last full one, past their turn', async () => {
    const short = define({ local: 1, message: 20, fields: [RATE] });
    const low = SECONDS & 0x1f;
    const told = await readPieces([
      record,
      short,
      data(0, at(0), [60]),
      compressed(1, (low + 3) & 0x1f, [61]),
      compressed(1, (low + 31) & 0x1f, [62]),
      compressed(1, (low + 34) & 0x1f, [63]),
    ]);
    expect(values(told)).toEqual([
      ['Heart rate', '60', 0],
      ['Heart rate', '61', 3],
      ['Heart rate', '62', 31],
      ['Heart rate', '63', 34],
    ]);
  });

  it('leaves out values that are none, of every kind of number', async () => {
    const told = await readPieces([
      define({ local: 0, message: 20, fields: [TIME, RATE, [13, 1, 0x01], [7, 2, 0x84], [73, 4, 0x86]] }),
      data(0, at(0), [255], [0x7f], [255, 255], [255, 255, 255, 255]),
      data(0, at(1), [0], [0xf6], [1, 0], [232, 3, 0, 0]),
    ]);
    expect(told.skipped).toEqual({ 'record (no values)': 1 });
    expect(values(told)).toEqual([
      ['Speed', '1', 1],
      ['Power', '1', 1],
      ['Device temperature', '-10', 1],
    ]);
  });

  it('tells developer fields that the file describes, and passes over those that it does not', async () => {
    const told = await readPieces([
      define({
        local: 2,
        message: 206,
        fields: [
          [0, 1, 2],
          [1, 1, 2],
          [2, 1, 2],
          [3, 8, 7],
          [8, 4, 7],
        ],
      }),
      data(2, [0], [1], [0x84], text('Strain', 8), text('kPa', 4)),
      define({
        local: 0,
        message: 20,
        fields: [TIME, RATE],
        developer: [
          [1, 2, 0],
          [9, 4, 3],
        ],
      }),
      data(0, at(0), [60], bytes(1234, 2), [1, 2, 3, 4]),
    ]);
    expect(values(told)).toEqual([
      ['Heart rate', '60', 0],
      ['Strain', '1234', 0],
    ]);
    expect((told.rows[1] as ReadMeasurement).series.unit).toBe('kPa');
  });

  it('ends texts with their field where nothing else ends them', async () => {
    const told = await readPieces([
      define({
        local: 0,
        message: 0,
        fields: [
          [1, 2, 0x84],
          [8, 4, 7],
        ],
      }),
      data(0, bytes(263, 2), text('Pods', 4)),
      record,
      data(0, at(0), [60]),
    ]);
    expect((told.rows[0] as ReadMeasurement).series.source).toBe('FIT manufacturer 263 Pods');
  });

  it('stops where a message has no definition, and says how much it read', async () => {
    const told = await readPieces([record, data(0, at(0), [60]), data(5, [1, 2, 3])]);
    expect(told.rows.length).toBe(1);
    expect(told.notes.map(({ problem }) => problem.reason)).toEqual([
      '18 of 22 bytes could be read: a message has no definition',
    ]);
  });

  it('reads what a device never closed, and a size beyond the end', async () => {
    const open = await readPieces([record, data(0, at(0), [60])], { declared: 0 });
    expect(open.rows.length).toBe(1);
    expect(open.notes[0]?.problem.reason).toBe('ends before its checksum');
    const beyond = await readPieces([record, data(0, at(0), [60])], { declared: 500 });
    expect(beyond.rows.length).toBe(1);
    expect(beyond.notes.at(-1)?.problem.reason).toMatch(/ of 500 bytes could be read/);
  });

  it('quarantines a value without time', async () => {
    const told = await readPieces([define({ local: 0, message: 20, fields: [RATE] }), data(0, [60])]);
    expect(told.quarantined).toEqual([
      { kind: 'record', at: 1, problem: { field: 'timestamp', reason: 'nothing tells its time' } },
    ]);
  });
});

describe('What FIT files tell apart from records', () => {
  it('keeps the heart rates of a strap at their 1/1024 s', async () => {
    const anchor = 4096 + 4000;
    const packed = (low: number, next: number) => [low & 255, (low >> 8) | ((next & 15) << 4), next >> 4];
    const told = await readPieces([
      define({
        local: 0,
        message: 132,
        fields: [TIME, [0, 2, 0x84], [6, 1, 2], [9, 4, 0x86]],
      }),
      data(0, at(10), bytes(16384, 2), [120], bytes(anchor, 4)),
      define({
        local: 1,
        message: 132,
        fields: [
          [6, 2, 2],
          [10, 3, 0x0d],
        ],
      }),
      // 512 ticks on, past the turn of the low 12 bits, and 1,024 more.
      data(1, [121, 122], packed((4000 + 512) % 4096, (4000 + 1536) % 4096)),
    ]);
    expect(values(told)).toEqual([
      ['Heart rate', '120', 10.5],
      ['Heart rate', '121', 11],
      ['Heart rate', '122', 12],
    ]);
  });

  it('tells every session of a multisport activity with the offset of its clock', async () => {
    const session = define({
      local: 0,
      message: 18,
      fields: [TIME, [2, 4, 0x86], [5, 1, 0], [6, 1, 0], [7, 4, 0x86]],
    });
    const activity = define({ local: 1, message: 34, fields: [TIME, [5, 4, 0x86]] });
    const told = await readPieces([
      session,
      data(0, at(60), at(0), [5], [18], bytes(60_000, 4)),
      data(0, at(90), at(60), [3], [0], bytes(30_000, 4)),
      data(0, at(290), at(90), [2], [255], bytes(200_000, 4)),
      activity,
      data(1, at(290), at(290 + 19_800)),
    ]);
    const activities = told.rows as ReadActivity[];
    expect(
      activities.map(({ activity: words, start, end }) => [words, start.at - START, (end ?? 0) - START]),
    ).toEqual([
      ['Swimming (open water)', 0, 60_000],
      ['Transition', 60_000, 90_000],
      ['Cycling', 90_000, 290_000],
    ]);
    expect(activities[0]?.start.offsetMinutes).toBe(330);
  });

  it('asks whose weights they are when a scale knows two people', async () => {
    const file = fitFile([
      define({ local: 0, message: 30, fields: [TIME, [0, 2, 0x84], [12, 2, 0x84]] }),
      data(0, at(0), bytes(7000, 2), bytes(0, 2)),
      data(0, at(60), bytes(5000, 2), bytes(0x8001, 2)),
      data(0, at(90), bytes(65534, 2), bytes(0, 2)),
      define({
        local: 1,
        message: 3,
        fields: [
          [254, 2, 0x84],
          [0, 6, 7],
        ],
      }),
      data(1, bytes(0, 2), text('Anna', 6)),
    ]);
    const files = [fileOf('WEIGHT.FIT', file)];
    const [question] = await questionsOf(garminFit, files);
    expect(question).toMatchObject({
      id: 'participant',
      choices: [
        { value: 'user-0', label: 'Anna' },
        { value: 'user-1', label: 'User 1' },
      ],
    });
    expect(await questionsOf(garminFit, files, { participant: 'user-0' })).toEqual([]);
    const told = await collect(garminFit, files, { participant: 'user-0' });
    expect(values(told)).toEqual([['Body weight', '70', 0]]);
    expect(told.skipped).toEqual({
      'other participant': 1,
      // Still weighing.
      'weight_scale (no values)': 1,
      user_profile: 1,
    });
  });

  it('tells sleep stages as long as they last, up to the end of sleep', async () => {
    const level = define({ local: 0, message: 275, fields: [TIME, [0, 1, 0]] });
    const event = define({ local: 1, message: 21, fields: [TIME, [0, 1, 0], [1, 1, 0]] });
    const told = await readPieces([
      level,
      data(0, at(0), [2]),
      data(0, at(600), [3]),
      data(0, at(1800), [1]),
      data(0, at(1860), [4]),
      event,
      data(1, at(3660), [74], [1]),
    ]);
    expect(values(told)).toEqual([
      ['Light sleep duration', '10', 0],
      ['Sleep duration', '10', 0],
      ['Deep sleep duration', '20', 600],
      ['Sleep duration', '20', 600],
      ['Time awake in bed', '1', 1800],
      ['REM sleep duration', '30', 1860],
      ['Sleep duration', '30', 1860],
    ]);
  });

  it('keeps a day that a clock change made 23 or 25 hours long as so many minutes', async () => {
    for (const minutes of [1380, 1500]) {
      const told = await readPieces([
        define({ local: 1, message: 103, fields: [TIME] }),
        data(1, at(0)),
        define({
          local: 0,
          message: 55,
          fields: [
            [26, 2, 0x84],
            [27, 1, 2],
          ],
        }),
        ...Array.from({ length: minutes }, (_, n) => data(0, bytes((SECONDS + n * 60) % 65536, 2), [60])),
      ]);
      const starts = (told.rows as ReadMeasurement[]).map(({ start }) => start);
      expect(new Set(starts).size).toBe(minutes);
      expect((starts.at(-1) ?? 0) - START).toBe((minutes - 1) * 60_000);
    }
  });

  it('reads files one after the other that were written by different devices', async () => {
    const by = (maker: number) =>
      fitFile([
        define({ local: 0, message: 0, fields: [[1, 2, 0x84]] }),
        data(0, bytes(maker, 2)),
        record,
        data(0, at(0), [60]),
      ]);
    const told = await collect(garminFit, [fileOf('x', joined(by(123), by(23)))]);
    expect((told.rows as ReadMeasurement[]).map(({ series }) => series.source)).toEqual(['Polar', 'Suunto']);
  });
});
