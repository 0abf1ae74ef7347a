import type { CartLine } from './cart.queries.js';

const PROBLEMS: Readonly<Record<NonNullable<CartLine['problem']>, string>> = {
  'not-for-sale': 'This is not sold any more. Take it out to order the rest.',
  'out-of-stock': 'There are fewer in stock. Choose a smaller number, or take it out.',
  'too-many': 'This is more than one order may have. Choose a smaller number.',
};

/** Why a line of the cart cannot be ordered so; null when it can. */
export const problemText = ({ problem }: Pick<CartLine, 'problem'>): string | null =>
  problem === null ? null : PROBLEMS[problem];

/** Why the cart as a whole cannot be ordered now; null when it can. */
export function obstacleOf(cart: {
  readonly items: readonly Pick<CartLine, 'problem'>[];
  readonly total: number | null;
}): string | null {
  if (cart.items.some(({ problem }) => problem !== null))
    return 'Something in the cart cannot be ordered as it is.';
  if (cart.total === null)
    return 'What is in the cart has prices in different currencies. Order what has one currency first.';
  return null;
}
