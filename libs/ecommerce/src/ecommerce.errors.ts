import { defineErrors } from '@carenode/module-kit';

export const ecommerceErrors = defineErrors({
  not_allowed: ['forbidden', 'This is not allowed.'],
  cart_empty: ['conflict', 'The cart is empty.'],
  not_for_sale: ['conflict', '{product} is not sold any more.'],
  mixed_currencies: ['unprocessable', 'Products with prices in different currencies are ordered apart.'],
  too_many_units: ['unprocessable', 'One order has at most {most} of {product}.'],
  price_changed: ['conflict', 'The total is {total} {currency} now; look at the prices again.'],
  out_of_stock: ['conflict', '{product} is sold out.'],
  prescription_required: [
    'unprocessable',
    '{product} is sold on prescription, and there is none that covers so many units.',
  ],
  idempotency_key_reused: ['conflict', 'This Idempotency-Key was used for another request.'],
  illegal_transition: ['conflict', 'An order that is {status} does not become {next}.'],
  order_in_review: ['conflict', 'The order waits for a review, or was rejected.'],
  not_in_review: ['conflict', 'This order does not wait for a review.'],
  lot_not_sellable: ['conflict', 'The lot {lot} is held or expired.'],
  wrong_lot: ['conflict', 'A lot of another product cannot be taken for this line.'],
  allocation_made: ['conflict', 'What was allocated is not changed; release it and allocate anew.'],
  prescription_withdrawn: ['conflict', 'The prescription for {product} does not hold any more.'],
  prescription_issued: [
    'conflict',
    'What was prescribed is not changed; stop the prescription and issue another one.',
  ],
  prescription_over: ['conflict', 'The prescription is {status}; issue another one.'],
  hold_released: ['conflict', 'This hold was released before.'],
  unknown_purchase: ['unprocessable', 'There is no such purchase of yours.'],
  stock_negative: ['conflict', 'The lot would have fewer than no units.'],
  recall_holds: ['conflict', 'A recall holds this lot; the decision about the recall releases it.'],
});
