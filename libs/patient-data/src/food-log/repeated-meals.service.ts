import { Database, JsonText, type Transaction } from '@carenode/database';
import { AppError, invalidInput, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { FavouriteItem } from '../food-favourite/food-favourite.entity.js';
import { patientDataErrors } from '../patient-data.errors.js';
import { clockOf } from '../rows/local-clock.js';
import type { FoodLogInput } from './food-log.dto.js';
import { FoodLogStore } from './food-log.store.js';
import { wholeFoodLogView } from './food-log-view.js';
import type { RepeatInput } from './repeat.dto.js';

/** Entries of one repetition. */
const MOST = 100;

const VALUES = `t.food_id as "foodId", t.food_name as "foodName", t.quantity, t.unit, t.calories, t.protein, t.carbs, t.fat, t.meal,
  extract(epoch from t.timestamp)::float8 * 1000 as at,
  (select coalesce(json_agg(json_build_object('nutrient', n.nutrient, 'amount', n.amount, 'unit', n.unit)), '[]')
     from public.patient_food_nutrients n where n.food_log_id = t.id) as nutrients`;
const ENTRIES = `
  select ${VALUES} from public.patient_food_log t where t.patient_id = $1 and t.id = any ($2::uuid[]) order by t.timestamp, t.id`;
// A day of any clock lies within these bounds.
const OF_DAY = `
  select ${VALUES} from public.patient_food_log t
   where t.patient_id = $1 and t.timestamp >= $2::date::timestamp at time zone 'UTC' - interval '15 hours'
     and t.timestamp < $2::date::timestamp at time zone 'UTC' + interval '39 hours'
     and (t.timestamp at time zone 'UTC' + make_interval(mins => coalesce(t.utc_offset_minutes, $3)))::date = $2::date
     and ($4::text is null or lower(t.meal) = lower($4))
   order by t.timestamp, t.id limit ${MOST + 1}`;
const FAVOURITE = 'select items from public.food_favourites where patient_id = $1 and id = $2';
const ADDED = `
  select t.id from public.patient_food_log t
   where t.patient_id = $1 and t.idempotency_key = any ($2::text[]) order by t.timestamp, t.id`;
const SHOWN = {
  name: '',
  text: `select ${wholeFoodLogView.select} from public.patient_food_log t
          where t.patient_id = $1 and t.id = any ($2::uuid[]) order by t.timestamp, t.id`,
};

interface PastEntry extends FoodLogInput {
  readonly at: number;
}

/** Notes what was eaten before once more. */
@Injectable()
export class RepeatedMeals {
  constructor(
    private readonly db: Database,
    private readonly log: FoodLogStore,
  ) {}

  /**
   * Adds a copy of each entry, or of what a favourite is made of, in one transaction; `created` is false when an earlier
   * call with the same key did so. Entries are copied as they are, favourites worked out of their foods as they are now.
   */
  async repeat(
    ctx: RequestContext,
    patientId: string,
    input: RepeatInput,
    idempotencyKey?: string,
  ): Promise<{ readonly json: JsonText; readonly created: boolean }> {
    refuseUnclear(input);
    const at = input.at ?? new Date().toISOString();
    const clock = clockOf({ timestamp: at, timeZone: input.timeZone });
    const { ids, created } = await this.db.as(ctx).transaction(async (tx) => {
      const past = await this.pastOf(tx, patientId, input, clock.utcOffsetMinutes ?? 0);
      if (past.length === 0) throw patientDataErrors.nothing_to_repeat();
      if (past.length > MOST) {
        const message = `At most ${MOST} entries are repeated at once.`;
        throw invalidInput({ field: 'day', rule: 'maxItems', message });
      }
      const first = Math.min(...past.map((entry) => entry.at));
      const ids: string[] = [];
      for (const [index, { at: then, ...entry }] of past.entries()) {
        const copy = {
          ...entry,
          meal: input.meal ?? entry.meal,
          timestamp: new Date(Date.parse(at) + then - first).toISOString(),
          timeZone: input.timeZone,
        };
        const how = { clock, asIs: entry.nutrients !== undefined };
        const key = keyOf(idempotencyKey, index);
        const made = await this.log.addWith(tx, patientId, copy, how, key, { ...input, repeated: index });
        if (!made.created)
          return { ids: await this.addedBefore(tx, patientId, idempotencyKey), created: false };
        ids.push(made.id);
      }
      return { ids, created: true };
    });
    const rows = await this.db
      .as(ctx)
      .queryTextOf({ table: 'patient_food_log', patient: patientId }, SHOWN, [patientId, ids]);
    return { json: new JsonText(`{"items":${wholeFoodLogView.jsonList(rows)}}`), created };
  }

  private async pastOf(
    tx: Transaction,
    patientId: string,
    { day, ofMeal, entryIds, favouriteId }: RepeatInput,
    offset: number,
  ): Promise<PastEntry[]> {
    if (day !== undefined) return tx.query<PastEntry>(OF_DAY, [patientId, day, offset, ofMeal ?? null]);
    if (entryIds) {
      const found = await tx.query<PastEntry>(ENTRIES, [patientId, entryIds]);
      if (found.length < new Set(entryIds).size) throw notFound('food log entry');
      return found;
    }
    const [favourite] = await tx.query<{ items: FavouriteItem[] }>(FAVOURITE, [patientId, favouriteId]);
    if (!favourite) throw notFound('favourite');
    return favourite.items.map((item) => ({ ...item, at: 0 }));
  }

  /** Those of them that are still there. */
  private async addedBefore(tx: Transaction, patientId: string, key: string | undefined): Promise<string[]> {
    const keys = Array.from({ length: MOST }, (_, index) => keyOf(key, index));
    return (await tx.query<{ id: string }>(ADDED, [patientId, keys])).map(({ id }) => id);
  }
}

/** The key of the first entry is that of the request, so that it means one request only. */
const keyOf = (key: string | undefined, index: number) =>
  key === undefined || index === 0 ? key : `${key.slice(0, 190)}#${index + 1}`;

const notFound = (noun: string) => new AppError('not_found', 'not_found', `There is no such ${noun}.`);

function refuseUnclear({ day, ofMeal, entryIds, favouriteId }: RepeatInput): void {
  const told = [day, entryIds, favouriteId].filter((value) => value !== undefined).length;
  if (told !== 1) {
    const message = 'Either day, entryIds or favouriteId says what is repeated.';
    throw invalidInput({ field: 'day', rule: 'oneOf', message });
  }
  if (ofMeal !== undefined && day === undefined)
    throw invalidInput({ field: 'ofMeal', rule: 'with', message: 'ofMeal goes with day.' });
}
