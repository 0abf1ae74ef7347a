import { JobHousekeeping } from '../src/job/job-housekeeping.service.js';
import { startHostProcess, startTestHost, type TestHost } from '@carenode/testing';

import {
  download,
  type ExportBody,
  EXPORTS,
  patientWithRecord,
  type Person,
  type RecordManifest,
  settled,
  sha256,
  unzipped,
} from './exports.js';
import { act, acting, family } from './families.js';
import { signedInPerson, soon } from './people.js';

/** What the export itself writes to while it is under way. */
const MOVING = new Set([
  'audit_events',
  'audit_changes',
  'jobs',
  'data_exports',
  'data_export_parts',
  'sessions',
]);

describe('the export of everything about a patient', () => {
  let test: TestHost;
  let anna: Person;
  let berta: Person;

  beforeAll(async () => {
    test = await startTestHost({ modules: ['patient-data', 'ecommerce', 'chores'] });
    anna = await patientWithRecord(test, 'Annamark');
    berta = await patientWithRecord(test, 'Bertamark', 'murray-hane.json');
  }, 60_000);

  afterAll(() => test.close());

  const ask = async ({ client }: Person) => {
    const { status, body } = await client.post<ExportBody>(EXPORTS);
    expect(status).toBe(201);
    return settled(client, body.id);
  };
  const tablesAboutPeople = async () =>
    (
      await test.database.admin.query<{ name: string; about: string; module: string }>(
        'select name, about, module from carenode.tables where about is not null order by name',
      )
    ).rows;
  const countOf = async (table: string, about: string, person: string) =>
    Number(
      (
        await test.database.admin.query<{ count: string }>(
          `select count(*) from ${table} where ${about} = $1`,
          [person],
        )
      ).rows[0]?.count,
    );

  it('has every row about them in every table, and says what the columns mean', async () => {
    const made = await ask(anna);
    expect(made.status).toBe('ready');
    const files = unzipped((await download(test, anna.cookie, made.id)).bytes);
    const manifest = JSON.parse(files.get('record.json') ?? '') as RecordManifest;
    expect(manifest.person).toBe(anna.id);
    const tables = await tablesAboutPeople();
    expect(tables.length).toBeGreaterThan(20);
    expect(manifest.tables.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name).sort());
    const columnsWithoutMeaning: string[] = [];
    for (const { name, about } of tables) {
      const listed = manifest.tables.find(({ table }) => table === name);
      const text = files.get(listed?.file ?? '') ?? '';
      const rows = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect([name, rows.length]).toEqual([name, listed?.rows]);
      expect(sha256(new TextEncoder().encode(text))).toBe(listed?.sha256);
      for (const row of rows) expect(row[about]).toBe(anna.id);
      for (const row of rows.slice(0, 1))
        expect(Object.keys(row).sort()).toEqual(listed?.columns.map((column) => column.name).sort());
      if (!MOVING.has(name)) expect([name, rows.length]).toEqual([name, await countOf(name, about, anna.id)]);
      if (!listed?.meaning) columnsWithoutMeaning.push(name);
    }
    expect(columnsWithoutMeaning.filter((name) => name !== 'chore_runs')).toEqual([]);
    for (const table of [
      'orders',
      'order_items',
      'lot_allocations',
      'prescriptions',
      'cart_items',
      'payments',
      'refunds',
    ])
      expect([table, manifest.tables.find((listed) => listed.table === table)?.rows]).toEqual([table, 1]);
    const measured = manifest.tables.find(({ table }) => table === 'measurements');
    expect(measured?.rows).toBeGreaterThan(50);
    expect(measured?.columns.find(({ name }) => name === 'value')?.meaning).toBeTruthy();
    expect(files.get('patient-data/patient_food_log.ndjson')).toContain('Annamark\\n\\"quoted\\" – line two');
    expect(files.get('identity/profiles.ndjson')).toContain('AnnamarkFamily');
  });

  it('has nothing of anybody else, and no secret', async () => {
    const made = await ask(anna);
    const text = [...unzipped((await download(test, anna.cookie, made.id)).bytes).values()].join('\n');
    expect(text).toContain('Annamark');
    expect(text).not.toContain('Bertamark');
    expect(text).not.toContain(berta.id);
    const { rows } = await test.database.admin.query<{ secret: string }>(
      `select password_hash as secret from credentials
       union all select encode(token_hash, 'hex') from sessions
       union all select auth_token from patient_data_import_sources where auth_token is not null
       union all select idempotency_key from patient_food_log where idempotency_key is not null
       union all select shipping_address ->> 'sealed' from orders`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const { secret } of rows) expect(text).not.toContain(secret);
    expect(text).not.toContain('$argon2id$');
  });

  it('leaves out every column whose name says that it is a secret', async () => {
    const made = await ask(anna);
    const files = unzipped((await download(test, anna.cookie, made.id)).bytes);
    const { tables } = JSON.parse(files.get('record.json') ?? '') as RecordManifest;
    const suspicious = tables.flatMap(({ table, columns }) =>
      columns
        .filter(({ name }) =>
          /hash|token|secret|sealed|password|fingerprint|(^|_)key$|salt|digest/.test(name),
        )
        .map(({ name }) => `${table}.${name}`),
    );
    expect(suspicious).toEqual([]);
  });

  it('is a file of the size and digest that the headers say, and is noted in the audit trail', async () => {
    const made = await ask(anna);
    const { status, headers, bytes } = await download(test, anna.cookie, made.id);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/zip');
    expect(headers.get('content-length')).toBe(String(made.byteCount));
    expect(bytes.length).toBe(made.byteCount);
    expect(sha256(bytes)).toBe(made.sha256);
    expect(headers.get('repr-digest')).toBe(
      `sha-256=:${Buffer.from(made.sha256 ?? '', 'hex').toString('base64')}:`,
    );
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="carenode-record-\d{4}-\d\d-\d\d\.zip"$/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    const { rows } = await test.database.admin.query(
      `select subject, patient_id, why from audit_events where kind = 'export' and request_id = $1`,
      [made.jobId],
    );
    expect(rows).toEqual([{ subject: anna.id, patient_id: anna.id, why: `export ${made.id}` }]);
  });

  it('has the rows of modules that are switched off', async () => {
    const set = (active: boolean) =>
      test.database.admin.query(
        `update instance_module_activations set is_active = $1 where module_name = 'patient-data'`,
        [active],
      );
    await set(false);
    await soon(async () => (await anna.client.get('/api/v1/patients/me/food-log')).status === 404);
    try {
      const made = await ask(anna);
      const files = unzipped((await download(test, anna.cookie, made.id)).bytes);
      expect(files.get('patient-data/patient_food_log.ndjson')).toContain('Annamark bread');
    } finally {
      await set(true);
    }
  });

  it('is nobody else’s: other patients and other user types are refused', async () => {
    const made = await ask(anna);
    const path = `/api/v1/patients/${anna.id}/exports`;
    for (const userType of ['provider', 'admin', 'research-partner', 'developer'] as const) {
      const other = await test.signedIn(userType);
      for (const answer of [
        await other.get(path),
        await other.post(path),
        await other.get(`${path}/${made.id}/file`),
      ])
        expect(answer.status).toBe(403);
    }
    for (const answer of [
      await berta.client.get(path),
      await berta.client.post(path),
      await berta.client.get(`${path}/${made.id}/file`),
      await berta.client.get(`${EXPORTS}/${made.id}`),
      await berta.client.get(`${EXPORTS}/${made.id}/file`),
    ])
      expect(answer.status).toBe(404);
    const access = test.db.as(test.contextOf(berta.client, 'patient'));
    expect(await access.query('select 1 from data_export_parts where export_id = $1', [made.id])).toEqual([]);
    for (const userType of ['provider', 'admin'] as const) {
      const ctx = test.contextOf(await test.signedIn(userType), userType);
      await expect(test.db.as(ctx).execute('select carenode.export_tables()')).rejects.toMatchObject({
        code: 'not_allowed',
      });
      await expect(
        test.db.as(ctx).execute(`select carenode.open_export('measurements')`),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    }
    const byToken = { ...test.contextOf(anna.client, 'patient'), scopes: ['user/*.cruds'] };
    await expect(
      test.db.as(byToken).execute(`select carenode.open_export('measurements')`),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('is made by who acts for the patient, no longer than they may', async () => {
    const admin = await test.signedIn('admin');
    const { guardian, child, id } = await family(test, admin);
    const asked = await guardian.post<ExportBody>(EXPORTS, undefined, acting(child));
    expect(asked.status).toBe(201);
    const made = await settled(child, asked.body.id);
    expect(made.status).toBe('ready');
    expect((await guardian.get(`${EXPORTS}/${made.id}/file`, acting(child))).status).toBe(200);
    expect((await guardian.get(`${EXPORTS}/${made.id}/file`)).status).toBe(404);
    const { rows } = await test.database.admin.query(
      `select subject, patient_id, actor from audit_events where kind = 'export' and request_id = $1`,
      [made.jobId],
    );
    expect(rows).toEqual([{ subject: guardian.id, patient_id: child.id, actor: `delegate:${guardian.id}` }]);

    const blocker = await test.database.admin.connect();
    try {
      await blocker.query('begin; lock table measurements in access exclusive mode');
      const { body } = await guardian.post<ExportBody>(EXPORTS, undefined, acting(child));
      await soon(
        async () => (await child.get<ExportBody>(`${EXPORTS}/${body.id}`)).body.status === 'running',
      );
      expect((await act(guardian, id, 'end')).status).toBe(200);
      await blocker.query('rollback');
      expect((await settled(child, body.id)).status).toBe('failed');
      const job = await child.get<{ problem: { code: string } }>(`/api/v1/jobs/${body.jobId}`);
      expect(job.body.problem.code).toBe('not_delegated');
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    expect((await guardian.get(`${EXPORTS}/${made.id}/file`, acting(child))).status).toBe(403);
  });

  it('is made once at a time; the same Idempotency-Key answers with the same export', async () => {
    const { client } = await signedInPerson(test);
    const headers = { 'idempotency-key': 'export-one' };
    const blocker = await test.database.admin.connect();
    try {
      await blocker.query('begin; lock table measurements in access exclusive mode');
      const first = await client.post<ExportBody>(EXPORTS, undefined, { headers });
      expect(first.status).toBe(201);
      const again = await client.post<ExportBody>(EXPORTS, undefined, { headers });
      expect([again.status, again.body.id]).toEqual([200, first.body.id]);
      expect((await client.post<ExportBody>(EXPORTS)).body.code).toBe('export_under_way');
      const early = await client.get<ExportBody>(`${EXPORTS}/${first.body.id}/file`);
      expect([early.status, early.body.code]).toEqual([409, 'export_not_ready']);
      await client.post(`/api/v1/jobs/${first.body.jobId}/cancel`);
      const cancelled = await client.get<ExportBody>(`${EXPORTS}/${first.body.id}`);
      expect(cancelled.body.status).toBe('cancelled');
    } finally {
      await blocker.query('rollback');
      blocker.release();
    }
    const { body } = await client.post<ExportBody>(EXPORTS);
    expect((await settled(client, body.id)).status).toBe('ready');
  });

  it('is not ready before its job is over, so that the next one may be asked for at once', async () => {
    const { client } = await signedInPerson(test);
    const [table, job] = [await test.database.admin.connect(), await test.database.admin.connect()];
    const next = () => client.post<ExportBody>(EXPORTS);
    try {
      await table.query('begin; lock table measurements in access exclusive mode');
      const { body } = await next();
      const read = async () => (await client.get<ExportBody>(`${EXPORTS}/${body.id}`)).body;
      await soon(async () => (await read()).status === 'running');
      // The file is finished, and the end of its job cannot be written down.
      await job.query('begin');
      await job.query('select from jobs where id = $1 for update', [body.jobId]);
      await table.query('rollback');
      await soon(async () => (await read()).sha256 !== null);
      expect((await read()).status).toBe('running');
      expect((await next()).body.code).toBe('export_under_way');
      const early = await client.get<ExportBody>(`${EXPORTS}/${body.id}/file`);
      expect([early.status, early.body.code]).toEqual([409, 'export_not_ready']);
      await job.query('rollback');
      expect((await settled(client, body.id)).status).toBe('ready');
      expect((await next()).status).toBe(201);
    } finally {
      for (const held of [table, job]) {
        await held.query('rollback');
        held.release();
      }
    }
  });

  it('is gone when it has expired', async () => {
    const made = await ask(anna);
    await test.database.admin.query(
      `update data_exports set expires_at = now() - interval '1 second' where id = $1`,
      [made.id],
    );
    const answer = await anna.client.get<ExportBody>(`${EXPORTS}/${made.id}/file`);
    expect([answer.status, answer.body.code]).toEqual([410, 'export_expired']);
    expect((await anna.client.get<ExportBody>(`${EXPORTS}/${made.id}`)).body.status).toBe('expired');
    const parts = () =>
      test.database.admin.query('select from data_export_parts where export_id = $1', [made.id]);
    expect((await parts()).rowCount).toBeGreaterThan(0);
    await test.host.get(JobHousekeeping).remove();
    expect((await parts()).rowCount).toBe(0);
    const kept = await ask(anna);
    await test.host.get(JobHousekeeping).remove();
    expect((await download(test, anna.cookie, kept.id)).status).toBe(200);
  });

  it('goes on with the next host when its host is killed in the middle', async () => {
    await test.database.admin.query(
      `insert into measurements (patient_id, variable_id, value, start_at, source, notes)
       select $1, (select id from variables where patient_id is null limit 1), n, timestamptz '2020-01-01Z' + n * interval '1 min',
              'manual', (select string_agg(md5(n || '.' || part), '') from generate_series(1, 6) part)
         from generate_series(1, 40000) n`,
      [berta.id],
    );
    const parts = async () =>
      Number(
        (await test.database.admin.query('select from data_export_parts where patient_id = $1', [berta.id]))
          .rowCount,
      );
    await test.host.close();
    const first = await startHostProcess({
      database: test.database,
      modules: ['patient-data', 'ecommerce', 'chores'],
    });
    const there = berta.client.at(first.url);
    const { body } = await there.post<ExportBody>(EXPORTS);
    await soon(async () => (await parts()) > 0);
    await first.kill();
    const { rows: left } = await test.database.admin.query(`select status from jobs where id = $1`, [
      body.jobId,
    ]);
    expect(left).toEqual([{ status: 'running' }]);
    expect(await parts()).toBeGreaterThan(0);
    await test.database.admin.query(`update jobs set lease_until = now() where status = 'running'`);
    const second = await startHostProcess({
      database: test.database,
      modules: ['patient-data', 'ecommerce', 'chores'],
    });
    try {
      const made = await settled(berta.client.at(second.url), body.id, 30_000);
      expect(made.status).toBe('ready');
      const { bytes } = await download(second, berta.cookie, body.id);
      expect(sha256(bytes)).toBe(made.sha256);
      expect(bytes.length).toBeGreaterThan(2 * 1024 * 1024);
      const files = unzipped(bytes);
      const { tables } = JSON.parse(files.get('record.json') ?? '') as RecordManifest;
      const rows = tables.find(({ table }) => table === 'measurements')?.rows;
      expect(rows).toBe(await countOf('measurements', 'patient_id', berta.id));
      expect(rows).toBeGreaterThan(40_000);
    } finally {
      await second.stop();
    }
  }, 90_000);
});
