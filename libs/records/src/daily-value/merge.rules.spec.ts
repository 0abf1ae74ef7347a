import { ZoneClock } from '@carenode/module-kit';

import { mergeSamples } from './merge-samples.rules.js';
import { mergeSums } from './merge-sums.rules.js';
import type { ToldRow } from './told-rows.rules.js';

const berlin = ZoneClock.of('Europe/Berlin') as ZoneClock;
const utc = ZoneClock.of('UTC') as ZoneClock;
const ms = (text: string) => Date.parse(text.includes('T') ? text : `2024-05-01T${text}Z`);

const row = (
  source: string,
  start: string,
  end: string | null,
  value: number | null,
  more: Partial<ToldRow> = {},
): ToldRow => ({
  start: ms(start),
  end: end === null ? null : ms(end),
  value,
  source,
  device: null,
  importId: 'first',
  toldAt: 0,
  clock: utc,
  ...more,
});
const sums = (rows: readonly ToldRow[], order = ['watch', 'phone']) =>
  mergeSums(rows, order).map(({ day, value }) => [day, value]);
const day = '2024-05-01';

describe('The total of a day', () => {
  it('counts every moment once, by the first source that told of it', () => {
    const rows = [row('phone', '10:00:00', '11:00:00', 600), row('watch', '10:30:00', '11:30:00', 900)];
    expect(sums(rows)).toEqual([[day, 1200]]);
    expect(sums(rows, ['phone', 'watch'])).toEqual([[day, 1050]]);
    expect(sums([...rows].reverse())).toEqual([[day, 1200]]);
    expect(mergeSums(rows, ['watch', 'phone'])[0]).toMatchObject({
      count: 2,
      min: 600,
      max: 900,
      sources: [
        { source: 'watch', count: 1, counted: 1, value: 900, taken: 900 },
        { source: 'phone', count: 1, counted: 1, value: 600, taken: 300 },
      ],
    });
  });

  it('adds up what two sources told of different times', () => {
    expect(
      sums([row('phone', '10:00:00', '11:00:00', 600), row('watch', '11:00:00', '11:30:00', 900)]),
    ).toEqual([[day, 1500]]);
  });

  it('takes of a total of the whole day what is left of the day', () => {
    const rows = [
      row('fitbit', '00:00:00', '2024-05-02T00:00:00Z', 2400),
      row('watch', '06:00:00', '12:00:00', 900),
    ];
    expect(sums(rows)).toEqual([[day, 900 + 1800]]);
    expect(sums(rows, ['fitbit', 'watch'])).toEqual([[day, 2400]]);
  });

  it('knows which of many pieces of one source lie under another', () => {
    const minutes = Array.from({ length: 60 }, (_, n) =>
      row('phone', `10:${String(n).padStart(2, '0')}:00`, `10:${String(n).padStart(2, '0')}:30`, 10),
    );
    expect(sums([...minutes, row('watch', '10:15:00', '10:45:00', 1000)])).toEqual([[day, 1300]]);
  });

  it('parts an interval over midnight, by the clock of the record', () => {
    const rows = [row('watch', '2024-05-01T21:00:00Z', '2024-05-01T23:00:00Z', 200, { clock: berlin })];
    expect(sums(rows)).toEqual([
      ['2024-05-01', 100],
      ['2024-05-02', 100],
    ]);
    expect(sums([{ ...(rows[0] as ToldRow), clock: utc }])).toEqual([['2024-05-01', 200]]);
  });

  it('has 23 or 25 hours when clocks are changed', () => {
    const hourly = (from: string, hours: number) =>
      Array.from({ length: hours }, (_, n) => {
        const start = ms(from) + n * 3_600_000;
        return row('watch', new Date(start).toISOString(), new Date(start + 3_600_000).toISOString(), 1, {
          clock: berlin,
        });
      });
    expect(sums(hourly('2024-03-30T23:00:00Z', 47))).toEqual([
      ['2024-03-31', 23],
      ['2024-04-01', 24],
    ]);
    expect(sums(hourly('2024-10-26T22:00:00Z', 49))).toEqual([
      ['2024-10-27', 25],
      ['2024-10-28', 24],
    ]);
    expect(mergeSums(hourly('2024-10-26T22:00:00Z', 1), [])[0]?.endsAt).toBe(ms('2024-10-27T23:00:00Z'));
  });

  it('follows a traveller: each record is on the day of where it was made', () => {
    const tokyo = ZoneClock.of('Asia/Tokyo') as ZoneClock;
    expect(
      sums([
        row('watch', '2024-05-01T16:00:00Z', '2024-05-01T17:00:00Z', 5, { clock: berlin }),
        row('watch', '2024-05-01T17:00:00Z', '2024-05-01T18:00:00Z', 7, { clock: tokyo }),
      ]),
    ).toEqual([
      ['2024-05-01', 5],
      ['2024-05-02', 7],
    ]);
  });

  it('counts values of moments wholly, and one source’s alone in a quarter of an hour', () => {
    const rows = [
      row('watch', '10:01:00', null, 4),
      row('watch', '10:01:00', null, 4),
      row('phone', '10:14:00', null, 5),
      row('phone', '10:16:00', null, 6),
    ];
    expect(sums(rows)).toEqual([[day, 14]]);
    expect(sums(rows, ['phone', 'watch'])).toEqual([[day, 11]]);
    expect(sums([row('watch', '10:00:00', '12:00:00', 100), row('phone', '11:00:00', null, 9)])).toEqual([
      [day, 100],
    ]);
    expect(sums([row('phone', '10:00:00', '11:00:00', 120), row('watch', '10:05:00', null, 9)])).toEqual([
      [day, 99],
    ]);
  });

  it('takes within one source the record that tells more, where they overlap', () => {
    expect(
      sums([
        row('watch', '00:00:00', '2024-05-02T00:00:00Z', 2400),
        row('watch', '10:00:00', '11:00:00', 500),
        row('watch', '10:30:00', '10:45:00', 300),
      ]),
    ).toEqual([[day, 2300 + 375 + 300]]);
  });

  it('takes what the last of several imports told of the same time, all of it', () => {
    const told = (importId: string | null, toldAt: number, value: number) =>
      row('watch', '10:00:00', '11:00:00', value, { importId, toldAt });
    expect(sums([told('first', 1, 100), told('second', 2, 130)])).toEqual([[day, 130]]);
    expect(sums([told('second', 2, 130), told('first', 1, 100)])).toEqual([[day, 130]]);
    expect(sums([told('first', 1, 100), told('first', 1, 130)])).toEqual([[day, 230]]);
    expect(sums([told(null, 1, 100), told(null, 2, 30)])).toEqual([[day, 130]]);
  });

  it('takes one of two devices that tell under one name', () => {
    const rows = [
      row('Apple', '10:00:00', '11:00:00', 100, { device: 'Watch6,2' }),
      row('Apple', '10:30:00', '11:30:00', 200, { device: 'Watch10,1' }),
      row('Apple', '11:00:00', '12:00:00', 60, { device: null }),
    ];
    expect(sums(rows)).toEqual([[day, 200 + 50 + 30]]);
  });

  it('leaves out what has no value in the unit and what tells of more than two days, and says so', () => {
    expect(
      mergeSums(
        [
          row('watch', '10:00:00', '11:00:00', null),
          row('watch', '10:00:00', '2024-05-08T10:00:00Z', 70_000),
          row('watch', '2024-05-02T10:00:00Z', '2024-05-02T11:00:00Z', 5),
        ],
        [],
      ).map(({ day: of, value, count, leftOut }) => [of, value, count, leftOut]),
    ).toEqual([
      [day, null, 0, 2],
      ['2024-05-02', 5, 1, 0],
    ]);
  });

  it('does not depend on the order in which rows come', () => {
    const rows = Array.from({ length: 300 }, (_, n) => {
      const start = ms('00:00:00') + ((n * 7919) % 1440) * 60_000;
      return row(
        ['watch', 'phone', 'ring'][n % 3] ?? '',
        new Date(start).toISOString(),
        new Date(start + (1 + (n % 50)) * 60_000).toISOString(),
        n,
        {
          device: n % 2 ? 'a' : null,
          toldAt: n,
          importId: String(n % 5),
        },
      );
    });
    const shuffled = [...rows].sort((a, b) => ((a.toldAt * 31) % 101) - ((b.toldAt * 31) % 101));
    expect(sums(shuffled)).toEqual(sums(rows));
  });

  it('is never more than what all told, and never less than what the first source told', () => {
    const parts: number[] = [];
    const rows = [row('phone', '10:00:00', '12:00:00', 600), row('watch', '10:30:00', '11:30:00', 900)];
    mergeSums(rows, ['watch'], ({ value }) => parts.push(value));
    expect(parts).toEqual([900, 150, 150]);
  });
});

