import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

const GOOD = `sku,name,price,currency,status,lotCode,lotExpiresOn,lotQuantity
TEA-1,"Tea, green",4.50,EUR,active,T-100,2090-01-31,12
TEA-2,"Tea ""black""",3,EUR,draft,,,
SALT,=Salt,0.99,EUR,active,,,
`;

describe('carenode shop', () => {
  let instance: TestInstance;
  const file = (name: string, text = '') => {
    const path = join(instance.home, name);
    if (text) writeFileSync(path, text);
    return path;
  };

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    await instance.json('users', 'create', '--type', 'admin', '--email', 'ada@example.org');
    await instance.json('modules', 'activate', 'ecommerce');
  }, 120_000);

  afterAll(() => instance.remove());

  it('imports a catalogue with its lots, says what it did, and changes nothing when it comes again', async () => {
    const path = file('good.csv', GOOD);
    const looked = await instance.run(['shop', 'import', path, '--dry-run']);
    expect([looked.code, looked.stderr]).toEqual([0, '']);
    expect(looked.stdout).toContain('Looked at good.csv; nothing was stored. It would be:');
    const stored = () => instance.admin.query('select count(*)::int as n from products');
    expect((await stored()).rows).toEqual([{ n: 0 }]);

    const imported = await instance.run(['shop', 'import', path]);
    expect([imported.code, imported.stderr]).toEqual([0, '']);
    expect(imported.stdout).toContain('Imported good.csv.');
    expect(imported.stdout).toContain('3 lines = 3 created + 0 updated + 0 unchanged + 0 refused');
    expect(imported.stdout).toContain('1 lot received');
    const { rows } = await instance.admin.query(
      'select sku, name, price, inventory_count, batch_lot_info from products order by sku',
    );
    expect(rows).toMatchObject([
      { sku: 'SALT', name: '=Salt', inventory_count: null },
      { sku: 'TEA-1', name: 'Tea, green', inventory_count: 12, batch_lot_info: 'T-100 (expires 2090-01-31)' },
      { sku: 'TEA-2', name: 'Tea "black"' },
    ]);
    expect(await instance.json('shop', 'import', path)).toMatchObject({
      read: 3,
      unchanged: 3,
      lotsReceived: 0,
    });
  }, 60_000);

  it('stores the good lines of a file and tells of each bad one its line, column and rule', async () => {
    const path = file(
      'mixed.csv',
      'sku,name,price,currency\nOK-1,Honey,5,EUR\nBAD-1,Sugar,-1,EUR\nBAD-2,,2,EUR\nBAD-3,Milk,2,EURO\n',
    );
    const { code, stdout } = await instance.run(['shop', 'import', path]);
    expect(code).toBe(0);
    expect(stdout).toContain('4 lines = 1 created + 0 updated + 0 unchanged + 3 refused');
    const refused = stdout.split('\n').filter((line) => line.includes('refused: line'));
    expect(refused).toEqual([
      expect.stringMatching(/refused: line 3, price: /),
      expect.stringMatching(/refused: line 4, name: /),
      expect.stringMatching(/refused: line 5, currency: /),
    ]);
    const { rows } = await instance.admin.query(
      `select sku from products where sku like 'OK-%' or sku like 'BAD-%'`,
    );
    expect(rows).toEqual([{ sku: 'OK-1' }]);
  }, 60_000);

  it('stores nothing of a file that it cannot read, and says why in a sentence', async () => {
    const wrong: readonly (readonly [file: string, words: string])[] = [
      ['/no/such/file.csv', 'There is no file /no/such/file.csv.'],
      [
        file('unknown.csv', 'sku,name,colour\nX-1,Tea,red\n'),
        'Column 3 is none of a product; they are sku, name, ',
      ],
      [file('broken.csv', 'sku,name\nX-1,"Tea\n'), 'It is no CSV'],
    ];
    for (const [path, words] of wrong) {
      const { code, stdout, stderr } = await instance.run(['shop', 'import', path]);
      expect([path, code, stdout, stderr]).toEqual([path, 1, '', expect.stringContaining(words)]);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    const { rows } = await instance.admin.query(`select from products where sku = 'X-1'`);
    expect(rows).toEqual([]);
  }, 60_000);

  it('exports a file that makes the same catalogue elsewhere, and writes over none', async () => {
    const path = file('export.csv');
    const written = await instance.run(['shop', 'export', '--output', path]);
    expect([written.code, written.stderr]).toEqual([0, '']);
    expect(written.stdout).toContain(`Wrote ${path}.`);
    const { stdout } = await instance.run(['shop', 'export']);
    expect(stdout).toBe(readFileSync(path, 'utf8'));
    // No cell that a spreadsheet would run.
    expect(stdout).toContain(`'=Salt`);
    const again = await instance.run(['shop', 'export', '--output', path]);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    expect((await instance.run(['shop', 'export', '--output', '/no/such/folder/x.csv'])).code).toBe(1);
    expect(existsSync('/no/such/folder')).toBe(false);

    const catalogue = () =>
      instance.admin.query('select sku, name, price, currency, status from products order by sku');
    const before = await catalogue();
    expect(await instance.json('shop', 'import', path)).toMatchObject({
      read: before.rows.length,
      unchanged: before.rows.length,
      refused: 0,
    });
    await instance.admin.query('truncate products cascade');
    expect(await instance.json('shop', 'import', path)).toMatchObject({ created: before.rows.length });
    expect((await catalogue()).rows).toEqual(before.rows);
  }, 60_000);

  it('proves lots against the stock book, and fails with a table of those that differ', async () => {
    await instance.admin.query(
      `with p as (insert into products (name, price, currency, status) values ('Oats', 1, 'EUR', 'active') returning id)
       insert into lots (product_id, lot_code, quantity) select id, 'OAT-' || n, 10 from p, generate_series(1, 3) n`,
    );
    const [{ n }] = (await instance.admin.query<{ n: number }>('select count(*)::int as n from lots'))
      .rows as [{ n: number }];
    const fine = await instance.run(['shop', 'check']);
    expect([fine.code, fine.stdout]).toEqual([
      0,
      `Each lot has what the stock book and the orders say.\n${n} lots looked at, 0 differ.\n`,
    ]);
    // Past the triggers, as a restored table or a broken disk would do it.
    await instance.admin.query('alter table lots disable trigger user');
    await instance.admin.query(`update lots set quantity = 7 where lot_code = 'OAT-2'`);
    await instance.admin.query('alter table lots enable trigger user');
    const wrong = await instance.run(['shop', 'check']);
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toMatch(/OAT-2 +Oats +7 +10 +10 +0 /);
    expect(wrong.stdout).not.toContain('OAT-1');
    const { code, stdout } = await instance.run(['shop', 'check', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      {
        checked: n,
        differing: 1,
        differences: [
          expect.objectContaining({ lotCode: 'OAT-2', quantity: 7, expected: 10, moved: 10, allocated: 0 }),
        ],
      },
    ]);
  }, 60_000);
});
