import { Database, JsonText, statement } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ownPatient } from '../own-patient.js';

const MOST = 50;

// What is logged is a variable, and what is bought a product of a treatment: they match when they have a code in common, or
// when the name of one has the other's as words in it.
const MATCHES = `
  case when w.treatment_id is not null then p.treatment_id = w.treatment_id
       when w.name is not null then
         (r.code is not null and r.code = w.code and r.code_system = w.code_system)
         or position(' ' || lower(r.name) || ' ' in w.words) > 0 or position(' ' || lower(i.product_name) || ' ' in w.words) > 0
         or position(' ' || lower(w.name) || ' ' in ' ' || lower(i.product_name) || ' ') > 0
         or position(' ' || lower(w.name) || ' ' in ' ' || lower(coalesce(r.name, '')) || ' ') > 0
       else false end`;

const OFFER = statement(
  'purchases:offer',
  `with w as (
     select $2::uuid as treatment_id, v.name, v.code, v.code_system, ' ' || lower(v.name) || ' ' as words
       from (select 1) one left join public.variables v on v.id = $3::uuid
   )
   select json_build_object('items', coalesce(json_agg(json_build_object(
       'orderItemId', q.id, 'orderId', q.order_id, 'number', q.number, 'status', q.status, 'productId', q.product_id,
       'name', q.product_name, 'quantity', q.quantity, 'lots', q.lots, 'orderDate', q.order_date, 'deliveredAt', q.delivered_at,
       'matches', q.matches, 'timesLogged', (select count(*) from public.measurements m where m.order_item_id = q.id))
       order by q.matches desc, q.had desc nulls last, q.id), '[]'))::text
     from (select i.id, i.order_id, o.number, o.status, i.product_id, i.product_name, i.quantity, i.batch_lot_info as lots,
                  o.order_date, o.delivered_at, coalesce(o.delivered_at, o.shipped_at, o.paid_at) as had,
                  coalesce((${MATCHES}), false) as matches
             from public.order_items i
             join public.orders o on o.id = i.order_id and o.status in ('paid', 'shipped', 'delivered')
             left join public.products p on p.id = i.product_id
             left join public.treatments r on r.id = p.treatment_id
             cross join w
            where i.patient_id = $1 and ($4::timestamptz is null or o.order_date <= $4)
            order by matches desc, i.created_at desc limit ${MOST}) q`,
);
const LINK = statement('purchases:link', 'select carenode.link_purchase($1, $2)');
const LINKED = statement(
  'purchases:linked',
  `select json_build_object('measurementId', m.id, 'orderItemId', m.order_item_id, 'name', i.product_name, 'lots', i.batch_lot_info)::text
     from public.measurements m left join public.order_items i on i.id = m.order_item_id
    where m.id = $2 and m.patient_id = $1`,
);

/** What a patient bought, for saying which purchase a measurement is of. */
@Injectable()
export class Purchases {
  constructor(private readonly db: Database) {}

  /**
   * What the patient has bought and not given back, by a moment: first what matches the treatment or the variable that is
   * logged, then the newest.
   */
  async offer(
    ctx: RequestContext,
    patientId: string,
    { treatmentId, variableId, at }: { treatmentId?: string; variableId?: string; at?: string },
  ): Promise<JsonText> {
    const values = [ownPatient(ctx, patientId), treatmentId ?? null, variableId ?? null, at ?? null];
    const [row] = await this.db.as(ctx).queryText(OFFER, values);
    return new JsonText(row?.[0] ?? '{"items":[]}');
  }

  /** Says which line of an order the measurement is of; null: of none. Throws `unknown_purchase` and `not_found`. */
  async link(
    ctx: RequestContext,
    patientId: string,
    measurementId: string,
    orderItemId: string | null,
  ): Promise<JsonText> {
    ownPatient(ctx, patientId);
    await this.db.as(ctx).execute(LINK, [measurementId, orderItemId]);
    return this.linked(ctx, patientId, measurementId);
  }

  /** Which line of an order the measurement is of. Throws `not_found`. */
  async linked(ctx: RequestContext, patientId: string, measurementId: string): Promise<JsonText> {
    const [row] = await this.db.as(ctx).queryText(LINKED, [ownPatient(ctx, patientId), measurementId]);
    if (!row) throw new AppError('not_found', 'not_found', 'There is no such measurement.');
    return new JsonText(row[0] ?? '');
  }
}