describe('The values of a day', () => {
  it('are those of the first source in each quarter of an hour', () => {
    const rows = [
      row('watch', '10:01:00', null, 60),
      row('watch', '10:14:00', null, 80),
      row('phone', '10:10:00', null, 100),
      row('phone', '10:16:00', null, 90),
    ];
    expect(mergeSamples(rows, ['watch', 'phone'])).toEqual([
      {
        day,
        value: 80,
        min: 60,
        max: 90,
        median: 80,
        count: 3,
        leftOut: 0,
        sources: [
          { source: 'watch', count: 2, counted: 2, value: 70, taken: null },
          { source: 'phone', count: 2, counted: 1, value: 95, taken: null },
        ],
        endsAt: ms('2024-05-02T00:00:00Z'),
      },
    ]);
    expect(mergeSamples(rows, ['phone'])[0]).toMatchObject({ value: 95, count: 2 });
  });

  it('weigh a time that was measured every second no more than others', () => {
    const workout = Array.from({ length: 600 }, (_, n) =>
      row('watch', new Date(ms('12:00:00') + n * 1000).toISOString(), null, 180),
    );
    const quiet = ['08:00:00', '09:00:00', '10:00:00'].map((at) => row('watch', at, null, 60));
    expect(mergeSamples([...workout, ...quiet], [])[0]).toMatchObject({
      value: 90,
      median: 60,
      count: 603,
      max: 180,
    });
  });

  it('are on the day of the record’s own clock', () => {
    expect(
      mergeSamples([row('scale', '2024-05-01T22:30:00Z', null, 70, { clock: berlin })], []).map(
        ({ day: of }) => of,
      ),
    ).toEqual(['2024-05-02']);
  });

  it('leave out bounds and unreadable units, and say so', () => {
    expect(mergeSamples([row('lab', '10:00:00', null, null)], [])[0]).toMatchObject({
      value: null,
      median: null,
      count: 0,
      leftOut: 1,
      sources: [],
    });
  });
});
