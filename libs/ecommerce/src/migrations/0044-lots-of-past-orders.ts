import {
  type DataChange,
  type DataMigration,
  type DataRow,
  newId,
  type SqlRunner,
} from '@carenode/module-kit';

import type { NamedLot } from '../lot/lot-text.rules.js';

const REASON = 'sold before lots were kept';
const READ = `select from public.lot_allocations a
               where a.order_item_id = t.id and a.certainty <> 'recorded' and a.released_at is null`;

/** Units of a lot that went into a line, as its text tells it. */
interface Sale {
  /** Of the receipt and of the allocation: the lot has as many units as before, and the stock book adds up. */
  readonly id: string;
  readonly item: string;
  readonly product: string;
  readonly patient: string;
  readonly sold_at: string;
  readonly code: string;
  readonly key: string;
  readonly expires_on: string | null;
  readonly units: number;
  readonly certainty: 'read' | 'possible';
  readonly source_text: string;
}

const SALES = `jsonb_to_recordset($1::jsonb) as w (id uuid, item uuid, product uuid, patient uuid, sold_at timestamptz, code text,
  key text, expires_on date, units integer, certainty text, source_text text, lot uuid)`;

/** Lots that the product does not have come in without units: all that is known of them was sold. */
const NEW_LOTS = `
  insert into public.lots (product_id, lot_code, quantity, received_at, source_text)
    select distinct on (w.product, w.key) w.product, w.code, 0, greatest(w.sold_at, '2000-01-01Z'), w.source_text
      from ${SALES}
     where not exists (select from public.lots l where l.product_id = w.product and l.lot_key = w.key)
     order by w.product, w.key, w.sold_at
  returning id`;
const FIND_LOTS = `
  select w.id, l.id as lot, (l.expires_on <= (w.sold_at at time zone 'UTC')::date or l.held_since <= w.sold_at) is true as doubtful
    from ${SALES}
    join lateral (select * from public.lots f where f.product_id = w.product and f.lot_key = w.key
                   order by (f.lot_code = w.code) desc, f.received_at, f.id limit 1) l on true`;
const RECEIVE = `
  insert into public.stock_movements (id, lot_id, kind, quantity, reason, created_at)
    select w.id, w.lot, 'received', w.units, '${REASON}', w.sold_at from ${SALES}`;
const ALLOCATE = `
  insert into public.lot_allocations (id, order_item_id, lot_id, patient_id, quantity, allocated_at, certainty)
    select w.id, w.item, w.lot, w.patient, w.units, w.sold_at, w.certainty from ${SALES}`;
const EXPIRE = `
  update public.lots l set expires_on = e.expires_on
    from (select w.lot, min(w.expires_on) as expires_on from ${SALES} where w.expires_on is not null group by 1) e
   where l.id = e.lot and l.id = any ($2)`;

