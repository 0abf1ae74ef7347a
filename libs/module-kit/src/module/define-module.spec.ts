import { describe, expect, it } from '@jest/globals';

import { everyRow, mayRead } from '../access/table-policies.js';
import { defineModule, inDependencyOrder } from './define-module.js';
import type { Migration } from './migration.js';

const nest = class {};
const table = (name: string) => ({
  name,
  entity: class {},
  holds: 'public' as const,
  policies: { patient: mayRead(everyRow) },
});
const step = (id: string): new () => Migration =>
  class implements Migration {
    readonly id = id;
    readonly why = 'A test.';
    up = () => Promise.resolve();
    down = () => Promise.resolve();
  };
const module = (name: string, requires: string[] = [], required = false) =>
  defineModule({ name, title: name, requires, required, nest });

describe('defineModule', () => {
  it('freezes the manifest and fills what was left out', () => {
    const manifest = module('shop');
    expect(manifest).toMatchObject({
      name: 'shop',
      requires: [],
      required: false,
      tables: [],
      migrations: [],
      settings: {},
      errors: {},
    });
    expect(Object.isFrozen(manifest) && Object.isFrozen(manifest.tables)).toBe(true);
  });

  it.each(['Shop', 'my_shop', 'shop-', '1shop', ''])('refuses the name "%s"', (name) => {
    expect(() => module(name)).toThrow('not kebab-case');
  });

  it('refuses a table without policies, naming both', () => {
    const tables = [{ ...table('orders'), policies: {} }];
    expect(() => defineModule({ name: 'shop', title: 'Shop', nest, tables })).toThrow(
      'Module shop: table orders has no policies',
    );
  });

  it('refuses a repeated table, a repeated migration id, and migrations out of order', () => {
    const define = (parts: object) => () => defineModule({ name: 'shop', title: 'Shop', nest, ...parts });
    expect(define({ tables: [table('orders'), table('orders')] })).toThrow(
      'table "orders" is declared twice',
    );
    expect(define({ migrations: [step('0001-a'), step('0001-a')] })).toThrow(
      'migration id "0001-a" is declared twice',
    );
    expect(define({ migrations: [step('0002-b'), step('0001-a')] })).toThrow('out of order');
  });
});

describe('inDependencyOrder', () => {
  it('puts required modules first, then what others need, then by name', () => {
    const modules = [
      module('shop', ['oauth']),
      module('ai', []),
      module('oauth'),
      module('records', ['identity'], true),
      module('identity', [], true),
    ];
    expect(inDependencyOrder(modules).map(({ name }) => name)).toEqual([
      'identity',
      'records',
      'ai',
      'oauth',
      'shop',
    ]);
  });

  it('refuses an unknown requirement, a circle and a duplicate, naming the modules', () => {
    expect(() => inDependencyOrder([module('shop', ['oauth'])])).toThrow(
      'Module shop requires "oauth", which is not loaded',
    );
    expect(() => inDependencyOrder([module('a', ['b']), module('b', ['c']), module('c', ['a'])])).toThrow(
      'a → b → c → a',
    );
    expect(() => inDependencyOrder([module('a'), module('a')])).toThrow('"a" is declared twice');
  });
});
