import { drawingOf, firstToShow, spanText } from './series.rules.js';

const series = (points: readonly object[], spanSeconds: number | null = null) =>
  ({ variableId: 'v', total: points.length, spanSeconds, points }) as Parameters<typeof drawingOf>[0];
const variable = (name: string, more: object) =>
  ({ name, category: null, count: 1, newestValue: 1, ...more }) as unknown as Parameters<
    typeof firstToShow
  >[0][number];

describe('the drawing of a series', () => {
  it('holds every value of its one unit, in milliseconds', () => {
    const points = [
      { at: '2020-01-01T00:00:00Z', value: 70, unit: 'kg' },
      { at: '2021-01-01T00:00:00Z', value: 71.5, unit: 'kg' },
    ];
    expect(drawingOf(series(points), 'sample')).toEqual({
      unit: 'kg',
      leftOut: 0,
      points: [
        { at: Date.UTC(2020, 0), value: 70 },
        { at: Date.UTC(2021, 0), value: 71.5 },
      ],
    });
  });

  it('leaves out, and counts, what has another unit than most', () => {
    const points = [
      { at: '2020-01-01T00:00:00Z', value: 154, unit: '[lb_av]' },
      { at: '2021-01-01T00:00:00Z', value: 70, unit: 'kg', count: 3 },
      { at: '2022-01-01T00:00:00Z', value: 155, unit: '[lb_av]' },
    ];
    expect(drawingOf(series(points, 86_400), 'sample')).toMatchObject({
      unit: 'kg',
      leftOut: 2,
      points: [{ value: 70 }],
    });
  });

  it('shows sums of spans for what adds up, and means for the rest', () => {
    const points = [{ at: '2020-01-01T00:00:00Z', value: 500, unit: null, count: 4, sum: 2000 }];
    expect(drawingOf(series(points, 3600), 'sum').points[0]?.value).toBe(2000);
    expect(drawingOf(series(points, 3600), 'sample').points[0]?.value).toBe(500);
    expect(drawingOf(series(points), 'sum').points[0]?.value).toBe(500);
  });

  it('is empty without values', () => {
    expect(drawingOf(series([]), 'sample')).toEqual({ unit: null, leftOut: 0, points: [] });
  });
});

describe('the variable shown first', () => {
  it('is one that most readers look for, before others measured more often and before anything in words', () => {
    const variables = [
      variable('smoking', { newestValue: null, count: 99, category: 'social-history' }),
      variable('glucose', { count: 50, category: 'laboratory' }),
      variable('height', { count: 9, category: 'vital-signs', code: '8302-2' }),
      variable('weight', { count: 8, category: 'vital-signs', code: '29463-7' }),
    ];
    expect(firstToShow(variables)?.name).toBe('weight');
    expect(firstToShow([])).toBeUndefined();
  });
});

describe('the length of a span', () => {
  it.each([
    [86_400, '1 day'],
    [259_200, '3 days'],
    [7_200, '2 hours'],
    [90, '2 minutes'],
    [45, '45 seconds'],
  ])('of %s seconds is %s', (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
  });
});
