import { timeTicks } from './time-ticks.rules.js';

const at = (text: string) => new Date(text).getTime();
const labels = (from: string, to: string, most = 6) => {
  const { ticks, label } = timeTicks(at(from), at(to), most);
  return ticks.map(label);
};

describe('the marks of a time axis', () => {
  it('are full years over decades', () => {
    expect(labels('1998-05-03T10:00:00', '2023-09-01T00:00:00')).toEqual([
      '2000',
      '2005',
      '2010',
      '2015',
      '2020',
    ]);
  });

  it('are the beginnings of months over a year', () => {
    expect(labels('2023-01-15T12:00:00', '2024-01-10T12:00:00')).toEqual([
      'Apr 2023',
      'Jul 2023',
      'Oct 2023',
      'Jan 2024',
    ]);
  });

  it('are days over a week, and hours over a day', () => {
    expect(labels('2023-03-01T12:00:00', '2023-03-06T13:00:00')).toEqual([
      '2 Mar',
      '3 Mar',
      '4 Mar',
      '5 Mar',
      '6 Mar',
    ]);
    expect(labels('2023-03-01T07:30:00', '2023-03-01T19:30:00')).toEqual([
      '1 Mar, 09:00',
      '1 Mar, 12:00',
      '1 Mar, 15:00',
      '1 Mar, 18:00',
    ]);
  });

  it('is the moment itself when there is only one', () => {
    expect(timeTicks(5, 5, 6).ticks).toEqual([5]);
  });

  it('never lie outside the span, nor are there more than asked for', () => {
    for (let days = 1; days < 20_000; days = Math.ceil(days * 1.3)) {
      const [from, to] = [at('2001-02-03T04:05:06'), at('2001-02-03T04:05:06') + days * 86_400_000];
      const { ticks } = timeTicks(from, to, 6);
      expect(ticks.every((tick) => tick >= from && tick <= to)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }
  });
});
