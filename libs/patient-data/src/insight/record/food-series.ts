import type { DailySeries } from '../analysis/daily-series.js';
import { METHOD } from '../analysis/method.js';
import { byDayOf, type RowMoment, type Span } from './span.js';

export interface FoodRow extends RowMoment {
  readonly food_name: string;
  readonly calories: number | null;
  readonly protein: number | null;
  readonly carbs: number | null;
  readonly fat: number | null;
  /** Name → amount with its unit, of the nutrients beyond the four. */
  readonly nutrients: Readonly<Record<string, { readonly amount: number; readonly unit: string }>> | null;
}

/** Foods that are looked at one by one: those eaten on the most days. */
const MOST_FOODS = 25;
const MOST_NUTRIENTS = 30;
/** Entries this close are one meal. */
const MEAL_MINUTES = 30;

const COLUMNS = [
  ['calories', 'Energy eaten', 'kcal'],
  ['protein', 'Protein eaten', 'g'],
  ['carbs', 'Carbohydrates eaten', 'g'],
  ['fat', 'Fat eaten', 'g'],
] as const;

/**
 * What was eaten, by day. Only days with an entry count. A day's amount is the sum over its entries, and unknown when one of
 * them does not tell it (for further nutrients: when none does). A food is 1 on the days it was eaten and 0 on other days
 * with entries.
 */
export function foodSeries(rows: readonly FoodRow[], span: Span): DailySeries[] {
  const byDay = byDayOf(rows, span);
  if (byDay.size === 0) return [];
  const amounts = COLUMNS.map(([column, name, unit]) =>
    series(`food:${column}`, name, unit, span, byDay, (entries) =>
      sumOf(entries.map((entry) => entry[column])),
    ),
  );
  const meals = series('food:meals', 'Meals a day', null, span, byDay, mealsOf);
  return [...amounts, meals, ...nutrientSeries(byDay, span), ...oneByOne(byDay, span)];
}

function nutrientSeries(byDay: ReadonlyMap<number, readonly FoodRow[]>, span: Span): DailySeries[] {
  const days = new Map<string, { name: string; unit: string; days: number }>();
  for (const entries of byDay.values()) {
    const told = new Map<string, { name: string; unit: string }>();
    for (const { nutrients } of entries)
      for (const [name, { unit }] of Object.entries(nutrients ?? {}))
        told.set(`${name}|${unit}`, { name, unit });
    for (const [key, one] of told) days.set(key, { ...one, days: (days.get(key)?.days ?? 0) + 1 });
  }
  return [...days]
    .filter(([, { days: count }]) => count >= METHOD.leastPairs)
    .toSorted(([a, { days: one }], [b, { days: other }]) => other - one || a.localeCompare(b))
    .slice(0, MOST_NUTRIENTS)
    .map(([key, { name, unit }]) =>
      series(`nutrient:${key}`, `${name} eaten`, unit, span, byDay, (entries) => {
        const told = entries.flatMap(({ nutrients }) => {
          const one = nutrients?.[name];
          return one?.unit === unit ? [one.amount] : [];
        });
        return told.length === 0 ? NaN : told.reduce((sum, amount) => sum + amount, 0);
      }),
    );
}

function oneByOne(byDay: ReadonlyMap<number, readonly FoodRow[]>, span: Span): DailySeries[] {
  const foods = new Map<string, { name: string; days: Set<number> }>();
  for (const [day, entries] of byDay) {
    for (const { food_name: name } of entries) {
      const food = foods.get(sameName(name)) ?? { name, days: new Set() };
      food.days.add(day);
      foods.set(sameName(name), food);
    }
  }
  return [...foods]
    .filter(([, { days }]) => days.size >= METHOD.leastOfEach && byDay.size - days.size >= METHOD.leastOfEach)
    .toSorted(([a, { days: one }], [b, { days: other }]) => other.size - one.size || a.localeCompare(b))
    .slice(0, MOST_FOODS)
    .map(([key, { name, days }]) => {
      const values = span.empty();
      for (const day of byDay.keys()) values[day] = Number(days.has(day));
      const [roles, kin] = [['factor'] as const, `food:${key}`];
      return { key: `food-eaten:${key}`, name, unit: null, kind: 'yes-no', kin, roles, values };
    });
}

function series(
  key: string,
  name: string,
  unit: string | null,
  span: Span,
  byDay: ReadonlyMap<number, readonly FoodRow[]>,
  of: (entries: readonly FoodRow[]) => number,
): DailySeries {
  const values = span.empty();
  for (const [day, entries] of byDay) values[day] = of(entries);
  return { key, name, unit, kind: 'amount', kin: 'food', roles: ['factor'], values };
}

const sumOf = (amounts: readonly (number | null)[]) =>
  amounts.includes(null) ? NaN : amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);

function mealsOf(entries: readonly FoodRow[]): number {
  const times = entries.map(({ timestamp }) => timestamp.getTime()).toSorted((a, b) => a - b);
  return times.filter((time, at) => at === 0 || time - (times[at - 1] as number) > MEAL_MINUTES * 60_000)
    .length;
}

/** Names that differ in case, width or blanks only are one. */
export function sameName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase().slice(0, 200);
}
