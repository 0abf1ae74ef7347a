import type { DailySeries } from '../analysis/daily-series.js';
import { activitySeries, severitySeries, treatmentSeries } from './diary-series.js';
import { type FoodRow, foodSeries } from './food-series.js';
import { Span } from './span.js';
import { variableSeries } from './variable-series.js';

const utc = (first: string, last: string) => new Span(first, last, [], 'UTC');
const at = (timestamp: string, zone: string | null = null, offset: number | null = null) => ({
  timestamp: new Date(timestamp),
  time_zone: zone,
  utc_offset_minutes: offset,
});
const food = (timestamp: string, name: string, more: Partial<FoodRow> = {}): FoodRow => ({
  ...at(timestamp),
  food_name: name,
  calories: null,
  protein: null,
  carbs: null,
  fat: null,
  nutrients: null,
  ...more,
});
const valuesOf = (series: readonly DailySeries[], key: string) => {
  const found = series.find((one) => one.key === key);
  return found && [...found.values];
};

describe('The day of a row', () => {
  const moves = [
    { from: -Infinity, zone: 'Europe/Berlin' },
    { from: Date.parse('2026-03-10T00:00:00Z'), zone: 'America/Los_Angeles' },
  ];
  const span = new Span('2026-03-01', '2026-03-31', moves, 'UTC');

  it.each([
    ['its own zone', at('2026-03-05T23:30:00Z', 'Asia/Tokyo', 0), 5],
    ['its own offset', at('2026-03-05T23:30:00Z', null, -60), 4],
    ['its offset where the zone is none', at('2026-03-05T23:30:00Z', 'Mars/Olympus', 60), 5],
    ['where the person was', at('2026-03-05T23:30:00Z'), 5],
    ['where the person was later', at('2026-03-12T05:00:00Z'), 10],
  ])('is that of %s', (_, row, index) => {
    expect(span.indexOf(row)).toBe(index);
  });

  it('is that of the instance when the person has not said where they were', () => {
    expect(new Span('2026-03-01', '2026-03-31', [], 'Asia/Tokyo').indexOf(at('2026-03-05T23:30:00Z'))).toBe(
      5,
    );
    expect(new Span('2026-03-01', '2026-03-31', [], 'No/Where').indexOf(at('2026-03-05T23:30:00Z'))).toBe(4);
  });

  it('is looked for between the beginning of the first and the end of the last, by the clock of then', () => {
    expect([span.from.toISOString(), span.to.toISOString()]).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-04-01T07:00:00.000Z',
    ]);
  });
});

