import type { DataChange, DataMigration, DataRow, SqlRunner } from '@carenode/module-kit';

/** For how many days after it arrived a purchase may be what was taken. */
const DAYS = 365;

// The line must be of what was logged by its whole name or code: "Vitamin D" is not "Vitamin D in serum".
const PURCHASES = `
  select m.id::text as id, count(c.item)::integer as lines, min(c.item::text) as item
    from unnest($1::uuid[]) as w (id)
    join public.measurements m on m.id = w.id
    join public.variables v on v.id = m.variable_id
    left join lateral (
      select i.id as item
        from public.order_items i
        join public.orders o on o.id = i.order_id and o.status in ('shipped', 'delivered', 'returned', 'refunded')
        join public.products p on p.id = i.product_id
        left join public.treatments t on t.id = p.treatment_id
       where i.patient_id = m.patient_id
         and coalesce(o.delivered_at, o.shipped_at, o.order_date) <= m.start_at
         and coalesce(o.delivered_at, o.shipped_at, o.order_date) > m.start_at - interval '${DAYS} days'
         and (t.code = v.code and t.code_system = v.code_system
              or lower(v.name) in (lower(t.name), lower(i.product_name), lower(p.name)))) c on true
   group by 1`;

export class LinkPastMeasurements implements DataMigration {
  readonly id = '0045-link-past-measurements';
  readonly why = 'What was logged before the shop knew lots counts among their outcomes, too.';
  readonly table = 'measurements';
  readonly reads = ['id'];
  readonly writes = ['order_item_id'];
  readonly where =
    't.order_item_id is null and t.patient_id in (select i.patient_id from public.order_items i)';

  async change(rows: readonly DataRow[], sql: SqlRunner): Promise<readonly (DataChange | null)[]> {
    const found = (await sql.query(PURCHASES, [rows.map(({ id }) => id)])) as {
      id: string;
      lines: number;
      item: string | null;
    }[];
    const purchases = new Map(found.map((row) => [row.id, row]));
    return rows.map(({ id }) => {
      const { lines = 0, item = null } = purchases.get(String(id)) ?? {};
      if (lines === 0) return null;
      return lines === 1 ? { set: { order_item_id: item } } : { left: 'several purchases that it may be of' };
    });
  }
}
