import type { ReadFood } from '../../format/read-rows.js';
import type { Problem } from '../../format/record-sink.js';
import { cellOf, textFor } from '../csv/cells.js';
import { sureDecimal } from '../csv/decimals.js';
import type { CronometerLayout, NutrientColumn } from './cronometer-layout.js';

/** Columns of patient_food_log itself, with the unit that they are in. */
const OWN = new Map<string, 'calories' | 'protein' | 'carbs' | 'fat'>([
  ['Energy kcal', 'calories'],
  ['Protein g', 'protein'],
  ['Carbs g', 'carbs'],
  ['Fat g', 'fat'],
]);

export type ToldFood = Pick<
  ReadFood,
  'quantity' | 'unit' | 'calories' | 'protein' | 'carbs' | 'fat' | 'nutrients'
>;

/** The amounts of a serving. Empty cells are unknown and give nothing; cells that are no amounts are problems. */
export function amountsOf(
  cells: readonly string[],
  { nutrients: columns }: CronometerLayout,
): { readonly food: Omit<ToldFood, 'quantity' | 'unit'>; readonly problems: readonly Problem[] } {
  const own: Partial<Record<'calories' | 'protein' | 'carbs' | 'fat', string>> = {};
  const nutrients: { name: string; amount: string; unit: string }[] = [];
  const problems: Problem[] = [];
  for (const column of columns) {
    const amount = amountIn(cells, column);
    if (amount === undefined) continue;
    if (amount === null) {
      problems.push({ field: column.name, reason: 'is no amount and was left out' });
      continue;
    }
    const field = OWN.get(`${column.name} ${column.unit}`);
    if (field) own[field] = amount;
    else nutrients.push({ name: column.name, amount, unit: column.unit });
  }
  return { food: { ...own, nutrients }, problems };
}

/** The amount in a column; undefined for an empty cell, null for one that is no amount. */
export function amountIn(cells: readonly string[], { place }: NutrientColumn): string | null | undefined {
  const cell = cellOf(cells, place);
  if (cell === '') return undefined;
  const amount = sureDecimal(cell);
  return amount === undefined || amount.startsWith('-') ? null : amount;
}

/** `107.00 g`, `4.00 medium`, `8.00 fl oz`: the number and what it counts; the whole text as unit where there is no number. */
export function servingOf(text: string): { readonly quantity?: string; readonly unit?: string } {
  const parts = /^(\S+)(?:\s+(.+))?$/s.exec(text.trim());
  const quantity = sureDecimal(parts?.[1] ?? '');
  const unit = textFor(quantity === undefined ? text : (parts?.[2] ?? ''), 100);
  return { ...(quantity !== undefined && { quantity }), ...(unit !== undefined && { unit }) };
}
