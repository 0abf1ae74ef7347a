/**
 * SQL: who got units of a lot (of its `newest` allocations, or all), and when they first used them: when they first logged it
 * (the first measurement that names the line of the order), else when it was delivered, else when it was sent; `further` are
 * columns over allocations `a` and orders `o`.
 */
export const FIRST_USE = (lot: string, among = 'true', newest?: number, further = '') => `
  select i.patient_id, min(coalesce(f.logged, o.delivered_at, o.shipped_at)) as since${further}
    from ${newest === undefined ? 'public.lot_allocations' : `(select * from public.lot_allocations l where l.lot_id = ${lot} order by l.allocated_at desc, l.id desc limit ${newest})`} a
    join public.order_items i on i.id = a.order_item_id
    join public.orders o on o.id = i.order_id
    left join lateral (select min(m.start_at) as logged from public.measurements m where m.order_item_id = i.id) f on true
   where a.lot_id = ${lot} and a.released_at is null and (o.shipped_at is not null or f.logged is not null) and ${among}
   group by 1`;

/** Of a sale of which it is not known which of several lots it was, nothing that followed tells of the lot. */
export const SURELY_OF_IT = `a.certainty <> 'possible'`;
