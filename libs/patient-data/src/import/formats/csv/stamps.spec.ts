import { DateOrderEvidence, localTimeOf, readStamp, readTime } from './stamps.js';

const local = (text: string, order?: 'day-first' | 'month-first') => {
  const stamp = readStamp(text);
  return stamp && localTimeOf(stamp, order);
};
const evidence = (...texts: string[]) => {
  const seen = new DateOrderEvidence();
  for (const text of texts) seen.see(readStamp(text));
  return seen.order;
};

describe('Dates and times of tables', () => {
  it('are read with the year first or last, and with dashes, slashes and points', () => {
    const noon = { year: 2022, month: 6, day: 13, hour: 12, minute: 5, second: 0 };
    expect(local('2022-06-13T12:05')).toEqual(noon);
    expect(local('2022/6/13 12:05:00')).toEqual(noon);
    expect(local('13.06.2022, 12:05', 'day-first')).toEqual(noon);
    expect(local('6/13/22 12:05 PM', 'month-first')).toEqual(noon);
    expect(local('6/13/2022 12:05\u202fPM', 'month-first')).toEqual(noon);
    expect(local('2022-06-13 12:05:07.25')).toEqual({ ...noon, second: 7.25 });
  });

  it('keep an offset that is told, and tell Z apart from it', () => {
    const offsets = ['+02:00', '-0530', 'Z', ' UTC', ' GMT+8', ''].map(
      (text) => readStamp(`2022-06-13 12:05${text}`)?.offset,
    );
    expect(offsets).toEqual([120, -330, 'utc', 'utc', 480, null]);
  });

  it('are nothing when there is no such day, time or offset', () => {
    const none = [
      '2022-02-30',
      '2022-13-01',
      '32/01/2022',
      '13/13/2022',
      '2022-01-01 24:00',
      '2022-01-01 12:60',
      '1/1/1',
    ]
      .concat([
        '2022-01-01 12:00+99:00',
        '20220101',
        'today',
        '',
        '2022-01-01T',
        '2022-01-01 13:00 PM',
        '0000-01-01',
      ])
      .concat('9'.repeat(100_000));
    expect(none.filter((text) => readStamp(text) !== undefined)).toEqual([]);
    expect(readTime('0:15 PM')).toBeUndefined();
    expect(readTime('0:15 AM')).toEqual({ hour: 0, minute: 15, second: 0 });
  });

  it('do not fit the other order', () => {
    expect(local('13/06/2022', 'month-first')).toBeUndefined();
    expect(local('06/13/2022', 'day-first')).toBeUndefined();
    expect(local('05/06/2022')).toBeUndefined();
    expect(local('05/05/2022')).toMatchObject({ month: 5, day: 5 });
  });

  it('tell the order of day and month by numbers above 12', () => {
    expect(evidence('05/06/2022', '13/06/2022')).toBe('day-first');
    expect(evidence('05/06/2022', '06/13/2022')).toBe('month-first');
    expect(evidence('05/06/2022', '06/07/2022')).toBe('unclear');
    expect(evidence('05/06/2022', '13/06/2022', '06/13/2022')).toBe('unclear');
    expect(evidence('2022-06-05', '05/05/2022', 'no date')).toBe('any');
  });
});