export class LotsOfPastOrders implements DataMigration {
  readonly id = '0044-lots-of-past-orders';
  readonly why =
    'Orders of older systems tell their lots in words; a recall finds those buyers alone whose lots are rows.';
  readonly table = 'order_items';
  readonly reads = ['id', 'order_id', 'product_id', 'patient_id', 'batch_lot_info', 'quantity'];
  readonly writes = [];
  readonly where = `t.batch_lot_info is not null
    and not exists (select from public.lot_allocations a where a.order_item_id = t.id)
    and exists (select from public.orders o where o.id = t.order_id and o.status in ('paid', 'shipped', 'delivered', 'returned', 'refunded'))`;
  readonly back = {
    where: `exists (${READ})`,
    change: (rows: readonly DataRow[], sql: SqlRunner) => takeAway(rows, sql),
  };

  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    const { lotsNamedIn } = await import('../lot/lot-text.rules.js');
    const dates = await orderDates(rows, sql);
    const sales = rows.flatMap((row) =>
      salesOf(row, dates.get(String(row['order_id'])) ?? '', lotsNamedIn(String(row['batch_lot_info']))),
    );
    const made = (await sql.query(NEW_LOTS, [JSON.stringify(sales)])) as { id: string }[];
    const found = (await sql.query(FIND_LOTS, [JSON.stringify(sales)])) as {
      id: string;
      lot: string;
      doubtful: boolean;
    }[];
    const lots = new Map(found.map((lot) => [lot.id, lot]));
    const doubtful = new Set(sales.filter(({ id }) => lots.get(id)?.doubtful).map(({ item }) => item));
    const sure = JSON.stringify(
      sales
        .filter(({ item }) => !doubtful.has(item))
        .map((sale) => ({ ...sale, lot: lots.get(sale.id)?.lot })),
    );
    for (const statement of [RECEIVE, ALLOCATE]) await sql.query(statement, [sure]);
    // Afterwards: an expiry that was misread refuses no sale of the past.
    await sql.query(EXPIRE, [sure, made.map(({ id }) => id)]);
    const told = new Set(sales.map(({ item }) => item));
    return rows.map(({ id }) => {
      if (!told.has(String(id))) return { left: 'the text names no lot' };
      return doubtful.has(String(id))
        ? { left: 'its lot had expired or was held when it was sold' }
        : { made: true };
    });
  }
}

/** The date of each order, by its id. */
async function orderDates(rows: readonly DataRow[], sql: SqlRunner): Promise<Map<string, string>> {
  const orders = (await sql.query(
    'select id, to_json(order_date) as date from public.orders where id = any ($1)',
    [rows.map((row) => row['order_id'])],
  )) as { id: string; date: string }[];
  return new Map(orders.map(({ id, date }) => [id, date]));
}

/** Of one lot, all units; of several with their units, those; else each may be the lot of all of them. */
function salesOf(row: DataRow, soldAt: string, named: readonly NamedLot[]): Sale[] {
  const units = Number(row['quantity']);
  const told = named.reduce((sum, lot) => sum + (lot.units ?? Number.NaN), 0);
  const isTold = named.length > 1 && told === units;
  return named
    .filter((lot) => !isTold || lot.units !== 0)
    .map(({ code, key, expiresOn, units: own }) => ({
      id: newId(),
      item: String(row['id']),
      product: String(row['product_id']),
      patient: String(row['patient_id']),
      sold_at: soldAt,
      code,
      key,
      expires_on: expiresOn,
      units: isTold ? (own ?? units) : units,
      certainty: isTold || named.length === 1 ? 'read' : 'possible',
      source_text: String(row['batch_lot_info']).slice(0, 5000),
    }));
}

/** Takes away what was read, with the lots that nothing else has touched. */
async function takeAway(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
  const gone = (await sql.query(
    `select a.id, a.lot_id as lot from public.lot_allocations a
      where a.order_item_id = any ($1) and a.certainty <> 'recorded' and a.released_at is null`,
    [rows.map(({ id }) => id)],
  )) as { id: string; lot: string }[];
  const ids = gone.map(({ id }) => id);
  const lots = [...new Set(gone.map(({ lot }) => lot))];
  await sql.query('delete from public.lot_allocations where id = any ($1)', [ids]);
  // Of deleted allocations the stock book keeps account, and of the receipts that were made with them none remains.
  await sql.query(
    `delete from public.stock_movements m
      where m.id = any ($1)
         or m.lot_id = any ($2) and m.kind = 'written-off' and m.reason = 'the order was deleted' and m.created_at = now()`,
    [ids, lots],
  );
  await sql.query(
    `delete from public.lots l
      where l.id = any ($1) and l.source_text is not null and l.quantity = 0
        and not exists (select from public.stock_movements m where m.lot_id = l.id)
        and not exists (select from public.lot_allocations a where a.lot_id = l.id)
        and not exists (select from public.lot_holds h where h.lot_id = l.id)
        and not exists (select from public.recall_matches c where c.lot_id = l.id)
        and not exists (select from public.recall_notices n where n.lot_id = l.id)`,
    [lots],
  );
  return rows.map(() => ({ made: true }));
}
