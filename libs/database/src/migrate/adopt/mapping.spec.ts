import { describe, expect, it } from '@jest/globals';
import type { ModuleManifest } from '@carenode/module-kit';

import type { LegacyCatalog } from './legacy-catalog.js';
import { matchTables } from './mapping.js';
import type { OurSchema } from './our-schema.js';

const SHOP = [
  {
    name: 'shop',
    adopts: [
      {
        table: 'products',
        from: ['products', 'goods'],
        when: ['id', 'name', 'price', 'stock'],
        key: { column: 'id', ids: 'same' },
        columns: { name: 'l.name' },
        back: { name: 'o.name' },
      },
    ],
  },
] as unknown as ModuleManifest[];

const OURS = {
  tables: [
    {
      name: 'products',
      columns: ['id', 'name'].map((name) => ({ name, type: 'text', generated: false })),
      constraints: [],
      touched: false,
    },
  ],
} as unknown as OurSchema;

/** What is found in a database that has these tables with these columns. */
function matched(tables: Readonly<Record<string, readonly string[]>>) {
  const legacy = {
    tables: Object.entries(tables).map(([name, columns]) => ({
      name,
      kind: 'r',
      columns: columns.map((column) => ({ name: column, type: 'text', generated: false })),
    })),
  } as unknown as LegacyCatalog;
  const [match] = matchTables(SHOP, legacy, OURS);
  return { from: match?.mapping?.from ?? null, alike: match?.alike ?? null };
}

describe('the table that is taken for one of ours', () => {
  it('has the columns asked for, under any of the names', () => {
    expect(matched({ goods: ['id', 'name', 'price', 'stock', 'colour'] })).toEqual({
      from: 'goods',
      alike: null,
    });
    expect(matched({ products: ['id', 'name'], goods: ['id', 'name', 'price', 'stock'] }).from).toBe('goods');
  });

  it('is asked about when half of them are there', () => {
    expect(matched({ products: ['id', 'name', 'colour'] })).toEqual({
      from: null,
      alike: { table: 'products', lacks: ['price', 'stock'] },
    });
  });

  it('is something else when fewer are there, whatever its name', () => {
    expect(matched({ products: ['id', 'title', 'colour'] })).toEqual({ from: null, alike: null });
    expect(matched({ products: ['id'], goods: ['id', 'name', 'price'] }).alike?.table).toBe('goods');
  });
});
