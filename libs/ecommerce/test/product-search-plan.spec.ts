import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly nextCursor: string | null;
}
interface Facets {
  readonly matches: number;
  readonly complete: boolean;
  readonly category: readonly { readonly value: string; readonly count: number }[];
}
interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

describe('a search among 20,000 products', () => {
  let shop: Shop;
  let patient: TestClient;

  beforeAll(async () => {
    shop = await openShop({ poolSize: 1 });
    patient = await shop.patient();
    await shop.sql(
      `insert into products (name, price, currency, status, category, dosage_form, manufacturer)
       select 'Medicine' || chr(97 + n % 26) || chr(97 + n / 26 % 26) || chr(97 + n / 676 % 26) || ' ' || n % 7 || '00 mg', n % 100, 'USD', 'active',
              'Shelf ' || n % 50, case when n % 2 = 0 then 'tablet' else 'solution' end, 'Maker ' || n % 500
         from generate_series(1, 20000) n`,
    );
    await shop.sql('vacuum analyze product_search');
    await shop.sql('analyze product_words');
  }, 120_000);
  afterAll(() => shop.host.close());

  /** The indexes that a search read, and how many rows of product_search it read without one. */
  async function readBy(query: string): Promise<{ indexes: string[]; whole: number; items: number }> {
    const ctx = shop.host.contextOf(patient, 'patient');
    const flush = () => shop.host.db.as(ctx).query('select pg_stat_force_next_flush()');
    const facts = async () => {
      await flush();
      const indexes = await shop.sql(
        `select indexrelname as name, idx_scan::int as scans from pg_stat_user_indexes where relname in ('product_search', 'product_words')`,
      );
      const [table] = await shop.sql(
        `select seq_tup_read::int as whole from pg_stat_user_tables where relname = 'product_search'`,
      );
      return { indexes, whole: Number(table?.['whole']) };
    };
    const before = await facts();
    const { body } = await patient.get<Page>(`/api/v1/products?${query}`);
    const after = await facts();
    const scans = new Map(before.indexes.map(({ name, scans: n }) => [name, n]));
    return {
      indexes: after.indexes
        .filter(({ name, scans: n }) => n !== scans.get(name))
        .map(({ name }) => String(name)),
      whole: after.whole - before.whole,
      items: body.items.length,
    };
  }

  it.each([
    ['q=medicineabc', 'product_search_words'],
    ['q=medicneabc', 'product_words_variants'],
    ['q=tablet', 'product_search_status'],
    ['sort=name', 'product_search_status'],
    ['sort=price', 'product_search_price'],
    ['category=Shelf 7', 'product_search_category'],
    ['manufacturer=Maker 7', 'product_search_manufacturer'],
    ['q=medicineabc&category=Shelf 7', 'product_search_words'],
    ['category=None', 'product_search_category'],
  ])('%s reads %s, and no row without an index', async (query, index) => {
    const { indexes, whole } = await readBy(query);
    expect(indexes).toContain(index);
    expect(whole).toBe(0);
  });

  it('finds all of very many, page by page, each once', async () => {
    const seen = new Set<string>();
    let cursor: string | null = null;
    let before = '';
    do {
      const { body }: { body: Page } = await patient.get<Page>(
        `/api/v1/products?q=solution&limit=200${cursor ? `&cursor=${cursor}` : ''}`,
      );
      for (const { id, name } of body.items) {
        expect(name.toLowerCase() >= before).toBe(true);
        before = name.toLowerCase();
        seen.add(id);
      }
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen.size).toBe(10_000);
  }, 60_000);

  it('says when its counts are those of a part', async () => {
    const all = (await patient.get<Facets>('/api/v1/products/facets')).body;
    expect(all).toMatchObject({ matches: 10_000, complete: false });
    const some = (await patient.get<Facets>('/api/v1/products/facets?category=Shelf 7')).body;
    expect(some).toMatchObject({
      matches: 400,
      complete: true,
      category: [{ value: 'Shelf 7', count: 400 }],
    });
  });

  it('plans the search of words by their index, under the rights of its caller', async () => {
    const [row] = await shop.sql(
      `select prosecdef as definer, array_to_string(proconfig, ' ') as settings from pg_proc where proname = 'sort_matches'`,
    );
    expect(row).toMatchObject({ definer: true });
    const client = await shop.host.database.admin.connect();
    try {
      await client.query('begin; set local enable_seqscan = off; set local enable_indexscan = off');
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (format json) select s.product_id from product_search s
          where s.words @@ $$'medicineabc':*$$::tsquery and (s.words @@ $$'medicineabc':*$$::tsquery) is true and s.status = 'active'`,
      );
      const [scan] = rows[0]?.['QUERY PLAN'][0].Plan.Plans ?? [];
      expect(scan).toMatchObject({ 'Node Type': 'Bitmap Index Scan', 'Index Name': 'product_search_words' });
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
