import {
  type CreatedRow,
  Database,
  JsonText,
  type Page,
  RowStore,
  type Transaction,
} from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { refuseTwice } from '../food/food.store.js';
import { byHand } from '../rows/by-hand.js';
import { type Clock, clockOf } from '../rows/local-clock.js';
import { LOG_FILTERS } from '../rows/log-query.dto.js';
import type { FoodLogChange, FoodLogInput } from './food-log.dto.js';
import type { FoodLogEntry } from './food-log.entity.js';
import { foodLogView, wholeFoodLogView } from './food-log-view.js';
import {
  type Amount,
  completed,
  completedNutrients,
  toldNutrientsOf,
  toldOf,
  workedOut,
} from './worked-out.js';

const OPTIONS = {
  noun: 'food log entry',
  owner: 'patientId',
  about: 'patientId',
  order: 'timestamp',
  filters: LOG_FILTERS,
  idempotent: true,
} as const;

const CURRENT = `
  select t.food_id as "foodId", t.quantity, t.unit, t.calories, t.protein, t.carbs, t.fat,
         (select coalesce(json_agg(json_build_object('nutrient', n.nutrient, 'amount', n.amount, 'unit', n.unit)), '[]')
            from public.patient_food_nutrients n where n.food_log_id = t.id) as nutrients
    from public.patient_food_log t where t.patient_id = $1 and t.id = $2 for no key update`;
const REMOVE_NUTRIENTS =
  'delete from public.patient_food_nutrients where patient_id = $1 and food_log_id = $2';
const REMOVE = 'delete from public.patient_food_log where patient_id = $1 and id = $2 returning id';
const ADD_NUTRIENTS = `
  insert into public.patient_food_nutrients (food_log_id, patient_id, nutrient, amount, unit)
  select $2, $1, r.nutrient, r.amount, r.unit from jsonb_to_recordset($3::jsonb) as r (nutrient text, amount numeric, unit text)`;

/** What a patient eats and drinks. What a food says of it is worked out when the entry is written, and stays as it is then. */
@Injectable()
export class FoodLogStore extends RowStore<FoodLogEntry> {
  private readonly whole: RowStore<FoodLogEntry>;

  constructor(private readonly database: Database) {
    super(database, foodLogView, OPTIONS);
    this.whole = new RowStore(database, wholeFoodLogView, OPTIONS);
  }

  override list(
    ctx: RequestContext,
    patientId: string,
    page: Page,
    { nutrients, ...filters }: Readonly<Record<string, unknown>> = {},
  ): Promise<JsonText> {
    return nutrients === true
      ? this.whole.list(ctx, patientId, page, filters)
      : super.list(ctx, patientId, page, filters);
  }

  override get(ctx: RequestContext, patientId: string, id: string): Promise<JsonText> {
    return this.whole.get(ctx, patientId, id);
  }

  override async create(
    ctx: RequestContext,
    patientId: string,
    input: FoodLogInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    if (input.foodId == null && !input.nutrients) {
      const values = { ...input, nutrients: undefined };
      if (values.foodName === undefined) throw noName();
      const row = { ...values, ...clockOf(values, Date.now()) };
      const plain = await super.create(ctx, patientId, row, idempotencyKey, input);
      if (plain.created) return { ...plain, json: withoutNutrients(plain.json) };
      return { ...plain, json: await this.get(ctx, patientId, plain.id) };
    }
    const created = await this.database
      .as(ctx)
      .transaction((tx) => this.add(tx, patientId, input, idempotencyKey, input));
    return { ...created, json: await this.get(ctx, patientId, created.id) };
  }

  private add(
    tx: Transaction,
    patientId: string,
    input: FoodLogInput,
    idempotencyKey: string | undefined,
    requested: object,
  ): Promise<CreatedRow> {
    const clock = clockOf(input, Date.now());
    return this.addWith(tx, patientId, checked(input), { clock, asIs: false }, idempotencyKey, requested);
  }

  /**
   * Adds one inside an open transaction; `requested` is what the idempotency key stands for. With `asIs` nothing is worked out
   * of its food: it is the copy of another.
   */
  async addWith(
    tx: Transaction,
    patientId: string,
    { nutrients: told = [], ...values }: FoodLogInput,
    { clock, asIs }: { readonly clock: Clock; readonly asIs: boolean },
    idempotencyKey: string | undefined,
    requested: object,
  ): Promise<CreatedRow> {
    const { foodId, quantity, unit } = values;
    const worked = foodId && !asIs ? await workedOut(tx, { foodId, quantity, unit }) : undefined;
    const foodName = values.foodName ?? worked?.name;
    if (foodName === undefined) throw noName();
    const row = { ...values, ...clock, foodName, ...(worked && completed(values, worked)) };
    const created = await this.createWithin(tx, patientId, row, idempotencyKey, requested);
    if (created.created)
      await addNutrients(tx, patientId, created.id, completedNutrients(told, worked?.nutrients ?? []));
    return created;
  }

