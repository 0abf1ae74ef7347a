import { Database, JsonText, statement } from '@carenode/database';
import { AppError, LoadedModules, ModuleActivations, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { FIRST_USE } from '../migrations/first-use.sql.js';

export const TRACE_DAYS = ['30', '90', '365'] as const;

const MOST_ROWS = 200;

const LOT = statement(
  'trace:lot',
  `select json_build_object(
     'id', l.id, 'productId', l.product_id, 'productName', p.name, 'manufacturer', p.manufacturer, 'lotCode', l.lot_code,
     'expiresOn', l.expires_on, 'supplier', l.supplier, 'supplierReference', l.supplier_reference,
     'certificateUrl', l.certificate_url, 'receivedAt', l.received_at, 'heldSince', l.held_since,
     'holds', (select coalesce(json_agg(json_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedAt', h.placed_at)
                      order by h.placed_at), '[]') from public.lot_holds h where h.lot_id = l.id and h.released_at is null))::text,
     l.quantity::text
   from public.lots l join public.products p on p.id = l.product_id where l.id = $1`,
);
const STOCK = statement(
  'trace:stock',
  `select json_build_object(
     'available', $2::integer,
     'reserved', coalesce(sum(a.quantity) filter (where o.status = 'placed'), 0),
     'paid', coalesce(sum(a.quantity) filter (where o.status = 'paid'), 0),
     'sent', coalesce(sum(a.quantity) filter (where o.shipped_at is not null), 0))::text,
     count(distinct o.id) filter (where o.status in ('placed', 'paid')), coalesce(sum(a.quantity) filter (where o.status in ('placed', 'paid')), 0),
     count(distinct a.patient_id) filter (where o.shipped_at is not null), coalesce(sum(a.quantity) filter (where o.shipped_at is not null), 0)
   from public.lot_allocations a
   join public.order_items i on i.id = a.order_item_id
   join public.orders o on o.id = i.order_id
   where a.lot_id = $1 and a.released_at is null`,
);
const MOVED = statement(
  'trace:moved',
  `select coalesce(json_object_agg(m.kind, m.units), '{}')::text
     from (select kind, sum(quantity) as units from public.stock_movements where lot_id = $1 group by 1) m`,
);
const OPEN = statement(
  'trace:open-orders',
  `select coalesce(json_agg(json_build_object('orderId', r.order_id, 'number', r.number, 'status', r.status, 'patientId', r.patient_id,
       'quantity', r.units, 'orderDate', r.order_date) order by r.order_date desc, r.order_id), '[]')::text
     from (select o.id as order_id, o.number, o.status, o.patient_id, o.order_date, sum(a.quantity) as units
             from public.lot_allocations a
             join public.order_items i on i.id = a.order_item_id
             join public.orders o on o.id = i.order_id and o.status in ('placed', 'paid')
            where a.lot_id = $1 and a.released_at is null
            group by o.id order by o.order_date desc, o.id limit $2) r`,
);
// A person who was erased is there without a name: the units that they have are known all the same.
const BUYERS = statement(
  'trace:buyers',
  `select coalesce(json_agg(json_build_object('patientId', r.patient_id, 'name', r.name, 'isErased', r.erased, 'orderId', r.order_id,
       'number', r.number, 'status', r.status, 'orderItemId', r.item_id, 'quantity', r.units, 'shippedAt', r.shipped_at,
       'deliveredAt', r.delivered_at, 'firstUseAt', coalesce(r.logged, r.delivered_at, r.shipped_at),
       'firstUse', case when r.logged is not null then 'logged' when r.delivered_at is not null then 'delivered' else 'shipped' end)
       order by r.shipped_at desc, r.item_id), '[]')::text
     from (select i.patient_id, nullif(concat_ws(' ', w.first_name, w.last_name), '') as name, w.deleted_at is not null as erased,
                  o.id as order_id, o.number, o.status, i.id as item_id, a.quantity as units, o.shipped_at, o.delivered_at,
                  (select min(m.start_at) from public.measurements m where m.order_item_id = i.id) as logged
             from public.lot_allocations a
             join public.order_items i on i.id = a.order_item_id
             join public.orders o on o.id = i.order_id and o.shipped_at is not null
             left join public.profiles w on w.id = i.patient_id
            where a.lot_id = $1 and a.released_at is null
            order by a.allocated_at desc, a.id desc limit $2) r`,
);
const OUTCOMES = statement('trace:outcomes', 'select carenode.lot_outcomes($1, $2)::text');

const opened = (table: string) => `a.patient_id = any (array(select carenode.patients_open('${table}')))`;
const MEASUREMENTS = statement(
  'trace:measurements',
  `select m.patient_id, json_build_object('id', m.id, 'patientId', m.patient_id, 'variableId', m.variable_id,
       'name', coalesce(v.display_name, v.name), 'value', m.value, 'unit', m.unit, 'valueText', m.value_text,
       'startAt', m.start_at, 'orderItemId', m.order_item_id)::text
     from (${FIRST_USE('$1', opened('measurements'))}) u
     join public.measurements m on m.patient_id = u.patient_id and m.start_at >= u.since and m.start_at < u.since + make_interval(days => $2)
     join public.variables v on v.id = m.variable_id
    order by m.start_at desc, m.id limit $3`,
);
const EVENTS = statement(
  'trace:condition-events',
  `select e.patient_id, json_build_object('id', e.id, 'patientId', e.patient_id, 'eventType', e.event_type,
       'conditionId', e.condition_id, 'severity', e.severity, 'timestamp', e."timestamp", 'notes', e.notes)::text
     from (${FIRST_USE('$1', opened('patient_condition_events'))}) u
     join public.patient_condition_events e
       on e.patient_id = u.patient_id and e."timestamp" >= u.since and e."timestamp" < u.since + make_interval(days => $2)
    order by e."timestamp" desc, e.id limit $3`,
);

/** From the lot to its supplier, its stock, those who have it, and what happened to them. */
@Injectable()
export class LotTrace {
  constructor(
    private readonly db: Database,
    private readonly modules: LoadedModules,
    private readonly activations: ModuleActivations,
  ) {}

  /**
   * Where the lot is from, what of it is left, which orders are to be stopped, and who has it. Admins see all buyers,
   * providers their patients. Throws `not_found`.
   */
  async holders(ctx: RequestContext, id: string): Promise<string> {
    return `{${await this.whereItWent(ctx, id)}}`;
  }

  /**
   * The same, with what was measured and what happened in so many days after first use: over everybody in numbers that
   * tell of nobody, and row by row of patients whose record is open to the caller, which is noted.
   */
  async trace(ctx: RequestContext, id: string, days: number): Promise<JsonText> {
    const went = await this.whereItWent(ctx, id);
    const access = this.db.as(ctx);
    const [outcomes] = await access.queryText(OUTCOMES, [id, days]);
    const read = (table: string) =>
      access.queryTextOf(
        { table, patient: null, column: { index: 0, of: 2 } },
        table === 'measurements' ? MEASUREMENTS : EVENTS,
        [id, days, MOST_ROWS],
      );
    const measurements = await read('measurements');
    const events = this.hasEvents(ctx) ? await read('patient_condition_events') : [];
    const list = (rows: readonly (readonly (string | null)[])[]) =>
      `[${rows.map((row) => row[1]).join(',')}]`;
    return new JsonText(
      `{${went},"outcomes":${outcomes?.[0]},"records":{"measurements":${list(measurements)},"conditionEvents":${list(events)}}}`,
    );
  }

  private async whereItWent(ctx: RequestContext, id: string): Promise<string> {
    const access = this.db.as(ctx);
    const [lot] = await access.queryText(LOT, [id]);
    if (!lot) throw new AppError('not_found', 'not_found', 'There is no such lot.');
    const [[stock], [moved], [open], [buyers]] = await Promise.all([
      access.queryText(STOCK, [id, lot[1]]),
      access.queryText(MOVED, [id]),
      access.queryText(OPEN, [id, MOST_ROWS]),
      access.queryText(BUYERS, [id, MOST_ROWS]),
    ]);
    return (
      `"lot":${lot[0]},"stock":${stock?.[0]},"movements":${moved?.[0]},` +
      `"openOrders":{"count":${stock?.[1]},"units":${stock?.[2]},"items":${open?.[0]}},` +
      `"buyers":{"count":${stock?.[3]},"units":${stock?.[4]},"items":${buyers?.[0]}}`
    );
  }

  private hasEvents(ctx: RequestContext): boolean {
    return (
      this.modules.manifests.some(({ name }) => name === 'patient-data') &&
      this.activations.isActive('patient-data', ctx)
    );
  }
}
