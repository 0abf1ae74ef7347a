import { Database, JsonText, statement, type TextRow } from '@carenode/database';
import { AppError, LoadedModules, ModuleActivations, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { FIRST_USE, SURELY_OF_IT } from '../migrations/first-use.sql.js';

export const TRACE_DAYS = ['30', '90', '365'] as const;

const MOST_ROWS = 200;

const LOT = statement(
  'trace:lot',
  `select json_build_object(
     'id', l.id, 'productId', l.product_id, 'productName', p.name, 'manufacturer', p.manufacturer, 'lotCode', l.lot_code,
     'expiresOn', l.expires_on, 'supplier', l.supplier, 'supplierReference', l.supplier_reference,
     'certificateUrl', l.certificate_url, 'receivedAt', l.received_at, 'sourceText', l.source_text, 'heldSince', l.held_since,
     'holds', (select coalesce(json_agg(json_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedAt', h.placed_at)
                      order by h.placed_at), '[]') from public.lot_holds h where h.lot_id = l.id and h.released_at is null))::text,
     l.quantity::text
   from public.lots l join public.products p on p.id = l.product_id where l.id = $1`,
);
// Without a name, so that it is planned for this lot each time: one that half of the patients have is read otherwise than one
// of a hundred. All that it tells comes from one look at the lines, each of which costs two rows of other tables.
const WENT = `
  with told as materialized (
    select a.patient_id, a.quantity, o.id, o.number, o.status, o.patient_id as ordered_by, o.order_date, o.shipped_at is not null as sent
      from public.lot_allocations a
      join public.order_items i on i.id = a.order_item_id
      join public.orders o on o.id = i.order_id
     where a.lot_id = $1 and a.released_at is null
  ), opened as (
    select t.id, t.number, t.status, t.ordered_by, t.order_date, sum(t.quantity) as units
      from told t where t.status in ('placed', 'paid') group by 1, 2, 3, 4, 5
  )
  select json_build_object(
           'available', $2::integer,
           'reserved', coalesce(sum(t.quantity) filter (where t.status = 'placed'), 0),
           'paid', coalesce(sum(t.quantity) filter (where t.status = 'paid'), 0),
           'sent', coalesce(sum(t.quantity) filter (where t.sent), 0))::text as stock,
         (select json_build_object('count', count(*), 'units', coalesce(sum(w.units), 0), 'items', (
            select coalesce(json_agg(json_build_object('orderId', n.id, 'number', n.number, 'status', n.status, 'patientId', n.ordered_by,
                     'quantity', n.units, 'orderDate', n.order_date) order by n.order_date desc, n.id), '[]')
              from (select * from opened order by order_date desc, id limit $3) n)) from opened w)::text as "openOrders",
         (select count(*) from (select from told t where t.sent group by t.patient_id) p)::text as buyers,
         coalesce(sum(t.quantity) filter (where t.sent), 0)::text as units
    from told t`;
const MOVED = statement(
  'trace:moved',
  `select coalesce(json_object_agg(m.kind, m.units), '{}')::text
     from (select kind, sum(quantity) as units from public.stock_movements where lot_id = $1 group by 1) m`,
);
// A person who was erased is there without a name: the units that they have are known all the same. What they logged is of
// their record: row security hides it from admins, who are told the delivery.
const BUYERS = statement(
  'trace:buyers',
  `select coalesce(json_agg(json_build_object('patientId', r.patient_id, 'name', r.name, 'isErased', r.erased, 'orderId', r.order_id,
       'number', r.number, 'status', r.status, 'orderItemId', r.item_id, 'quantity', r.units, 'certainty', r.certainty, 'shippedAt', r.shipped_at,
       'deliveredAt', r.delivered_at, 'firstUseAt', coalesce(r.logged, r.delivered_at, r.shipped_at),
       'firstUse', case when r.logged is not null then 'logged' when r.delivered_at is not null then 'delivered' else 'shipped' end)
       order by r.shipped_at desc, r.item_id), '[]')::text
     from (select i.patient_id, nullif(concat_ws(' ', w.first_name, w.last_name), '') as name, w.deleted_at is not null as erased,
                  o.id as order_id, o.number, o.status, i.id as item_id, a.quantity as units, a.certainty, o.shipped_at, o.delivered_at,
                  (select min(m.start_at) from public.measurements m where m.order_item_id = i.id) as logged
             from public.lot_allocations a
             join public.order_items i on i.id = a.order_item_id
             join public.orders o on o.id = i.order_id and o.shipped_at is not null
             left join public.profiles w on w.id = i.patient_id
            where a.lot_id = $1 and a.released_at is null
            order by a.allocated_at desc, a.id desc limit $2) r`,
);
// Whose orders a provider was told of, and whose first logged use: row security leaves those of patients whose record is open
// to them.
const NOTE = statement(
  'trace:note',
  `select carenode.note_reads('orders', (
       select array_agg(a.patient_id) from public.lot_allocations a where a.lot_id = $1 and a.released_at is null)),
     carenode.note_reads('measurements', (
       select array_agg(a.patient_id) from public.lot_allocations a
        where a.lot_id = $1 and a.released_at is null
          and exists (select from public.measurements m where m.order_item_id = a.order_item_id)))`,
);
const OUTCOMES = statement('trace:outcomes', 'select carenode.lot_outcomes($1, $2)::text');

interface Went {
  /** JSON. */
  readonly stock: string;
  /** JSON. */
  readonly openOrders: string;
  readonly buyers: string;
  readonly units: string;
}

const opened = (table: string) =>
  `${SURELY_OF_IT} and a.patient_id = any (array(select carenode.patients_open('${table}')))`;
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
   * providers those whose record is open to them, which is noted. Throws `not_found`.
   */
  async holders(ctx: RequestContext, id: string): Promise<string> {
    return `{${await this.whereItWent(ctx, id, await this.find(ctx, id))}}`;
  }

  /**
   * The same, with what was measured and what happened in so many days after first use: over everybody in numbers that
   * tell of nobody, and row by row of patients whose record is open to the caller, which is noted.
   */
  async trace(ctx: RequestContext, id: string, days: number): Promise<JsonText> {
    const lot = await this.find(ctx, id);
    const access = this.db.as(ctx);
    const read = (table: string) =>
      access.queryTextOf(
        { table, patient: null, column: { index: 0, of: 2 } },
        table === 'measurements' ? MEASUREMENTS : EVENTS,
        [id, days, MOST_ROWS],
      );
    const [went, [outcomes], measurements, events] = await Promise.all([
      this.whereItWent(ctx, id, lot),
      access.queryText(OUTCOMES, [id, days]),
      read('measurements'),
      this.hasEvents(ctx) ? read('patient_condition_events') : [],
    ]);
    const list = (rows: readonly (readonly (string | null)[])[]) =>
      `[${rows.map((row) => row[1]).join(',')}]`;
    return new JsonText(
      `{${went},"outcomes":${outcomes?.[0]},"records":{"measurements":${list(measurements)},"conditionEvents":${list(events)}}}`,
    );
  }

  private async find(ctx: RequestContext, id: string): Promise<TextRow> {
    const [lot] = await this.db.as(ctx).queryText(LOT, [id]);
    if (!lot) throw new AppError('not_found', 'not_found', 'There is no such lot.');
    return lot;
  }

  private async whereItWent(ctx: RequestContext, id: string, [lot, left]: TextRow): Promise<string> {
    const [went, moved, buyers] = await this.readAll(ctx, id, left);
    return (
      `"lot":${lot},"stock":${went?.stock},"movements":${moved?.[0]},"openOrders":${went?.openOrders},` +
      `"buyers":{"count":${went?.buyers},"units":${went?.units},"items":${buyers?.[0]}}`
    );
  }

  private async readAll(ctx: RequestContext, id: string, left: string | null | undefined) {
    const access = this.db.as(ctx);
    const went = [id, left, MOST_ROWS];
    if (ctx.userType !== 'provider') {
      const [[told], [moved], [buyers]] = await Promise.all([
        access.query<Went>(WENT, went),
        access.queryText(MOVED, [id]),
        access.queryText(BUYERS, [id, MOST_ROWS]),
      ]);
      return [told, moved, buyers] as const;
    }
    return access.transaction(async (tx) => {
      const [told] = await tx.query<Went>(WENT, went);
      const [moved] = await tx.queryText(MOVED, [id]);
      const [buyers] = await tx.queryText(BUYERS, [id, MOST_ROWS]);
      await tx.query(NOTE, [id]);
      return [told, moved, buyers] as const;
    });
  }

  private hasEvents(ctx: RequestContext): boolean {
    return (
      this.modules.manifests.some(({ name }) => name === 'patient-data') &&
      this.activations.isActive('patient-data', ctx)
    );
  }
}