  /**
   * What was worked out of the entry's food is worked out anew when food, quantity or unit change; what was told stays, as
   * far as the change does not say otherwise.
   */
  override async update(
    ctx: RequestContext,
    patientId: string,
    id: string,
    change: FoodLogChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    const { nutrients, ...values } = checked(change);
    const changed = byHand({ ...values, ...clockOf(values) });
    const isOther = [change.foodId, change.quantity, change.unit].some((value) => value !== undefined);
    if (!isOther && !nutrients) {
      await super.update(ctx, patientId, id, changed, ifMatch);
      return this.get(ctx, patientId, id);
    }
    await this.database.as(ctx).transaction(async (tx) => {
      const again = isOther ? await this.workOutAgain(tx, patientId, id, change) : undefined;
      const all = nutrients ?? again?.nutrients;
      // Before the entry itself: its history then has both as one version.
      if (all) await tx.query(REMOVE_NUTRIENTS, [patientId, id]);
      await this.updateWithin(tx, patientId, id, { ...again?.values, ...changed, importId: null }, ifMatch);
      if (all) await addNutrients(tx, patientId, id, all);
    });
    return this.get(ctx, patientId, id);
  }

  /** Its nutrients go first, so that its history has them. */
  override async remove(ctx: RequestContext, patientId: string, id: string): Promise<void> {
    const isGone = await this.database.as(ctx).transaction(async (tx) => {
      await tx.query(REMOVE_NUTRIENTS, [patientId, id]);
      return (await tx.query(REMOVE, [patientId, id])).length > 0;
    });
    if (!isGone) await super.remove(ctx, patientId, id);
  }

  private async workOutAgain(
    tx: Transaction,
    patientId: string,
    id: string,
    change: FoodLogChange,
  ): Promise<{ readonly values: object; readonly nutrients: readonly Amount[] } | undefined> {
    const [entry] = await tx.query<CurrentEntry>(CURRENT, [patientId, id]);
    if (!entry) return undefined;
    const of = <K extends 'foodId' | 'quantity' | 'unit'>(name: K) =>
      change[name] === undefined ? entry[name] : change[name];
    const foodId = of('foodId');
    if (entry.foodId === null && foodId == null) return undefined;
    const nothing = { calories: null, protein: null, carbs: null, fat: null, nutrients: [] };
    // A food that is gone since says nothing any more: what it said then counts as told.
    const before =
      entry.foodId === null
        ? nothing
        : await workedOut(tx, { ...entry, foodId: entry.foodId }).catch(() => nothing);
    const now =
      foodId == null ? nothing : await workedOut(tx, { foodId, quantity: of('quantity'), unit: of('unit') });
    const { calories, protein, carbs, fat } = change;
    const told = { ...toldOf(entry, before), ...defined({ calories, protein, carbs, fat }) };
    return {
      values: completed(told, now),
      nutrients: completedNutrients(toldNutrientsOf(entry.nutrients, before.nutrients), now.nutrients),
    };
  }
}

interface CurrentEntry {
  readonly foodId: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly calories: number | null;
  readonly protein: string | null;
  readonly carbs: string | null;
  readonly fat: string | null;
  readonly nutrients: readonly Amount[];
}

async function addNutrients(tx: Transaction, patientId: string, id: string, nutrients: readonly Amount[]) {
  if (nutrients.length > 0) await tx.query(ADD_NUTRIENTS, [patientId, id, JSON.stringify(nutrients)]);
}

const noName = () =>
  invalidInput({ field: 'foodName', rule: 'required', message: 'foodName is needed without foodId.' });

/** An entry that has none needs not be read again. */
const withoutNutrients = ({ text, etag }: JsonText) =>
  new JsonText(`${text.slice(0, -1)},"nutrients":[]}`, etag);

function checked<T extends FoodLogChange>(input: T): T {
  refuseTwice(
    'nutrients',
    input.nutrients?.map(({ nutrient }) => nutrient),
  );
  return input;
}

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