describe('What was eaten', () => {
  const span = utc('2026-01-01', '2026-01-04');

  it('is summed over a day of entries, unknown where an entry does not tell it and on days without entries', () => {
    const series = foodSeries(
      [
        food('2026-01-01T07:00:00Z', 'Rye bread', { calories: 200, protein: 6 }),
        food('2026-01-01T07:20:00Z', 'Cheese', { calories: 100, protein: 7 }),
        food('2026-01-01T19:00:00Z', 'Soup', { calories: 150 }),
        food('2026-01-03T07:00:00Z', 'Rye bread', { calories: 200, protein: 6, carbs: 0 }),
        food('2026-01-09T07:00:00Z', 'Out of sight', { calories: 1 }),
      ],
      span,
    );
    expect(valuesOf(series, 'food:calories')).toEqual([450, NaN, 200, NaN]);
    expect(valuesOf(series, 'food:protein')).toEqual([NaN, NaN, 6, NaN]);
    expect(valuesOf(series, 'food:carbs')).toEqual([NaN, NaN, 0, NaN]);
    expect(valuesOf(series, 'food:meals')).toEqual([2, NaN, 1, NaN]);
  });

  it('is looked at food by food where it was eaten on ten days and not on ten others with entries', () => {
    const days = utc('2026-01-01', '2026-01-30');
    const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T12:00:00Z`;
    const rows = Array.from({ length: 25 }, (_, n) => food(day(n + 1), n % 2 ? 'ＥＧＧ ' : 'Bread'));
    const series = foodSeries([...rows, food(day(1), ' egg')], days);
    const eggs = valuesOf(series, 'food-eaten:egg')!;
    expect(eggs.slice(0, 4)).toEqual([1, 1, 0, 1]);
    expect(eggs.slice(25)).toEqual([NaN, NaN, NaN, NaN, NaN]);
    expect(series.filter(({ key }) => key.startsWith('food-eaten:'))).toHaveLength(2);
    expect(foodSeries(rows.slice(0, 18), days).filter(({ key }) => key.startsWith('food-eaten:'))).toEqual(
      [],
    );
  });

  it('has its further nutrients, each in its unit, once thirty days tell them', () => {
    const days = utc('2026-01-01', '2026-02-28');
    const rows = Array.from({ length: 59 }, (_, n) =>
      food(new Date(Date.UTC(2026, 0, 1 + n, 12)).toISOString(), 'Bread', {
        nutrients: n % 59 < 31 ? { Fiber: { amount: n, unit: 'g' } } : { Iron: { amount: 1, unit: 'mg' } },
      }),
    );
    const series = foodSeries(
      [...rows, { ...rows[3]!, nutrients: { Fiber: { amount: 10, unit: 'g' } } }],
      days,
    );
    expect(valuesOf(series, 'nutrient:Fiber|g')?.slice(2, 5)).toEqual([2, 13, 4]);
    expect(valuesOf(series, 'nutrient:Iron|mg')).toBeUndefined();
  });
});

describe('What was done', () => {
  it('is known on days with an entry only: no entry may be rest, or nothing written down', () => {
    const series = activitySeries(
      [
        { ...at('2026-01-01T07:00:00Z'), activity_type: 'walking', duration: 30, calories_burned: 100 },
        { ...at('2026-01-01T18:00:00Z'), activity_type: 'running', duration: 20, calories_burned: null },
      ],
      utc('2026-01-01', '2026-01-02'),
    );
    expect(valuesOf(series, 'activity-minutes')).toEqual([50, NaN]);
    expect(valuesOf(series, 'activity-energy')).toEqual([NaN, NaN]);
  });
});

describe('How bad it was', () => {
  it('is the worst of a day, for each condition', () => {
    const event = (timestamp: string, severity: number, condition: string | null) => ({
      ...at(timestamp),
      severity,
      condition_id: condition,
      condition_name: condition && `the ${condition}`,
    });
    const series = severitySeries(
      [
        event('2026-01-01T01:00:00Z', 3, 'a'),
        event('2026-01-01T09:00:00Z', 7, 'a'),
        event('2026-01-01T10:00:00Z', 5, 'a'),
        event('2026-01-02T10:00:00Z', 0, null),
      ],
      utc('2026-01-01', '2026-01-03'),
    );
    expect(valuesOf(series, 'severity:a')).toEqual([7, NaN, NaN]);
    expect(valuesOf(series, 'severity:none')).toEqual([NaN, 0, NaN]);
    expect(series.map(({ name }) => name)).toEqual(['Severity of the a', 'Severity of symptoms']);
  });
});

describe('What was taken', () => {
  const treatment = (name: string, status: string, from: string, to: string | null) => ({
    id: name,
    name,
    status,
    started_at: new Date(from),
    ended_at: to === null ? null : new Date(to),
  });

  it('is on from its beginning to its end, several times if it was, and until now where it lasts', () => {
    const series = treatmentSeries(
      [
        treatment('Aspirin', 'completed', '2025-12-20T08:00:00Z', '2026-01-02T08:00:00Z'),
        treatment('ASPIRIN', 'active', '2026-01-04T08:00:00Z', null),
        treatment('Unknown end', 'stopped', '2026-01-02T08:00:00Z', null),
        treatment('Always', 'active', '2020-01-01T08:00:00Z', null),
      ],
      utc('2026-01-01', '2026-01-05'),
    );
    expect(series.map(({ key, values }) => [key, ...values])).toEqual([['treatment:aspirin', 1, 1, 0, 1, 1]]);
  });
});

describe('What was measured', () => {
  it('is a factor and has a trend; what people want to know about, and what was chosen, is an outcome', () => {
    const variable = (id: string, code: string | null, category: string | null = null) => ({
      id,
      name: id,
      code_system: code === null ? null : 'http://loinc.org',
      code,
      unit_code: 'kg',
      category,
    });
    const series = variableSeries(
      [
        variable('weight', '29463-7'),
        variable('bmi', '39156-5'),
        variable('mood', null, 'survey'),
        variable('own', null),
      ],
      new Map([['weight', [{ day: '2026-01-02', value: 80, min: 80, max: 80, count: 1 }]]]),
      ['own'],
      utc('2026-01-01', '2026-01-03'),
    );
    expect(series.map(({ roles }) => roles.includes('outcome'))).toEqual([true, false, true, true]);
    expect(series.map(({ kin }) => kin)).toEqual(['body', 'body', 'mood', 'own']);
    expect(valuesOf(series, 'variable:weight')).toEqual([NaN, 80, NaN]);
  });
});
