import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { shopNotifications } from './notification.rules.js';

const MIGRATIONS = join(import.meta.dirname, '../../src/migrations');
const ORDER = '018f2b7e-0000-7000-8000-000000000001';

/** The kinds that stand in the SQL of the module between `notify_person(` and what it tells. */
const kindsThatAreSent = [
  ...new Set(
    readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(MIGRATIONS, name), 'utf8'))
      .flatMap((sql) => [...sql.matchAll(/notify_person\(([^;]*?)jsonb_build_object/g)])
      .flatMap(([, told = '']) => [...told.matchAll(/'([a-z-]+)'/g)].map(([, kind = '']) => kind)),
  ),
].sort();

describe('what the shop tells people', () => {
  it('has words for every kind that its functions send, and for nothing else', () => {
    expect(kindsThatAreSent).toContain('order-shipped');
    expect(Object.keys(shopNotifications).sort()).toEqual(kindsThatAreSent);
  });

  it.each(kindsThatAreSent)('is a sentence and a page, not a code: %s', (kind) => {
    const words = shopNotifications[kind]?.({
      orderId: ORDER,
      number: 7,
      product: 'Drillaphen',
      lotCode: 'A1',
    });
    expect(words?.title).toMatch(/^[A-Z].* .*$/);
    expect(words?.title.toLowerCase()).toContain(kind === 'recall' ? 'drillaphen' : 'order 7');
    expect(words?.title).not.toBe(kind);
    expect(words?.text).toMatch(/^[A-Z].*\.$/);
    expect(words?.to).toMatch(kind === 'recall' ? /^\/app\/shop$/ : /^\/app\/shop\/orders\/018f2b7e/);
  });

  it('does with what is missing or is not what it should be', () => {
    expect(shopNotifications['order-paid']?.({ orderId: '../../elsewhere' })).toMatchObject({
      title: 'Your order is paid',
      to: '/app/shop/orders',
    });
    expect(shopNotifications['recall']?.({})).toMatchObject({
      title: 'Something that you bought was recalled',
      isUrgent: false,
    });
  });

  it('says of a recall when it may do serious harm', () => {
    expect(shopNotifications['recall']?.({ product: 'Drillaphen', urgent: true })).toMatchObject({
      text: expect.stringContaining('do not use it any more'),
      isUrgent: true,
    });
  });
});
