import { Database, JsonText, refuseUnseenOwner } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { IntegerField, type JsonSchema } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

const DEFAULT_LIMIT = 20;

const RECENT = `
  with named as (
    select t.id, t.food_id, t.food_name, t.quantity, t.unit, t.meal, t.timestamp,
           coalesce(t.food_id::text, lower(t.food_name)) as food
      from public.patient_food_log t
     where t.patient_id = $1 and t.timestamp >= now() - interval '90 days' and t.timestamp < now() + interval '1 day'
     order by t.timestamp desc, t.id desc limit 5000
  ), counted as (
    select n.*, count(*) over (partition by n.food)::integer as times,
           row_number() over (partition by n.food order by n.timestamp desc, n.id desc) as place
      from named n
  )
  select coalesce(json_agg(json_build_object('entryId', c.id, 'foodId', c.food_id, 'foodName', c.food_name, 'quantity', c.quantity,
           'unit', c.unit, 'meal', c.meal, 'times', c.times, 'lastAt', to_char(c.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.times desc, c.timestamp desc, c.id), '[]')::text as items
    from (select * from counted where place = 1 order by times desc, timestamp desc, id limit $2) c`;

export class RecentFoodsQuery {
  @IntegerField({ about: 'How many foods to answer with; 20 if absent', min: 1, max: 100, optional: true })
  limit?: number;
}

export const RECENT_FOOD: JsonSchema = {
  type: 'object',
  title: 'RecentFood',
  properties: {
    entryId: { type: 'string', format: 'uuid', description: 'The last entry of it: what to repeat' },
    foodId: { type: ['string', 'null'], format: 'uuid', description: 'The food, if it was chosen' },
    foodName: { type: 'string', description: 'What it was called last' },
    quantity: { type: ['number', 'null'], description: 'How much it was last, in unit' },
    unit: { type: ['string', 'null'], description: 'Unit of quantity' },
    meal: { type: ['string', 'null'], description: 'Which meal it belonged to last' },
    times: { type: 'integer', description: 'How often it was noted in the last 90 days' },
    lastAt: { type: 'string', format: 'date-time', description: 'When it was eaten last' },
  },
  required: ['entryId', 'foodId', 'foodName', 'quantity', 'unit', 'meal', 'times', 'lastAt'],
};

/** What a patient eats again and again: the same food, or the same words, count as one. */
@Injectable()
export class RecentFoods {
  constructor(private readonly db: Database) {}

  /** Always one page, the most frequent first, of the newest 5,000 entries of 90 days. */
  async list(ctx: RequestContext, patientId: string, limit = DEFAULT_LIMIT): Promise<JsonText> {
    const [row] = await this.db.as(ctx).query<{ items: string }>(RECENT, [patientId, limit]);
    if (row?.items === '[]') await refuseUnseenOwner(this.db, ctx, patientId, 'patient_food_log');
    return new JsonText(`{"items":${row?.items ?? '[]'},"nextCursor":null}`);
  }
}
