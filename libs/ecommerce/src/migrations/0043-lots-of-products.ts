import type { DataChange, DataMigration, DataRow, SqlRunner } from '@carenode/module-kit';

/** The lot of units of which an older system did not say of which lot they are. */
export const UNASSIGNED = 'UNASSIGNED';

const NOT_SAID = 'The older system did not say of which lot these units are: count them, lot by lot.';
const EXPIRY_UNREAD =
  'The text of the older system tells an expiry that could not be read: look at the package.';
const MOST_UNITS = 1_000_000_000;
const FROM_TEXTS = 't.id in (select l.product_id from public.lots l where l.source_text is not null)';

interface NewLot {
  readonly product_id: unknown;
  readonly lot_code: string;
  readonly expires_on: string | null;
  readonly quantity: number;
  readonly received_at: unknown;
  readonly source_text: string;
  readonly hold: string | null;
}

/** Lots, each received once, so that the stock book and the products tell them; those with a reason are held. */
const MAKE = `
  with given as (
    select uuid_generate_v4() as id, g.* from jsonb_to_recordset($1::jsonb)
      as g (product_id uuid, lot_code text, expires_on date, quantity integer, received_at timestamptz, source_text text, hold text)),
  made as (
    insert into public.lots (id, product_id, lot_code, expires_on, quantity, received_at, source_text)
      select id, product_id, lot_code, expires_on, quantity, received_at, source_text from given returning id)
  insert into public.lot_holds (lot_id, kind, reason) select g.id, 'manual', g.hold from given g join made using (id) where g.hold is not null`;

/** Nothing happened to them but that they were read. */
const UNTOUCHED = `
  select l.product_id as product, array_agg(l.id) as lots from public.lots l
   where l.product_id = any ($1)
     and not exists (select from public.lots r where r.product_id = l.product_id and r.source_text is null)
   group by 1
  having bool_and(
    (select count(*) from public.stock_movements m where m.lot_id = l.id) <= 1
    and not exists (select from public.lot_allocations a where a.lot_id = l.id)
    and not exists (select from public.recall_matches c where c.lot_id = l.id)
    and not exists (select from public.lot_holds h where h.lot_id = l.id
                     and (h.placed_by is not null or h.released_at is not null or h.kind <> 'manual')))`;

export class LotsOfProducts implements DataMigration {
  readonly id = '0043-lots-of-products';
  readonly why =
    'Products of older systems tell their lots in words; only lots that are rows can be sold, held and traced.';
  readonly table = 'products';
  readonly reads = ['id', 'batch_lot_info', 'inventory_count', 'created_at'];
  readonly writes = [];
  readonly where = `(t.batch_lot_info is not null or t.inventory_count > 0)
    and not exists (select from public.lots l where l.product_id = t.id)`;
  readonly back = {
    where: FROM_TEXTS,
    change: (rows: readonly DataRow[], sql: SqlRunner) => takeAway(rows, sql),
  };

  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    const { lotsNamedIn } = await import('../lot/lot-text.rules.js');
    const lots: NewLot[] = [];
    const changes = rows.map((row): DataChange => {
      const { batch_lot_info: words } = row;
      const text = typeof words === 'string' ? words.trim() : '';
      const units = Math.max(0, Number(row['inventory_count'] ?? 0));
      if (units > MOST_UNITS) return { left: 'the stock is out of range' };
      const named = lotsNamedIn(text);
      if (named.length === 0 && units === 0) return { left: 'the text names no lot, and there is no stock' };
      const told = named.reduce((sum, lot) => sum + (lot.units ?? Number.NaN), 0);
      const common = {
        product_id: row['id'],
        received_at: row['created_at'],
        source_text: text.slice(0, 5000) || 'no text, only a stock',
      };
      for (const { code, expiresOn, expiryUnread, units: own } of named) {
        const quantity = named.length === 1 ? units : told === units ? (own ?? 0) : 0;
        const hold = expiryUnread ? EXPIRY_UNREAD : null;
        lots.push({ ...common, lot_code: code, expires_on: expiresOn, quantity, hold });
      }
      if (named.length !== 1 && told !== units && units > 0)
        lots.push({ ...common, lot_code: UNASSIGNED, expires_on: null, quantity: units, hold: NOT_SAID });
      return { made: true };
    });
    await sql.query(MAKE, [JSON.stringify(lots)]);
    return changes;
  }
}

/** Products that were sold from since, or whose lots somebody has changed, keep them. */
async function takeAway(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
  const ids = rows.map(({ id }) => id);
  const untouched = (await sql.query(UNTOUCHED, [ids])) as { product: string; lots: string[] }[];
  const lots = untouched.flatMap((product) => product.lots);
  const [told] = (await sql.query(
    `select jsonb_agg(jsonb_build_object('id', product_id, 'text', text, 'units', units)) as products
       from (select product_id, nullif(max(source_text), 'no text, only a stock') as text, sum(quantity)::integer as units
               from public.lots where id = any ($1) group by 1) w`,
    [lots],
  )) as { products: unknown }[];
  for (const table of ['lot_holds', 'stock_movements'])
    await sql.query(`delete from public.${table} where lot_id = any ($1)`, [lots]);
  await sql.query('delete from public.lots where id = any ($1)', [lots]);
  await sql.query(`select set_config('carenode.data_step', 'products', true)`);
  await sql.query(
    `update public.products p set batch_lot_info = w.text, inventory_count = w.units
       from jsonb_to_recordset($1::jsonb) as w (id uuid, text text, units integer) where p.id = w.id`,
    [JSON.stringify(told?.products ?? [])],
  );
  await sql.query(`select set_config('carenode.data_step', '', true)`);
  const gone = new Set(untouched.map(({ product }) => product));
  return ids.map((id) => (gone.has(String(id)) ? { made: true } : { left: 'its lots were used since' }));
}
