import { type CreatedRow, Database, JsonText, RowStore } from '@carenode/database';
import { invalidInput, type RequestContext, type Transaction } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { FoodChange, FoodInput, NutrientInput, PortionInput } from './food.dto.js';
import type { Food } from './food.entity.js';
import { foodView, wholeFoodView } from './food-view.js';

const ADD_COMPOSITION = `
  insert into public.food_composition (food_id, patient_id, nutrient, amount, unit)
  select $1, $2, r.nutrient, r.amount, r.unit
    from jsonb_to_recordset($3::jsonb) as r (nutrient text, amount numeric, unit text)`;
const ADD_PORTIONS = `
  insert into public.food_portions (food_id, patient_id, name, grams)
  select $1, $2, r.name, r.grams from jsonb_to_recordset($3::jsonb) as r (name text, grams numeric)`;
const OPTIONS = { noun: 'food', owner: 'patientId', order: 'createdAt', idempotent: true } as const;

/** A patient's own foods. */
@Injectable()
export class FoodStore extends RowStore<Food> {
  private readonly whole: RowStore<Food>;

  constructor(private readonly database: Database) {
    super(database, foodView, OPTIONS);
    this.whole = new RowStore(database, wholeFoodView, OPTIONS);
  }

  override get(ctx: RequestContext, patientId: string, id: string): Promise<JsonText> {
    return this.whole.get(ctx, patientId, id);
  }

  override async create(
    ctx: RequestContext,
    patientId: string,
    input: FoodInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    const { nutrients = [], portions = [], ...values } = checked(input);
    const created = await this.database.as(ctx).transaction(async (tx) => {
      const made = await this.createWithin(tx, patientId, values, idempotencyKey, input);
      if (made.created) {
        await addComposition(tx, patientId, made.id, nutrients);
        await addPortions(tx, patientId, made.id, portions);
      }
      return made;
    });
    return { ...created, json: await this.get(ctx, patientId, created.id) };
  }

  /** Entries of the log that were worked out of it stay as they are. */
  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: FoodChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    const { nutrients, portions, ...values } = checked(change);
    // A change of the parts alone counts as a change of the food.
    const touched = nutrients || portions ? { ...values, updatedAt: new Date() } : values;
    await this.database.as(ctx).transaction(async (tx) => {
      await this.updateWithin(tx, patientId, id, touched, ifMatch);
      if (nutrients) {
        await tx.query('delete from public.food_composition where food_id = $1', [id]);
        await addComposition(tx, patientId, id, nutrients);
      }
      if (portions) {
        await tx.query('delete from public.food_portions where food_id = $1', [id]);
        await addPortions(tx, patientId, id, portions);
      }
    });
    return this.get(ctx, patientId, id);
  }
}

async function addComposition(
  tx: Transaction,
  patientId: string,
  id: string,
  rows: readonly NutrientInput[],
) {
  if (rows.length > 0) await tx.query(ADD_COMPOSITION, [id, patientId, JSON.stringify(rows)]);
}

async function addPortions(tx: Transaction, patientId: string, id: string, rows: readonly PortionInput[]) {
  if (rows.length > 0) await tx.query(ADD_PORTIONS, [id, patientId, JSON.stringify(rows)]);
}

function checked<T extends FoodChange>(input: T): T {
  refuseTwice(
    'nutrients',
    input.nutrients?.map(({ nutrient }) => nutrient),
  );
  refuseTwice(
    'portions',
    input.portions?.map(({ name }) => name),
  );
  if (input.portions?.some(({ name }) => name === 'g' || name === 'kg'))
    throw invalidInput({ field: 'portions', rule: 'name', message: 'portions are not called g or kg.' });
  return input;
}

/** Throws `validation_failed` for a list that names something twice. */
export function refuseTwice(field: string, names: readonly string[] | undefined): void {
  if (names && new Set(names).size < names.length)
    throw invalidInput({ field, rule: 'unique', message: `${field} names something twice.` });
}
