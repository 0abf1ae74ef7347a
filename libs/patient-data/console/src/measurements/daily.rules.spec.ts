import { daysOf, figuresOf, firstSpan, neighbour, pointsOf } from './daily.rules.js';

type Day = Parameters<typeof figuresOf>[0][number];
const day = (name: string, value: number | null, more: object = {}): Day => ({
  day: name,
  value,
  median: null,
  min: null,
  max: null,
  count: 1,
  leftOut: 0,
  sources: [],
  complete: true,
  computedAt: '2026-03-03T00:00:00Z',
  ...more,
});

describe('what is shown first', () => {
  it('is every value of a variable with few, and days of one with many or whose values add up', () => {
    expect(firstSpan({ count: 12, kind: 'sample' })).toBe('all');
    expect(firstSpan({ count: 50_000, kind: 'sample' })).toBe('90-days');
    expect(firstSpan({ count: 12, kind: 'sum' })).toBe('90-days');
  });
});

describe('the days of a span', () => {
  it('end with the day, and it counts', () => {
    expect(daysOf('90-days', '2026-03-31')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    expect(daysOf('year', '2026-03-01')).toEqual({ from: '2025-03-02', to: '2026-03-01' });
  });

  it('follow one another, and stop today', () => {
    expect(neighbour('90-days', '2026-03-31', -1)).toBe('2025-12-31');
    expect(neighbour('day', '2026-03-01', 1, '2026-03-05')).toBe('2026-03-02');
    expect(neighbour('year', '2026-03-01', 1, '2026-03-05')).toBe('2026-03-05');
  });
});

describe('the days of a chart', () => {
  const days = [
    day('2026-03-01', 70, { min: 60, max: 90, leftOut: 2 }),
    day('2026-03-02', null),
    day('2026-03-03', 80, { min: 65, max: 120 }),
  ];

  it('are those with a value, with a band where values are sampled', () => {
    expect(pointsOf(days, 'sample')).toEqual([
      { day: '2026-03-01', value: 70, range: [60, 90] },
      { day: '2026-03-03', value: 80, range: [65, 120] },
    ]);
    expect(pointsOf(days, 'sum')[0]).toEqual({ day: '2026-03-01', value: 70 });
  });

  it('come to means and single values of what is sampled, to totals and days of what adds up', () => {
    expect(figuresOf(days, 'sample')).toEqual({
      days: 2,
      total: null,
      mean: 75,
      least: 60,
      greatest: 120,
      leftOut: 2,
    });
    expect(figuresOf(days, 'sum')).toMatchObject({ total: 150, mean: 75, least: 70, greatest: 80 });
    expect(figuresOf([], 'sum')).toEqual({
      days: 0,
      total: null,
      mean: null,
      least: null,
      greatest: null,
      leftOut: 0,
    });
  });
});
