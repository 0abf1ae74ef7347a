import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

interface Cell {
  readonly caller: string;
  readonly verb: string;
  readonly allowed: boolean;
}

describe('carenode access', () => {
  let instance: TestInstance;
  let patient: string;
  const rows = async (sql: string, values: unknown[] = []) => (await instance.admin.query(sql, values)).rows;
  const create = (type: string, email: string) =>
    instance.json<{ id: string }>('users', 'create', '--type', type, '--email', email);

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    await create('admin', 'ada@example.org');
    patient = (await create('patient', 'pat@example.org')).id;
    await create('provider', 'bob@example.org');
    await instance.admin.query(`insert into patient_conditions (patient_id, name) values ($1, 'Secret')`, [
      patient,
    ]);
  }, 60_000);

  afterAll(() => instance.remove());

  it('prints the matrix, of one table or one caller', async () => {
    const one = await instance.run([
      'access',
      'matrix',
      '--table',
      'patient_conditions',
      '--user-type',
      'patient',
    ]);
    expect(one.code).toBe(0);
    expect(one.stdout).toMatch(
      /^patient_conditions \(records; holds clinical data, about the person in patient_id\)/,
    );
    expect(one.stdout).toMatch(/patient +select +their own rows \(patient_id\) +all/);
    expect(one.stdout).not.toContain('provider');
    const all = await instance.json<{ tables: { table: string; cells: Cell[] }[] }>('access', 'matrix');
    expect(all.tables.length).toBeGreaterThan(20);
    expect(all.tables.every(({ cells }) => cells.length === 28)).toBe(true);
    const wrong = await instance.run(['access', 'matrix', '--table', 'pg_authid']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('There is no table "pg_authid"; there are profiles,');
  }, 30_000);

  it('explains in plain words, without what is in the row', async () => {
    const [row] = await rows('select id from patient_conditions');
    const words = ['access', 'explain', '--table', 'patient_conditions', '--row', row.id];
    const own = await instance.run([...words, '--user', 'pat@example.org']);
    expect(own).toMatchObject({ code: 0 });
    expect(own.stdout).toMatch(/^The patient pat@example\.org may read this row of patient_conditions\.\n/);
    expect(own.stdout).toMatch(/\nyes +policy +Policy patient_select/);
    const other = await instance.json<{ allowed: boolean; about: string; factors: object[] }>(
      ...words,
      '--user',
      'bob@example.org',
    );
    expect(other).toMatchObject({ allowed: false, about: patient });
    expect(other.factors).toContainEqual({
      factor: 'care-team',
      holds: false,
      says: 'They are not in this person’s care team.',
    });
    const token = await instance.run([...words, '--user', patient, '--scopes', 'user/measurements.rs']);
    expect(token.stdout).toMatch(/\nno +scopes +The scopes of the token do not cover/);
    expect(`${own.stdout}${JSON.stringify(other)}${token.stdout}`).not.toContain('Secret');
    const noted = await rows(
      `select patient_id, actor from audit_events where kind = 'access-explained' and patient_id = $1`,
      [patient],
    );
    expect(noted).toHaveLength(3);
    expect(noted[0].actor).toMatch(/^cli:/);
  }, 30_000);

  it('refuses what it does not know in a sentence', async () => {
    const explain = (...more: string[]) => instance.run(['access', 'explain', ...more]);
    const nobody = await explain('--user', 'nobody@example.org', '--table', 'profiles');
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toContain('There is no such person');
    const table = await explain('--user', patient, '--table', 'nothing');
    expect([table.code, table.stderr]).toEqual([
      1,
      'There is no table "nothing" in the modules of this host.\n',
    ]);
    expect((await explain('--user', patient, '--table', 'profiles', '--verb', 'truncate')).code).toBe(2);
    expect((await explain('--user', patient)).code).toBe(2);
    expect((await instance.run(['access', 'diff', '--user', patient])).code).toBe(2);
    expect((await instance.run(['access', 'diff', '--to', 'provider'])).code).toBe(2);
    const unknown = await instance.run([
      'access',
      'diff',
      '--user',
      'nobody@example.org',
      '--to',
      'provider',
    ]);
    expect([unknown.code, unknown.stderr]).toEqual([2, 'Nobody signs in as nobody@example.org.\n']);
  }, 60_000);

  it('shows what people gain and lose with another user type', async () => {
    const words = [
      'access',
      'diff',
      '--user',
      'pat@example.org',
      '--user',
      'bob@example.org',
      '--to',
      'developer',
    ];
    const text = await instance.run(words);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain('pat@example.org, patient, as developer:');
    expect(text.stdout).toContain('    select patient_conditions: their own rows (patient_id)');
    expect(text.stdout).toContain('patient_conditions: 1 now, 0 then');
    const data = await instance.json<{ people: { email: string }[]; fingerprint: string }>(...words);
    expect(data.people.map(({ email }) => email)).toEqual(['pat@example.org', 'bob@example.org']);
    expect(text.stdout).toContain(`Fingerprint of this difference: ${data.fingerprint}`);
    expect(await rows('select distinct user_type from profiles order by 1')).toHaveLength(3);
  }, 30_000);

  it('shows what "migrate up" would change, which refuses gains that nobody approved', async () => {
    expect((await instance.run(['access', 'diff'])).stdout).toBe(
      '"migrate up" would change nothing about who may do what.\n',
    );
    // As a version had declared that let patients read but not write their conditions.
    await instance.admin.query(
      `update carenode.declared_rights
          set rights = jsonb_set(rights, '{grants}', (rights -> 'grants') - 'carenode_patient delete')
        where table_name = 'patient_conditions'`,
    );
    const name = 'patient delete patient_conditions';
    const diff = await instance.run(['access', 'diff']);
    expect(diff.stdout).toContain(`Gained:\n  ${name}: their own rows (patient_id)`);
    expect(diff.stdout).toContain('"migrate up" refuses, until they are approved:');
    const refused = await instance.run(['migrate', 'up']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`--approve-gain "${name}"`);
    const wrong = await instance.run(['migrate', 'up', '--approve-gain', 'patient everything']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('"patient everything" names no right');
    expect((await instance.run(['migrate', 'up', '--approve-gain', 'admin delete profiles'])).code).toBe(1);
    expect(await instance.run(['migrate', 'up', '--approve-gain', name])).toMatchObject({ code: 0 });
    expect(await instance.run(['migrate', 'up'])).toMatchObject({ code: 0 });
  }, 60_000);
});
