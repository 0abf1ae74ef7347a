import type { Transaction } from '@carenode/module-kit';

import type { ReadActivity, ReadFood } from './format/read-rows.js';
import { ADD_ACTIVITIES, ADD_FOODS, ADD_NUTRIENTS } from './log-rows.sql.js';
import type { RowOf } from './reading/messages.js';

const MINUTE = 60_000;

/** Adds entries of the food log with their nutrients; answers with the ids of those that were not there. */
export async function addFoods(
  tx: Transaction,
  patientId: string,
  importId: string,
  foods: readonly RowOf<ReadFood>[],
): Promise<ReadonlySet<string>> {
  if (foods.length === 0) return new Set();
  const rows = foods.map(({ id, row }) => ({
    id,
    at: row.start.at,
    name: row.name,
    meal: row.meal,
    quantity: row.quantity,
    unit: row.unit,
    calories: row.calories,
    protein: row.protein,
    carbs: row.carbs,
    fat: row.fat,
    notes: row.notes,
    source: row.source,
    external_id: row.externalId,
    utc_offset_minutes: row.start.offsetMinutes,
    time_zone: row.start.timeZone,
  }));
  const added = idsOf(await tx.query<{ id: string }>(ADD_FOODS, [patientId, importId, JSON.stringify(rows)]));
  // Of an entry that comes twice in one batch, the first was added.
  const first = new Map(foods.toReversed().map((food) => [food.id, food.row]));
  const nutrients = [...added].flatMap((food) =>
    (first.get(food)?.nutrients ?? []).map(({ name, amount, unit }) => ({ food, name, amount, unit })),
  );
  if (nutrients.length > 0) await tx.query(ADD_NUTRIENTS, [patientId, JSON.stringify(nutrients)]);
  return added;
}

/** Adds entries of the activity log; answers with the ids of those that were not there. */
export async function addActivities(
  tx: Transaction,
  patientId: string,
  importId: string,
  activities: readonly RowOf<ReadActivity>[],
): Promise<ReadonlySet<string>> {
  if (activities.length === 0) return new Set();
  const rows = activities.map(({ id, row }) => ({
    id,
    at: row.start.at,
    ended: row.end,
    activity: row.activity,
    minutes: row.durationMinutes ?? (row.end === undefined ? undefined : (row.end - row.start.at) / MINUTE),
    intensity: row.intensity,
    calories: row.calories,
    statistics: row.statistics.length > 0 ? row.statistics : undefined,
    notes: row.notes,
    source: row.source,
    device: row.device,
    external_id: row.externalId,
    utc_offset_minutes: row.start.offsetMinutes,
    time_zone: row.start.timeZone,
  }));
  return idsOf(await tx.query<{ id: string }>(ADD_ACTIVITIES, [patientId, importId, JSON.stringify(rows)]));
}

const idsOf = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id));
