import type { Schemas } from '@carenode/ui';

import type { Food } from './food.queries.js';

type NumberText = number | string;

/** What stands in the editor of an own food. Values are as the label on the pack tells them: per `basis` grams. */
export interface OwnFoodDraft {
  readonly name: string;
  readonly brand: string;
  readonly basis: NumberText;
  readonly energyKcal: NumberText;
  readonly protein: NumberText;
  readonly carbs: NumberText;
  readonly fat: NumberText;
  readonly portions: readonly { readonly name: string; readonly grams: NumberText }[];
  readonly nutrients: readonly {
    readonly nutrient: string;
    readonly amount: NumberText;
    readonly unit: string;
  }[];
}

export const NEW_FOOD: OwnFoodDraft = {
  name: '',
  brand: '',
  basis: 100,
  energyKcal: '',
  protein: '',
  carbs: '',
  fat: '',
  portions: [],
  nutrients: [],
};

export function draftOfFood(food: Food): OwnFoodDraft {
  return {
    name: food.name,
    brand: food.brand ?? '',
    basis: 100,
    energyKcal: food.energyKcal ?? '',
    protein: food.protein ?? '',
    carbs: food.carbs ?? '',
    fat: food.fat ?? '',
    portions: food.portions,
    nutrients: food.nutrients,
  };
}

/** What is sent: everything per 100 g; lines without a name or a number are left out. */
export function inputOfFood(draft: OwnFoodDraft): Schemas['FoodInput'] {
  const factor = 100 / (draft.basis === '' || Number(draft.basis) <= 0 ? 100 : Number(draft.basis));
  const per100g = (value: NumberText) => (value === '' ? null : Number((Number(value) * factor).toFixed(6)));
  return {
    name: draft.name.trim(),
    brand: draft.brand.trim() || null,
    energyKcal: per100g(draft.energyKcal),
    protein: per100g(draft.protein),
    carbs: per100g(draft.carbs),
    fat: per100g(draft.fat),
    portions: draft.portions
      .filter(({ name, grams }) => name.trim() !== '' && grams !== '')
      .map(({ name, grams }) => ({ name: name.trim(), grams: Number(grams) })),
    nutrients: draft.nutrients
      .filter(({ nutrient, amount }) => nutrient.trim() !== '' && amount !== '')
      .map(({ nutrient, amount, unit }) => ({
        nutrient: nutrient.trim(),
        amount: per100g(amount) ?? 0,
        unit,
      })),
  };
}
