import { Database, statement } from '@carenode/database';
import { StockBook, type StockCheck } from '@carenode/ecommerce-contract';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

// One statement sees one moment, in which triggers have counted whatever is committed.
const CHECK = statement(
  'stock:check',
  `with looked_at as materialized (
     select l.id, l.product_id, l.lot_code, l.quantity from public.lots l where l.id > $1 order by l.id limit $2
   ), counted as (
     select l.*, coalesce(m.units, 0) as moved, coalesce(a.units, 0) as allocated
       from looked_at l
       left join lateral (select sum(m.quantity) as units from public.stock_movements m where m.lot_id = l.id) m on true
       left join lateral (
         select sum(a.quantity) as units from public.lot_allocations a where a.lot_id = l.id and a.released_at is null) a on true
   )
   select json_build_object(
     'items', coalesce((
       select json_agg(json_build_object('lotId', c.id, 'productId', c.product_id,
                'productName', (select p.name from public.products p where p.id = c.product_id), 'lotCode', c.lot_code,
                'quantity', c.quantity, 'expected', c.moved - c.allocated, 'moved', c.moved, 'allocated', c.allocated) order by c.id)
         from counted c where c.quantity <> c.moved - c.allocated), '[]'),
     'checked', (select count(*) from looked_at),
     'nextCursor', (select l.id from looked_at l order by l.id desc offset 0 limit 1)) as answer`,
);

/** Proves lots against the stock book: quantity = what moved - what orders have. */
@Injectable()
export class StockBookService extends StockBook {
  constructor(private readonly db: Database) {
    super();
  }

  override async check(ctx: RequestContext, after: string | undefined, limit: number): Promise<StockCheck> {
    const [row] = await this.db.as(ctx).query<{ answer: StockCheck }>(CHECK, [after ?? BEFORE_ALL, limit]);
    if (!row) throw new Error('The check of the stock has no answer.');
    const { answer } = row;
    return answer.checked < limit ? { ...answer, nextCursor: null } : answer;
  }
}
