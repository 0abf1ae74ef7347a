import type { Migration, SqlRunner } from '@carenode/module-kit';

import { dropFunctions, makeFunctions, type SqlFunction } from './functions.js';
import { ORDER_WORK } from './order-work.sql.js';
import { ALLOCATE, FILL_PRESCRIPTION, PLACE_ORDER, REFUSE_SHORT, RELEASE_LAPSED } from './place-order.sql.js';

const FUNCTIONS: readonly SqlFunction[] = [
  {
    signature: 'fill_prescription(uuid, uuid, integer)',
    meaning:
      'Takes a fill of a patient’s prescription of a treatment that covers so many units; null when there is none.',
    text: FILL_PRESCRIPTION,
  },
  {
    signature: 'release_lapsed(uuid[], integer)',
    meaning:
      'Cancels orders that were not paid in time, of these products or of all, at most so many. How many.',
    callers: ['system'],
    text: RELEASE_LAPSED,
  },
  {
    signature: 'refuse_short(uuid[], integer[])',
    meaning: 'Refuses an order, saying of which product there is too little.',
    text: REFUSE_SHORT,
  },
  {
    signature: 'choose_lots(uuid[], uuid[], integer[])',
    meaning:
      'Locks lots and says which lines of an order get how many units of which, first to expire first.',
    text: ALLOCATE,
  },
  {
    signature: 'place_order(uuid, jsonb, jsonb, jsonb, text, text, interval, boolean, numeric, text, text)',
    meaning:
      'A patient orders their cart, or these products: prices, prescriptions, lots and the order are one transaction. With a key, once.',
    callers: ['patient'],
    text: PLACE_ORDER,
  },
  ...ORDER_WORK,
];

export class PlaceOrders implements Migration {
  readonly id = '0007-place-orders';
  readonly why = 'An order is placed whole or not at all, and nothing is sold twice.';

  async up(sql: SqlRunner): Promise<void> {
    await makeFunctions(sql, FUNCTIONS);
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropFunctions(sql, FUNCTIONS);
  }
}
