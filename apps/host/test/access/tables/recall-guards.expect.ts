import { rowOf } from '../people.js';
import type { Guarded } from './guards.expect.js';

const sold = rowOf('products', 'sold');
const free = rowOf('lots', 'free');
const heldBy = (lot: string) =>
  `keys: select kind from lot_holds where lot_id = ${lot} and kind = 'possible-recall' and recall_match_id is not null`;
const told = (code: string) =>
  `insert into recall_lots (recall_id, lot_key, lot_code, confidence, found)
   values (${rowOf('recalls', 'listed')}, '${code}', '${code}', 0.97, 'labelled')`;

/** A lot that a recall may mean does not come in unseen, whoever writes it. */
export const RECALL_GUARDS: readonly Guarded[] = [
  {
    table: 'lots',
    trigger: 'match_added',
    what: 'a lot that a recall may mean is held when it comes in',
    before: `${told('ZQ77X8KA')};
             insert into lots (id, product_id, lot_code, quantity) values (${rowOf('lots', 'recalled')}, ${sold}, 'ZQ-77-X8KA', 5)`,
    sql: heldBy(rowOf('lots', 'recalled')),
    answer: 'possible-recall',
  },
  {
    table: 'lots',
    trigger: 'match_changed',
    what: 'a lot whose code is corrected is compared anew',
    before: `${told('ZQ77X8KA')};
             delete from recall_notices where lot_id = ${free};
             delete from recall_matches where lot_id = ${free};
             update lots set lot_code = 'ZQ-77-X8KA' where id = ${free}`,
    sql: heldBy(free),
    answer: 'possible-recall',
  },
  {
    table: 'products',
    trigger: 'match_changed',
    what: 'a product that gets other codes is compared anew in the background',
    before: `update products set ndc = '1234-5678' where id = ${sold}`,
    sql: `keys: select user_type from jobs where kind = 'match-recalls' and input ->> 'productId' = ${sold}::text`,
    answer: 'system',
  },
];
