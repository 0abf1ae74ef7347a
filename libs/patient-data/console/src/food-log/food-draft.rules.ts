import type { Schemas } from '@carenode/ui';

import { localText } from '../shared/moments.rules.js';
import { toldTime } from '../shared/told-time.rules.js';

type FoodLogInput = Schemas['FoodLogInput'];
type Entry = Schemas['FoodLogEntry'];
type NumberText = number | string;

/** What the fields of an entry of the food log are called. */
export const FOOD_LABELS = {
  foodName: 'What was eaten',
  quantity: 'How much',
  unit: 'Unit',
  calories: 'Energy in kcal',
  protein: 'Protein in g',
  carbs: 'Carbs in g',
  fat: 'Fat in g',
  meal: 'Meal',
  timestamp: 'When',
  notes: 'Notes',
} as const;

/** What stands in the form of an entry of the food log. */
export interface FoodDraft {
  readonly foodId: string | null;
  readonly name: string;
  readonly quantity: NumberText;
  readonly unit: string;
  readonly calories: NumberText;
  readonly protein: NumberText;
  readonly carbs: NumberText;
  readonly fat: NumberText;
  readonly meal: string;
  /** As a `datetime-local` field has it; empty is now. */
  readonly when: string;
  readonly notes: string;
}

export const emptyFood = (meal: string): FoodDraft => ({
  foodId: null,
  name: '',
  quantity: '',
  unit: '',
  calories: '',
  protein: '',
  carbs: '',
  fat: '',
  meal,
  when: '',
  notes: '',
});

export function draftOfEntry(entry: Entry): FoodDraft {
  return {
    foodId: entry.foodId,
    name: entry.foodName,
    quantity: entry.quantity ?? '',
    unit: entry.unit ?? '',
    calories: entry.calories ?? '',
    protein: entry.protein ?? '',
    carbs: entry.carbs ?? '',
    fat: entry.fat ?? '',
    meal: entry.meal ?? '',
    when: localText(new Date(entry.timestamp)),
    notes: entry.notes ?? '',
  };
}

const numberOf = (value: NumberText) => (value === '' || Number.isNaN(Number(value)) ? null : Number(value));

/** What is sent for a new entry. The values of a food are the instance's to work out, so they are not sent with one. */
export function inputOfDraft(draft: FoodDraft): FoodLogInput {
  const quantity = numberOf(draft.quantity);
  return {
    ...(draft.foodId === null ? valuesOf(draft) : { foodId: draft.foodId }),
    foodName: draft.name.trim(),
    quantity,
    unit: draft.unit.trim() || null,
    meal: draft.meal || null,
    notes: draft.notes.trim() || null,
    ...toldTime(draft.when),
  };
}

function valuesOf({ calories, protein, carbs, fat }: FoodDraft) {
  const energy = numberOf(calories);
  return {
    calories: energy === null ? null : Math.round(energy),
    protein: numberOf(protein),
    carbs: numberOf(carbs),
    fat: numberOf(fat),
  };
}

/** What is sent to correct an entry: only what was changed, so that what is not shown, or was told, stays. */
export function changeOfDraft(draft: FoodDraft, entry: Entry): Schemas['FoodLogChange'] {
  const before = draftOfEntry(entry);
  const input: Record<string, unknown> = { ...inputOfDraft(draft) };
  const source: Readonly<Record<string, keyof FoodDraft>> = {
    foodId: 'foodId',
    foodName: 'name',
    quantity: 'quantity',
    unit: 'unit',
    calories: 'calories',
    protein: 'protein',
    carbs: 'carbs',
    fat: 'fat',
    meal: 'meal',
    notes: 'notes',
  };
  const change = Object.entries(source).filter(
    ([field, own]) => field in input && String(draft[own] ?? '') !== String(before[own] ?? ''),
  );
  return {
    ...Object.fromEntries(change.map(([field]) => [field, input[field]])),
    // The words of the patient are no longer those of the food.
    ...(before.foodId !== null && draft.foodId === null ? { foodId: null } : {}),
    ...toldTime(draft.when, before.when),
  };
}
