import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { catalogDifference, catalogLines } from '@carenode/database';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { newHome, TestInstance } from './cli-process.js';

/** One reading of a Dexcom Clarity export, which does not tell its time zone. */
const CLARITY = [
  'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,' +
    'Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams),Duration (hh:mm:ss),' +
    'Glucose Rate of Change (mg/dL/min),Transmitter Time (Long Integer),Transmitter ID',
  '1,2024-05-01 08:00:00,EGV,,,,android G6,144,,,,,4240874,HBRPOI',
  '',
].join('\n');
const BUNDLE = join(import.meta.dirname, '../../../libs/patient-data/demo/synthea/murray-hane.json');

describe('carenode, on an instance of its own', () => {
  let instance: TestInstance;
  const rows = async (sql: string, values: unknown[] = []) => (await instance.admin.query(sql, values)).rows;
  const catalog = () => catalogLines({ query: (sql) => rows(sql) });

  beforeAll(async () => {
    instance = await TestInstance.create();
  }, 60_000);

  afterAll(() => instance.remove());

  it('says of a database that was never migrated what to run', async () => {
    const doctor = await instance.run(['doctor', '--json']);
    expect(doctor.code).toBe(1);
    const { healthy, findings } = JSON.parse(doctor.stdout);
    expect(healthy).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'migrations', state: 'fail', remedy: 'Run: carenode migrate up' }),
    );
    const users = await instance.run(['users', 'list']);
    expect(users).toMatchObject({ code: 1, stdout: '' });
    expect(users.stderr).toMatch(
      /^PostgreSQL does not let "carenode_host" in: .*Run: carenode migrate up\n$/,
    );
  }, 30_000);

  it('migrates up, down to nothing, and up again to the same catalog', async () => {
    const { steps: plan } = await instance.json<{
      steps: { module: string; id: string; kind: string; sql: string[] }[];
    }>('migrate', 'plan');
    expect(plan.length).toBeGreaterThan(5);
    const silent = plan.filter(({ kind, sql }) => kind !== 'data' && sql.length === 0).map(({ id }) => id);
    expect(silent).toEqual(['0010-activity-intensity-settle']);

    const up = await instance.json<{ applied: string[] }>('migrate', 'up');
    expect(up.applied).toEqual(plan.map((step) => `${step.module}/${step.id}`));
    const before = await catalog();
    expect(before.filter((line) => line.startsWith('policy ')).length).toBeGreaterThan(50);

    const status = await instance.json<{ steps: { state: string }[]; problems: string[]; drift: string[] }>(
      'migrate',
      'status',
    );
    expect(status.problems).toEqual([]);
    expect(status.drift).toEqual([]);
    expect(new Set(status.steps.map((step) => step.state))).toEqual(new Set(['applied']));
    expect(await instance.json('migrate', 'up')).toEqual({ applied: [] });
    expect(await instance.json('migrate', 'plan')).toEqual({
      steps: [],
      rights: { gained: [], lost: [], unnamed: [], newTables: [] },
    });

    const variables = await rows('select id, code, created_at from variables order by id');
    const refused = await instance.run(['migrate', 'down', '--yes']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/This loses .*variables \(\d+ rows\)/);
    expect(refused.stderr).toContain('Nothing was done: say --drop-data');
    const down = await instance.json<{ reverted: string[]; file: string }>(
      'migrate',
      'down',
      '--yes',
      '--drop-data',
    );
    expect(down.reverted).toEqual(up.applied.toReversed());
    expect(down.file).toMatch(/\/dropped-rows\/\d{8}T\d{6}Z\.rows\.gz$/);
    expect(statSync(down.file).mode & 0o777).toBe(0o600);
    expect(await rows(`select relname from pg_class where relnamespace = 'public'::regnamespace`)).toEqual(
      [],
    );

    await instance.json('migrate', 'up', '--restore', down.file);
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(await rows('select id, code, created_at from variables order by id')).toEqual(variables);
  }, 60_000);

  it('takes nothing down without a yes, and says what would be removed', async () => {
    const { code, stdout, stderr } = await instance.run(['migrate', 'down', '--module', 'patient-data']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/This loses activity_types \(\d+ rows\)\./);
    expect(stderr).toMatch(/Tables that go and have no row: .*patient_food_log/);
    expect(stderr).toContain('Nothing was done: say --drop-data');
    expect((await instance.run(['migrate', 'down', '--to', '0001-x', '--yes'])).code).toBe(2);
    const required = await instance.run(['migrate', 'down', '--module', 'identity', '--yes']);
    expect(required.code).toBe(1);
    expect(required.stderr).toContain('identity is required by');
  }, 30_000);

  it('creates users, with a password that is shown once or comes from stdin', async () => {
    const made = await instance.json<{ id: string; password: string }>(
      'users',
      'create',
      '--type',
      'admin',
      '--email',
      'Ada@Example.org',
    );
    expect(made.password).toMatch(/^[\w-]{20}$/);
    const words = [
      'users',
      'create',
      '--type',
      'developer',
      '--email',
      'dev@example.org',
      '--first-name',
      'Dan',
    ];
    const given = await instance.run([...words, '--password-stdin', '--json'], {
      input: 'a long enough one\n',
    });
    expect(given.code).toBe(0);
    expect(given.stdout).not.toContain('a long enough one');
    const [{ hashed }] = await rows(
      `select count(*)::int as hashed from credentials where password_hash like '$argon2id$%'`,
    );
    expect(hashed).toBe(2);

    const list = await instance.json<{ id: string; email: string; userType: string }[]>('users', 'list');
    expect(list.map(({ email, userType }) => [email, userType])).toEqual([
      ['dev@example.org', 'developer'],
      ['ada@example.org', 'admin'],
    ]);
    expect(list[1]?.id).toBe(made.id);
    const text = await instance.run(['users', 'list', '--type', 'admin']);
    expect(text.stdout).toMatch(/^id +type +email .*\n\S+ +admin +ada@example\.org/);
  }, 60_000);

  it('refuses a user in a sentence that names field and rule, and makes nothing', async () => {
    const taken = await instance.run(['users', 'create', '--type', 'admin', '--email', 'ada@example.org']);
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr.trim().split('\n')).toHaveLength(1);
    const weak = await instance.run(
      ['users', 'create', '--type', 'patient', '--email', 'not an address', '--password-stdin'],
      {
        input: 'short',
      },
    );
    expect(weak.code).toBe(1);
    expect(weak.stderr).toContain('email');
    expect(weak.stderr).not.toMatch(/\bat \S+:\d+/);
    expect((await instance.run(['users', 'create', '--type', 'king', '--email', 'a@example.org'])).code).toBe(
      2,
    );
    expect(await instance.json<unknown[]>('users', 'list')).toHaveLength(2);
  }, 60_000);

  it('gives somebody a new password, and ends their sessions', async () => {
    const [{ id }] = await rows(`select id from profiles where email = 'dev@example.org'`);
    await rows(
      `insert into sessions (profile_id, token_hash, expires_at) values ($1, sha256('token'), now() + interval '1 day')`,
      [id],
    );
    const [before] = await rows('select password_hash from credentials where profile_id = $1', [id]);
    expect(await instance.json('users', 'set-password', 'dev@example.org')).toEqual({
      id,
      password: expect.stringMatching(/^[\w-]{20}$/),
    });
    const [after] = await rows('select password_hash from credentials where profile_id = $1', [id]);
    expect(after).not.toEqual(before);
    expect(await rows('select from sessions')).toEqual([]);
    const nobody = await instance.run(['users', 'set-password', 'nobody@example.org']);
    expect(nobody).toMatchObject({ code: 1, stderr: 'Nobody signs in as nobody@example.org.\n' });
  }, 30_000);

  it('makes, lists and revokes keys; their text is shown once and nowhere kept', async () => {
    const words = [
      'keys',
      'create',
      '--name',
      'nightly',
      '--owner',
      'dev@example.org',
      '--scope',
      'user/measurements.rs',
    ];
    const made = await instance.json<{ id: string; key: string }>(
      ...words,
      '--expires',
      '2099-01-01T00:00:00Z',
    );
    expect(made.key).toMatch(/^cn_/);
    const [{ kept }] = await rows('select key as kept from api_keys');
    expect(kept).not.toContain(made.key);
    const list = await instance.run(['keys', 'list']);
    expect(list.stdout).toContain('valid until 2099-01-01 00:00 UTC');
    expect(list.stdout).not.toContain(made.key);

    expect(await instance.json('keys', 'revoke', made.id)).toEqual({ id: made.id, revoked: true });
    const [key] = await instance.json<{ revokedAt: string | null }[]>('keys', 'list');
    expect(key?.revokedAt).not.toBeNull();
    expect((await instance.run(['keys', 'revoke', 'nightly'])).code).toBe(2);
    expect((await instance.run([...words.slice(0, 5), 'nobody@example.org', ...words.slice(6)])).stderr).toBe(
      'Nobody signs in as nobody@example.org.\n',
    );
  }, 60_000);

  it('switches modules in the name of the only admin, and says for whom they are on', async () => {
    const on = await instance.run([
      'modules',
      'activate',
      'patient-data',
      '--user-types',
      'patient,provider',
      '--percentage',
      '50',
    ]);
    expect(on).toMatchObject({ code: 0, stdout: 'patient-data is on for patient, provider, 50 %.\n' });
    const everybody = await instance.run(['modules', 'activate', 'patient-data', '--everybody']);
    expect(everybody.stdout).toBe('patient-data is on for everybody.\n');
    const list = await instance.run(['modules', 'list']);
    expect(list.stdout).toMatch(/identity +on \(required\)/);
    expect(list.stdout).toMatch(/patient-data +on +everybody/);
    expect((await instance.run(['modules', 'deactivate', 'patient-data'])).stdout).toBe(
      'Off: patient-data. The data stays.\n',
    );
    const required = await instance.run(['modules', 'deactivate', 'identity']);
    expect(required.code).toBe(1);
    expect(required.stderr).toContain('identity');
    expect((await instance.run(['modules', 'activate', 'patient-data', '--percentage', '101'])).code).toBe(2);
    expect(
      (await instance.run(['modules', 'activate', 'patient-data', '--as', 'dev@example.org'])).code,
    ).toBe(2);
    await instance.json('modules', 'activate', 'patient-data');
  }, 90_000);

  it('imports a FHIR bundle of somebody new; the same file again adds nothing', async () => {
    const first = await instance.json<Report>('import', 'fhir', BUNDLE, '--new');
    expect(first.total.stored).toBeGreaterThan(100);
    const { read, stored, duplicate, quarantined, skipped } = first.total;
    expect(read).toBe(stored + duplicate + quarantined + skipped);
    const [{ before }] = await rows(
      'select count(*)::int as before from measurements where patient_id = $1',
      [first.patientId],
    );
    expect(before).toBeGreaterThan(100);

    const again = await instance.json<Report>('import', 'fhir', BUNDLE, '--patient', first.patientId);
    expect(again.total).toMatchObject({ stored: 0, duplicate: stored + duplicate });
    const [{ after }] = await rows('select count(*)::int as after from measurements');
    expect(after).toBe(before);
    const text = await instance.run(['import', BUNDLE, '--patient', first.patientId]);
    expect(text.stdout).toContain(
      `${again.total.read} records read = 0 stored + ${again.total.duplicate} duplicate`,
    );
  }, 60_000);

  it('refuses a file that is missing or no bundle, and says whose records it needs to know', async () => {
    const missing = await instance.run(['import', 'fhir', '/nowhere/patient.json', '--new']);
    expect(missing).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'There is no file /nowhere/patient.json.\n',
    });
    const wrong = await instance.run([
      'import',
      'fhir',
      join(import.meta.dirname, '../package.json'),
      '--new',
      '--json',
    ]);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr.trim()).not.toBe('');
    expect(wrong.stderr).not.toMatch(/\bat \S+:\d+/);
    for (const words of [['fhir', BUNDLE], [BUNDLE], []])
      expect((await instance.run(['import', ...words])).code).toBe(2);
  }, 60_000);

  it('says what a file asks and how to answer, and takes the answer', async () => {
    const [{ id }] = await rows(`select id from profiles where user_type = 'patient' limit 1`);
    const file = join(newHome(), 'readings.csv');
    writeFileSync(file, CLARITY);
    const asked = await instance.run(['import', file, '--patient', String(id)]);
    expect(asked).toMatchObject({ code: 1, stdout: '' });
    expect(asked.stderr).toContain('--time-zone Europe/Berlin');
    const done = await instance.json<Report>(
      'import',
      file,
      '--patient',
      String(id),
      '--time-zone',
      'Asia/Tokyo',
    );
    expect(done.total).toMatchObject({ read: 1, stored: 1 });
    const again = await instance.json<Report>(
      'import',
      file,
      '--patient',
      String(id),
      '--answer',
      'time-zone=Asia/Tokyo',
    );
    expect(again.total).toMatchObject({ read: 1, duplicate: 1 });
    const wrong = await instance.run(['import', file, '--patient', String(id), '--time-zone', 'Nowhere']);
    expect(wrong.stderr).toContain('IANA time zone');
  }, 60_000);

  it('finds nothing wrong with a healthy instance', async () => {
    const { healthy, findings } = await instance.json<{
      healthy: boolean;
      findings: { check: string; state: string }[];
    }>('doctor');
    expect(findings.filter((finding) => finding.state !== 'ok')).toEqual([]);
    expect(healthy).toBe(true);
    expect(findings.map((finding) => finding.check)).toEqual(
      expect.arrayContaining([
        'server',
        'encoding',
        'login of the host',
        'clock',
        'notifications',
        'policies and grants',
        'admin',
      ]),
    );
  }, 30_000);

  it('finds a policy that somebody dropped, names it, and mends it', async () => {
    await instance.admin.query('drop policy patient_select on measurements');
    const doctor = await instance.run(['doctor']);
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toMatch(
      /FAIL +policies and grants: measurements: policy patient_select is missing/,
    );
    expect(doctor.stdout).toContain('carenode migrate up');
    expect((await instance.run(['migrate', 'status'])).code).toBe(1);
    await instance.json('migrate', 'up');
    expect((await instance.run(['doctor'])).code).toBe(0);
  }, 60_000);

  it('finds an edited step, and a login of the host that may do more than it should', async () => {
    await instance.admin.query(
      `update carenode.migrations set checksum = 'edited' where module = 'records' and id like '0001%'`,
    );
    await instance.admin.query('alter role carenode_host createdb');
    const { code, stdout } = await instance.run(['doctor', '--json']);
    expect(code).toBe(1);
    const failed = JSON.parse(stdout).findings.filter(
      (finding: { state: string }) => finding.state === 'fail',
    );
    expect(failed.map((finding: { check: string }) => finding.check)).toEqual([
      'login of the host',
      'migrations in the code',
    ]);
    expect(stdout).toContain('may create databases');
    expect((await instance.run(['migrate', 'up'])).stderr).toContain('was edited after it was applied');
  }, 60_000);
});

interface Report {
  readonly patientId: string;
  readonly total: { read: number; stored: number; duplicate: number; quarantined: number; skipped: number };
}
