import { AppError, isId } from '@carenode/module-kit';

const ORDER_VALUE = /^[0-9T :+.-]{1,40}$/;

/** Where the next page begins: the last row's order value (PostgreSQL's text) and id. Opaque to the caller. */
export function writeCursor(order: string, id: string): string {
  return Buffer.from(`${order} ${id}`).toString('base64url');
}

/** Throws `invalid_cursor` for anything that `writeCursor` did not write. */
export function readCursor(cursor: string): readonly [order: string, id: string] {
  const text = Buffer.from(cursor, 'base64url').toString();
  const cut = text.lastIndexOf(' ');
  const [order, id] = [text.slice(0, cut), text.slice(cut + 1)];
  if (
    cut < 1 ||
    !isId(id) ||
    !ORDER_VALUE.test(order) ||
    Number.isNaN(Date.parse(order.replace(/\+00$/, 'Z')))
  ) {
    throw new AppError('invalid_cursor', 'invalid', 'cursor is the nextCursor of a page before.', {
      errors: [{ field: 'cursor', rule: 'cursor', message: 'cursor is the nextCursor of a page before.' }],
    });
  }
  return [order, id];
}
