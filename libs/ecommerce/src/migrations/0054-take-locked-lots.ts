import type { Migration, SqlRunner } from '@carenode/module-kit';

import { ALLOCATE, REFUSE_SHORT } from './place-order.sql.js';

const replacing = (text: string) => text.replace('create function', 'create or replace function');

// A lot that is released, or comes in, after the others were locked is not among them: taking it, too, would lock it out of
// the order of ids, and two checkouts would wait for each other.
const LOCKED = ALLOCATE.replaceAll(
  'where l.product_id = any (product_ids) and',
  'where l.id = any (locked) and',
).replace(
  /begin\s+perform from public\.lots l where l\.id = any \(locked\) and (.*) order by l\.id for no key update;/,
  (_, sellable: string) => `declare
        locked uuid[];
      begin
        locked := array(
          select l.id from public.lots l where l.product_id = any (product_ids) and ${sellable} order by l.id for no key update);`,
);

const ALWAYS_SAID = REFUSE_SHORT.replace(
  'message = case when',
  `message = case when short is null then 'There are not as many units left.' when`,
);

export class TakeLockedLots implements Migration {
  readonly id = '0054-take-locked-lots';
  readonly why =
    'A checkout that took a lot which was released at that moment could wait for another that waited for it.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(ALWAYS_SAID));
    await sql.query(replacing(LOCKED));
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(replacing(ALLOCATE));
    await sql.query(replacing(REFUSE_SHORT));
  }
}
