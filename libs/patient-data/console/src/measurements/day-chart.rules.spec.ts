import { clockText, drawnOf, hoursOf, joined, lanesOf, scaleOf } from './day-chart.rules.js';

type Chart = Parameters<typeof lanesOf>[0];
const at = (clock: string) => `2026-03-01T${clock}:00Z`;
const quarter = (from: string, to: string, source: string, value: number, min: number | null = null) => ({
  from: at(from),
  to: at(to),
  source,
  value,
  min,
  max: min === null ? null : value + 10,
});
const chart = (more: object): Chart => ({
  variableId: 'v',
  day: '2026-03-01',
  kind: 'sum',
  unit: '{steps}',
  beginsAt: '2026-03-01T00:00:00Z',
  endsAt: '2026-03-02T00:00:00Z',
  value: 30,
  count: 3,
  leftOut: 0,
  quarters: [],
  ...more,
});
const told = (source: string, startAt: string, endAt: string | null) =>
  ({ source, startAt, endAt }) as Parameters<typeof lanesOf>[1][number];

describe('the lanes of a day', () => {
  it('show what each source told and what counted, also of one that counted for nothing', () => {
    const quarters = [quarter('06:00', '06:15', 'Watch', 10), quarter('06:15', '06:30', 'Watch', 10)];
    const lanes = lanesOf(chart({ quarters }), [
      told('Phone', at('06:00'), at('12:00')),
      told('Watch', at('06:00'), at('06:30')),
    ]);
    expect(lanes.map(({ source }) => source)).toEqual(['Watch', 'Phone']);
    expect(lanes[1]).toEqual({ source: 'Phone', told: [{ from: 0.25, to: 0.5 }], taken: [] });
    expect(joined(lanes[0]?.taken ?? [])).toEqual([{ from: 0.25, to: 0.25 + 30 / 1440 }]);
  });

  it('keep what lies over the ends of the day inside it, and a moment at its place', () => {
    const lanes = lanesOf(chart({}), [
      told('Watch', '2026-02-28T23:00:00Z', at('01:00')),
      told('Watch', at('12:00'), null),
    ]);
    expect(lanes[0]?.told).toEqual([
      { from: 0, to: 1 / 24 },
      { from: 0.5, to: 0.5 },
    ]);
  });
});

describe('the bars of a day', () => {
  it('stand on one another where two sources counted in one quarter', () => {
    const quarters = [quarter('06:00', '06:15', 'Watch', 10), quarter('06:00', '06:15', 'Phone', 5)];
    expect(drawnOf(chart({ quarters })).map(({ bottom, top }) => [bottom, top])).toEqual([
      [0, 10],
      [10, 15],
    ]);
  });

  it('reach from the least to the greatest value of what is sampled', () => {
    const quarters = [quarter('06:00', '06:15', 'Watch', 70, 60), quarter('06:15', '06:30', 'Watch', 71)];
    expect(drawnOf(chart({ kind: 'sample', quarters })).map(({ bottom, top }) => [bottom, top])).toEqual([
      [60, 80],
      [71, 71],
    ]);
  });
});

describe('the scale of a chart', () => {
  it.each([
    [0, 1234, [0, 500, 1000, 1500]],
    [58, 121, [40, 60, 80, 100, 120, 140]],
    [0, 0.7, [0, 0.2, 0.4, 0.6, 0.8]],
    [5, 5, [4, 6]],
    [0, 0, [0, 0.5]],
  ])('from %s to %s has round marks around both', (least, greatest, marks) => {
    const scale = scaleOf(least, greatest);
    expect(scale[0]).toBeLessThanOrEqual(least);
    expect(scale[scale.length - 1]).toBeGreaterThanOrEqual(greatest);
    if (least !== greatest) expect(scale).toEqual(marks);
  });
});

describe('the hours of a day', () => {
  it('are those of the clock', () => {
    expect(hoursOf(chart({})).marks.map(({ label }) => label)).toEqual(['00:00', '06:00', '12:00', '18:00']);
    expect(clockText(chart({}), at('13:15'))).toBe('13:15');
  });

  it('are counted from its beginning where clocks were changed', () => {
    const short = chart({ endsAt: '2026-03-01T23:00:00Z' });
    expect(hoursOf(short)).toMatchObject({ hours: 23, isUsual: false });
    expect(hoursOf(short).marks.map(({ label }) => label)).toEqual(['00:00', '+6 h', '+12 h', '+18 h']);
    expect(clockText(short, at('13:15'))).toBe('+13:15');
  });
});
