import type { Transaction } from '@carenode/module-kit';

import { patientDataErrors } from '../patient-data.errors.js';

/** Amounts of what was eaten; null where the food does not say. */
export interface Amounts {
  readonly calories: number | null;
  readonly protein: string | null;
  readonly carbs: string | null;
  readonly fat: string | null;
  readonly nutrients: readonly Amount[];
}

export interface Amount {
  readonly nutrient: string;
  readonly amount: string | number;
  readonly unit: string;
}

interface FoodRow extends Amounts {
  readonly name: string;
  readonly grams: string | null;
  readonly portions: readonly string[] | null;
}

/** A portion that is one of something may be told without its 1: 2 cup. */
const OF_FOOD = `
  select f.name, w.grams::text, round(f.energy_kcal * w.grams / 100)::integer as calories,
         trim_scale(round(f.protein * w.grams / 100, 3))::text as protein, trim_scale(round(f.carbs * w.grams / 100, 3))::text as carbs,
         trim_scale(round(f.fat * w.grams / 100, 3))::text as fat,
         (select coalesce(json_agg(json_build_object('nutrient', c.nutrient, 'unit', c.unit,
                   'amount', trim_scale(round(c.amount * w.grams / 100, 6))::text) order by c.nutrient), '[]')
            from public.food_composition c where c.food_id = f.id and w.grams is not null) as nutrients,
         (select array_agg(p.name order by p.name) from public.food_portions p where p.food_id = f.id) as portions
    from public.foods f,
         lateral (select $2::numeric * case when $3::text = 'g' then 1 when $3::text = 'kg' then 1000 else (
                    select p.grams from public.food_portions p
                     where p.food_id = f.id and lower(p.name) in (lower($3::text), '1 ' || lower($3::text))
                     order by p.name = $3::text desc, lower(p.name) = lower($3::text) desc limit 1) end as grams) w
   where f.id = $1`;

export interface Portion {
  readonly foodId: string;
  readonly quantity: number | string | null | undefined;
  readonly unit: string | null | undefined;
}

/**
 * What a quantity of a food has in it: its values per 100 g × grams ÷ 100, energy in whole kcal, grams to three decimals,
 * other nutrients to six. Grams are quantity × what the unit weighs: g, kg, or a portion of the food. Nothing is known
 * without quantity and unit. Throws `food_not_known`, and `food_unit_unknown` for a unit whose weight is not known, with the
 * food's portions: they are asked for, and no weight is guessed.
 */
export async function workedOut(
  tx: Transaction,
  { foodId, quantity, unit }: Portion,
): Promise<Amounts & { readonly name: string }> {
  const [food] = await tx.query<FoodRow>(OF_FOOD, [foodId, quantity ?? null, unit ?? null]);
  if (!food) throw patientDataErrors.food_not_known();
  if (quantity != null && unit != null && food.grams === null) {
    const portions = food.portions ?? [];
    throw patientDataErrors.food_unit_unknown(
      { unit: `“${unit}”`, portions: portions.length === 0 ? 'none' : portions.slice(0, 20).join('; ') },
      { extensions: { portions: ['g', 'kg', ...portions] } },
    );
  }
  return food;
}

const OWN = ['calories', 'protein', 'carbs', 'fat'] as const;
type Own = (typeof OWN)[number];
export type ToldAmounts = { readonly [K in Own]?: number | string | null };

/** The four columns: what is told wins, null included. */
export function completed(told: ToldAmounts, worked: Amounts): Record<Own, number | string | null> {
  const of = (name: Own) => {
    const value = told[name];
    return value === undefined ? worked[name] : value;
  };
  return { calories: of('calories'), protein: of('protein'), carbs: of('carbs'), fat: of('fat') };
}

/** Nutrients: what is told of one wins. */
export function completedNutrients(told: readonly Amount[], worked: readonly Amount[]): Amount[] {
  const names = new Set(told.map(({ nutrient }) => nutrient));
  return [...told, ...worked.filter(({ nutrient }) => !names.has(nutrient))];
}

const same = (one: number | string | null | undefined, other: number | string | null | undefined) =>
  (one == null && other == null) || (one != null && other != null && Number(one) === Number(other));

/** Of the values of an entry, those that were told: they differ from what was worked out of its food. */
export function toldOf(entry: ToldAmounts, before: Amounts): ToldAmounts {
  return Object.fromEntries(
    OWN.filter((name) => !same(entry[name], before[name])).map((name) => [name, entry[name]]),
  );
}

export function toldNutrientsOf(entry: readonly Amount[], before: readonly Amount[]): Amount[] {
  const worked = new Map(before.map((one) => [one.nutrient, one]));
  return entry.filter((one) => {
    const was = worked.get(one.nutrient);
    return !was || was.unit !== one.unit || !same(one.amount, was.amount);
  });
}
