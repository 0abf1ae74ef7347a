import type { Migration, SqlRunner } from '@carenode/module-kit';

import { sellable } from './0002-create-lots.js';
import { makeFunctions, type SqlFunction } from './functions.js';

const countStock = (settings: string, counted: string): SqlFunction => ({
  signature: 'count_stock(uuid[])',
  meaning: 'Writes to products how many units of which lots can be sold.',
  text: `
      create or replace function carenode.count_stock(product_ids uuid[]) returns void
      language plpgsql volatile security definer set search_path = ''${settings} as $$
      begin
        perform from public.products p where p.id = any (product_ids) order by p.id for no key update;
        -- A statement of its own: it sees what others committed while this one waited.
        update public.products p
           set inventory_count = s.units, batch_lot_info = s.lots
          from (${counted}) s
         where p.id = s.id and (p.inventory_count, p.batch_lot_info) is distinct from (s.units, s.lots);
      end $$`,
});

const LOTS_TOLD = `string_agg(l.lot_code || coalesce(' (expires ' || l.expires_on || ')', ''), ', '
                                  order by l.expires_on, l.received_at, l.id) as lots`;

const JOINED = `select w.id, coalesce(sum(l.quantity), 0) as units,
                       ${LOTS_TOLD}
                  from unnest(product_ids) w (id)
                  left join public.lots l on l.product_id = w.id and l.quantity > 0 and ${sellable('l')}
                 group by w.id`;
const EACH = `select w.id, t.units, t.lots
                  from unnest(product_ids) w (id) cross join lateral (
                    select coalesce(sum(l.quantity), 0) as units,
                       ${LOTS_TOLD}
                      from public.lots l where l.product_id = w.id and l.quantity > 0 and ${sellable('l')}) t`;

export class CountStockByIndex implements Migration {
  readonly id = '0052-count-stock-by-index';
  readonly why =
    'A connection keeps the plan of its first lots, when reading all of them is cheapest: imports of many took ever longer.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, [countStock(` set enable_seqscan = 'off'`, EACH)]);
  }

  async down(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, [countStock('', JOINED)]);
  }
}
