import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

const FIXTURES = join(import.meta.dirname, '../../../libs/ecommerce/test/fixtures/recalls');

describe('carenode recalls', () => {
  let instance: TestInstance;

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    await instance.json('users', 'create', '--type', 'admin', '--email', 'ada@example.org');
    await instance.json('modules', 'activate', 'ecommerce');
  }, 120_000);

  afterAll(() => instance.remove());

  it('imports reports, says what it did and which lots it held, and lists what is to be decided first', async () => {
    await instance.admin.query(
      `with p as (insert into products (name, price, currency, status, ndc) values ('Amphetamine', 10, 'USD', 'active', '0555-0971-02') returning id)
       insert into lots (product_id, lot_code, quantity) select id, '42614718', 5 from p`,
    );
    const imported = await instance.run([
      'recalls',
      'import',
      join(FIXTURES, 'openfda-drug-enforcement-a.json'),
    ]);
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.stdout).toContain('250 read = 250 created + 0 updated + 0 unchanged + 0 refused');
    expect(imported.stdout).toContain('1 times a lot of the shop may be meant; these lots are held.');
    expect(
      await instance.json('recalls', 'import', join(FIXTURES, 'openfda-drug-enforcement-a.json')),
    ).toMatchObject({
      read: 250,
      unchanged: 250,
      possibleMatches: 0,
    });
    const listed = await instance.json<{ recallNumber: string; possible: number }[]>(
      'recalls',
      'list',
      '--limit',
      '3',
    );
    expect(listed).toHaveLength(3);
    expect(listed[0]).toMatchObject({ recallNumber: 'D-1285-2020', possible: 1 });
    const { rows } = await instance.admin.query('select kind from lot_holds');
    expect(rows).toEqual([{ kind: 'possible-recall' }]);
  }, 60_000);

  it('says in a sentence what is wrong with a file', async () => {
    const missing = await instance.run(['recalls', 'import', '/no/such/file.json']);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('There is no file /no/such/file.json.'),
    ]);
    const wrong = await instance.run(['recalls', 'import', join(FIXTURES, 'NOTICE.md')]);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('The file is no JSON: byte 1')]);
    expect((await instance.run(['recalls', 'list', '--limit', '0'])).code).toBe(2);
  }, 60_000);
});
