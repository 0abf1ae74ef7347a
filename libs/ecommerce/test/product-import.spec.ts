import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProductCatalogue, type ProductImportReport } from '@carenode/ecommerce-contract';
import { systemContext } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

interface Job {
  readonly status: string;
  readonly result: ProductImportReport | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
}

const HEADER = 'sku,name,price,status';
const NO_PRODUCT = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0, lotsReceived: 0 };

describe('a CSV file of products', () => {
  let shop: Shop;
  let admin: TestClient;
  const folder = mkdtempSync(join(tmpdir(), 'carenode-products-'));

  beforeAll(async () => {
    shop = await openShop();
    admin = await shop.host.signedIn('admin');
  }, 60_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await shop.host.close();
  });

  async function send(content: string | Uint8Array, query = ''): Promise<Job> {
    const { status, headers, body } = await admin.post<{ jobId: string }>(
      `/api/v1/products/import${query}`,
      undefined,
      { raw: { content, type: 'text/csv' } },
    );
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/api/v1/jobs/${body.jobId}`);
    for (;;) {
      const job = (await admin.get<Job>(`/api/v1/jobs/${body.jobId}`)).body;
      if (!['queued', 'running'].includes(job.status)) return job;
      await pause(50);
    }
  }
  const report = async (content: string, query = '') => {
    const { result, problem } = await send(content, query);
    if (!result) throw new Error(JSON.stringify(problem));
    return result;
  };
  const exported = async () => (await admin.get('/api/v1/products/export')).text;
  const catalogue = () =>
    shop.sql(
      `select p.*, s.words::text as words from products p join product_search s on s.product_id = p.id order by p.sku`,
    );

  it('adds products and lots, and changes nothing when it comes again', async () => {
    await shop.sql(
      `insert into treatments (name, code_system, code) values ('Metformin', 'urn:atc', 'A10BA02')`,
    );
    const file = [
      'sku,name,description,price,currency,isPrescriptionRequired,status,category,imageUrls,treatmentCode,maxPerOrder,lotCode,lotExpiresOn,lotQuantity,lotSupplier',
      'M-500,"Metformin, 500 mg","He said ""daily""",4.50,EUR,true,active,Medicines,https://x.example/a.png https://x.example/b.png,A10BA02,3,LOT1,2099-01-31,20,Wholesale',
      'M-500,"Metformin, 500 mg","He said ""daily""",4.50,EUR,true,active,Medicines,https://x.example/a.png https://x.example/b.png,A10BA02,3,LOT2,2099-02-28,5,Wholesale',
      'T-1,Thermometer,,,,no,,Devices,,,,,,,',
    ].join('\r\n');
    expect(await report(file)).toEqual({
      ...NO_PRODUCT,
      read: 3,
      created: 2,
      unchanged: 1,
      lotsReceived: 2,
      dryRun: false,
      refusals: [],
    });
    const rows = await catalogue();
    expect(rows).toMatchObject([
      {
        sku: 'M-500',
        name: 'Metformin, 500 mg',
        description: 'He said "daily"',
        price: '4.5',
        currency: 'EUR',
        status: 'active',
        is_prescription_required: true,
        inventory_count: 25,
        image_urls: ['https://x.example/a.png', 'https://x.example/b.png'],
        max_per_order: 3,
      },
      { sku: 'T-1', name: 'Thermometer', price: null, currency: 'USD', status: 'draft' },
    ]);
    expect(await report(file)).toMatchObject({
      read: 3,
      created: 0,
      updated: 0,
      unchanged: 3,
      lotsReceived: 0,
    });
    expect(await catalogue()).toEqual(rows);
  });

  it('changes what it has columns for, and leaves the rest', async () => {
    expect(await report('SKU;Name;Price\nM-500;Metformin forte;5,00\nT-1;Thermometer;7.50')).toMatchObject({
      read: 2,
      updated: 1,
      refused: 1,
      refusals: [{ line: 2, column: 'price', rule: 'isNumber' }],
    });
    expect((await catalogue())[1]).toMatchObject({
      sku: 'T-1',
      price: '7.5',
      category: 'Devices',
      version: 2,
    });
  });

  it('is only looked at in a dry run, which tells the same', async () => {
    const before = await catalogue();
    const file = `${HEADER}\nN-1,New,3,active\nN-1,New,3,active\nT-1,Thermometer,8,draft\nN-2,,1,draft`;
    const told = await report(file, '?dryRun=true');
    expect(told).toMatchObject({ read: 4, created: 1, unchanged: 1, updated: 1, refused: 1, dryRun: true });
    expect(await catalogue()).toEqual(before);
    expect(await report(file)).toEqual({ ...told, dryRun: false });
  });

  it.each([
    ['no sku', ',Name,1,draft', 'sku'],
    ['a price with too many decimals', 'X,Name,1.001,draft', 'price'],
    ['a price below nothing', 'X,Name,-1,draft', 'price'],
    ['a status that is none', 'X,Name,1,sold', 'status'],
    ['an active product without a price', 'X,Name,,active', 'price'],
    ['a name that is too long', `X,${'n'.repeat(501)},1,draft`, 'name'],
    ['a NUL', 'X,a\0b,1,draft', 'name'],
    ['too few cells', 'X,Name', ''],
    ['too many cells', 'X,Name,1,draft,more', ''],
  ])('refuses a line with %s, and takes the others', async (_, line, column) => {
    const before = (await catalogue()).length;
    const told = await report(`${HEADER}\n${line}\nT-1,Thermometer,8,draft`);
    expect(told).toMatchObject({ read: 2, unchanged: 1, refused: 1, refusals: [{ line: 2, column }] });
    expect(await catalogue()).toHaveLength(before);
  });

  it.each([
    ['sku,name,isPrescriptionRequired', 'X,Name,perhaps', 'isPrescriptionRequired'],
    ['sku,name,imageUrls', 'X,Name,javascript:alert(1)', 'imageUrls'],
    ['sku,name,imageUrls', 'X,Name,https://user:secret@x.example/a.png', 'imageUrls'],
    ['sku,name,currency,price', 'X,Name,ABC,1', 'currency'],
    ['sku,name,currency,price', 'X,Name,JPY,1.5', 'price'],
    ['sku,name,ndc', 'X,Name,12', 'ndc'],
    ['sku,name,gtin', 'X,Name,123', 'gtin'],
    ['sku,name,treatmentName', 'X,Name,No such thing', 'treatmentName'],
    ['sku,name,lotCode,lotQuantity', 'X,Name,,5', 'lotCode'],
    ['sku,name,lotCode,lotQuantity', 'X,Name,--,5', 'lotCode'],
    ['sku,name,lotCode,lotQuantity', 'X,Name,\u0410B123,5', 'lotCode'],
    ['sku,name,lotCode,lotQuantity', 'X,Name,AB\uff11\uff12,5', 'lotCode'],
    ['sku,name,lotCode,lotQuantity', 'X,Name,L,-5', 'lotQuantity'],
    ['sku,name,lotCode,lotQuantity,lotExpiresOn', 'X,Name,L,5,2027-02-30', 'lotExpiresOn'],
  ])('refuses, of %s, the line %s', async (header, line, column) => {
    expect(await report(`${header}\n${line}`)).toMatchObject({ read: 1, refused: 1, refusals: [{ column }] });
  });

  it('refuses a second line that says something else of the same product', async () => {
    expect(await report(`${HEADER}\nD-1,One,1,draft\nD-1,Two,1,draft`)).toMatchObject({
      created: 1,
      refused: 1,
      refusals: [{ line: 3, column: 'sku', rule: 'unique' }],
    });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['an unknown column', 'sku,name,inventoryCount\nX,Name,5', /Column 3 is none of a product/],
    ['a column twice', 'sku,name,name\nX,Name,Name', /the column name twice/],
    ['no sku column', 'name\nName', /no column sku/],
    ['a quote that never closes', `${HEADER}\nGOOD,Good,1,draft\nX,"Name,1,draft\n`, /no CSV/],
    ['another encoding', Buffer.from(`${HEADER}\nX,Caf\xe9,1,draft`, 'latin1'), /not in UTF-8/],
    ['no lines at all', '\n', /empty/],
  ])('stores nothing of a file with %s', async (_, content, message) => {
    const before = await catalogue();
    const job = await send(content);
    expect(job).toMatchObject({ status: 'failed', problem: { code: 'product_file_broken' } });
    expect(job.problem?.message).toMatch(message);
    expect(await catalogue()).toEqual(before);
  });

  it('is exported so that it imports to the same, and no spreadsheet runs what is in it', async () => {
    const names = [
      '=1+1',
      '+49',
      '-5',
      '@SUM(A1)',
      '\ttab',
      "'=quoted",
      "''=twice",
      "'plain",
      'a,"b"\nc',
      'x;=1+1',
      'a";\r\n"＝1',
      'first,\t-5',
      ' space ',
    ];
    for (const [n, name] of names.entries())
      await shop.sql(`insert into products (name, sku, description, currency) values ($1, $2, $1, 'USD')`, [
        name,
        `=E-${n}`,
      ]);
    const before = await catalogue();
    const file = await exported();
    for (const cell of file.split(/[,;\t\r\n]/))
      expect(cell.replace(/^["\s]+/, '')).not.toMatch(/^[=+\-@＝]/);
    expect(file).toContain(`"'=E-0","'=1+1"`);
    expect(await report(file)).toMatchObject({
      refused: 0,
      created: 0,
      updated: 0,
      unchanged: before.length,
    });
    await shop.sql(`delete from lots; delete from stock_movements`).catch(() => undefined);
    await shop.sql(`delete from products where sku like '=E-%'`);
    expect(await report(file)).toMatchObject({ refused: 0, created: names.length });
    const facts = ({ sku, name, description, status }: Record<string, unknown>) => ({
      sku,
      name,
      description,
      status,
    });
    expect((await catalogue()).map(facts)).toEqual(before.map(facts));
    expect(await exported()).toBe(file);
  });

  it('is imported and exported by admins alone', async () => {
    for (const type of ['provider', 'patient', 'research-partner', 'developer'] as const) {
      const other = await shop.host.signedIn(type);
      const raw = { content: `${HEADER}\nX,Name,1,draft`, type: 'text/csv' };
      expect((await other.post('/api/v1/products/import', undefined, { raw })).status).toBe(403);
      expect((await other.get('/api/v1/products/export')).status).toBe(403);
    }
    expect((await admin.post('/api/v1/products/import', { not: 'a file' })).status).toBe(400);
  });

  it('may be long: 20,000 lines, told of while they are stored, again without a change', async () => {
    const path = join(folder, 'long.csv');
    const lines = Array.from({ length: 20_000 }, (_, n) => `LONG-${n},Product ${n},${n % 100},active`);
    writeFileSync(path, [HEADER, ...lines].join('\n'));
    const service = shop.host.host.get(ProductCatalogue);
    const ctx = systemContext('a test of an import');
    const told: number[] = [];
    const first = await service.importFile(ctx, path, { onProgress: (done) => told.push(done) });
    expect(first).toMatchObject({ read: 20_000, created: 20_000, refused: 0 });
    expect(told).toHaveLength(40);
    expect(await service.importFile(ctx, path)).toMatchObject({ read: 20_000, unchanged: 20_000 });
  }, 60_000);

  it('stops when it is told to, and goes on from there the next time', async () => {
    const path = join(folder, 'stopped.csv');
    const lines = Array.from({ length: 2000 }, (_, n) => `STOP-${n},Product ${n},1,draft`);
    writeFileSync(path, [HEADER, ...lines].join('\n'));
    const service = shop.host.host.get(ProductCatalogue);
    const ctx = systemContext('a test of an import');
    const stop = new AbortController();
    await expect(
      service.importFile(ctx, path, { signal: stop.signal, onProgress: () => stop.abort(new Error('stop')) }),
    ).rejects.toThrow('stop');
    expect(await service.importFile(ctx, path)).toMatchObject({ created: 1500, unchanged: 500 });
  });
});
