/** A portion that a food comes in, and what one weighs. */
export interface Portion {
  readonly name: string;
  readonly grams: number;
}

export interface Nutrient {
  readonly nutrient: string;
  readonly amount: number;
  /** UCUM */
  readonly unit: string;
}

/** What 100 g of a food have in them; null where it is not known. */
export interface FoodFacts {
  readonly energyKcal: number | null;
  readonly protein: number | null;
  readonly carbs: number | null;
  readonly fat: number | null;
  readonly nutrients: readonly Nutrient[];
  readonly portions: readonly Portion[];
}

export interface Amounts {
  /** kcal */
  readonly calories: number | null;
  /** Grams, as the two below. */
  readonly protein: number | null;
  readonly carbs: number | null;
  readonly fat: number | null;
  readonly nutrients: readonly Nutrient[];
}

/** The list of portions or nutrients as the API tells it, which has no type of its own there. */
export function portionsIn(told: unknown): Portion[] {
  return objectsIn(told).flatMap(({ name, grams }) =>
    typeof name === 'string' && isNumber(grams) ? [{ name, grams: Number(grams) }] : [],
  );
}

export function nutrientsIn(told: unknown): Nutrient[] {
  return objectsIn(told).flatMap(({ nutrient, amount, unit }) =>
    typeof nutrient === 'string' && typeof unit === 'string' && isNumber(amount)
      ? [{ nutrient, amount: Number(amount), unit }]
      : [],
  );
}

type Row = Readonly<Record<string, unknown>>;

const objectsIn = (told: unknown): readonly Row[] =>
  Array.isArray(told)
    ? (told as unknown[]).filter((one): one is Row => typeof one === 'object' && one !== null)
    : [];

const isNumber = (value: unknown): boolean =>
  (typeof value === 'number' || (typeof value === 'string' && value !== '')) &&
  Number.isFinite(Number(value));

/** A unit that can be chosen: what is sent, and what people read. */
export interface UnitChoice {
  readonly value: string;
  readonly label: string;
}

/** Grams, and the food's portions with their weight: `cup (240 g)`, `3 oz (85 g)`. */
export function unitsOf(portions: readonly Portion[]): UnitChoice[] {
  return [
    { value: 'g', label: 'g' },
    { value: 'kg', label: 'kg' },
    ...portions.map(({ name, grams }) => ({
      value: name,
      label: `${name.replace(/^1 /, '')} (${Number(grams.toFixed(1))} g)`,
    })),
  ];
}

/** How much of something: `250 g`, `1 bowl`; of a portion that begins with a number of its own, `2 × 1 bowl`. */
export function quantityText(quantity: number | null, unit: string | null): string {
  if (quantity === null || unit === null) return [quantity, unit].filter((part) => part !== null).join(' ');
  if (!/^\d/.test(unit)) return `${quantity} ${unit}`;
  return quantity === 1 ? unit : `${quantity} × ${unit}`;
}

/** What a quantity weighs, as the instance reckons it: in g, in kg, or in one of the portions; null where it is not known. */
export function gramsOf(quantity: number, unit: string, portions: readonly Portion[]): number | null {
  if (unit === 'g') return quantity;
  if (unit === 'kg') return quantity * 1000;
  const words = unit.toLowerCase();
  const found =
    portions.find(({ name }) => name === unit) ??
    portions.find(({ name }) => name.toLowerCase() === words) ??
    portions.find(({ name }) => name.toLowerCase() === `1 ${words}`);
  return found ? quantity * found.grams : null;
}

/** Value per 100 g × grams ÷ 100. What is shown while somebody types; the instance works out what is kept. */
export function amountsOf(food: FoodFacts, grams: number): Amounts {
  const of = (per100g: number | null, digits: number) =>
    per100g === null ? null : Number(((per100g * grams) / 100).toFixed(digits));
  return {
    calories: of(food.energyKcal, 0),
    protein: of(food.protein, 1),
    carbs: of(food.carbs, 1),
    fat: of(food.fat, 1),
    nutrients: food.nutrients.map((one) => ({ ...one, amount: (one.amount * grams) / 100 })),
  };
}

interface Eaten {
  readonly calories: number | null;
  readonly protein: number | null;
  readonly carbs: number | null;
  readonly fat: number | null;
}

/** The sum of what is known of several entries, and of how many nothing is known; null where no entry tells. */
export function totalOf(entries: readonly Eaten[]): Eaten & { readonly withoutEnergy: number } {
  const sum = (of: (entry: Eaten) => number | null) => {
    const known = entries.map(of).filter((value) => value !== null);
    return known.length === 0 ? null : Number(known.reduce((total, value) => total + value, 0).toFixed(1));
  };
  return {
    calories: sum(({ calories }) => calories),
    protein: sum(({ protein }) => protein),
    carbs: sum(({ carbs }) => carbs),
    fat: sum(({ fat }) => fat),
    withoutEnergy: entries.filter(({ calories }) => calories === null).length,
  };
}

export const MEALS = ['breakfast', 'lunch', 'dinner', 'snack'] as const;

export const MEAL_WORDS: Readonly<Record<string, string>> = {
  breakfast: 'Breakfast',
  lunch: 'Lunch',
  dinner: 'Dinner',
  snack: 'Snack',
};

/** The meal that is usual at an hour of the day. */
export function usualMeal(hour: number): (typeof MEALS)[number] {
  if (hour >= 5 && hour < 11) return 'breakfast';
  if (hour >= 11 && hour < 15) return 'lunch';
  return hour >= 17 && hour < 22 ? 'dinner' : 'snack';
}
