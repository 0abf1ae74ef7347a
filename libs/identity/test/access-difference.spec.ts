import type { MatrixTable } from '@carenode/database';
import type { AccessDifference } from '@carenode/identity-contract';
import { newId } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { rewrite } from './people.js';

describe('rights before they are given', () => {
  let test: TestHost;
  let admin: TestClient;
  let person: TestClient;
  const compare = (who: TestClient, body: object) =>
    who.post<AccessDifference & { code: string }>('/api/v1/access/difference', body);

  beforeAll(async () => {
    test = await startTestHost({ modules: ['echo'] });
    [admin, person] = [await test.signedIn('admin'), await test.signedIn('developer')];
    const patient = await test.signedIn('patient');
    for (const name of ['a', 'b']) {
      await rewrite(test, 'insert into patient_conditions (patient_id, name) values ($1, $2)', [
        patient.id,
        name,
      ]);
      await rewrite(test, 'insert into echo_notes (profile_id, text) values ($1, $2)', [person.id, name]);
    }
    await rewrite(
      test,
      `insert into care_team_members (patient_id, provider_id, status, starts_at) values ($1, $2, 'active', '2026-01-01Z')`,
      [patient.id, person.id],
    );
    await rewrite(
      test,
      `insert into patient_consents (patient_id, purpose, text_version) values ($1, 'care', 1)`,
      [patient.id],
    );
  });

  afterAll(() => test.close());

  it('are compared by user type, with the rows that the person really would see', async () => {
    const { status, body } = await compare(admin, { profileIds: [person.id], userType: 'provider' });
    expect(status).toBe(200);
    const [difference] = body.people;
    expect(difference).toMatchObject({ id: person.id, from: 'developer' });
    expect(difference?.gained).toContainEqual(
      expect.objectContaining({ name: 'select patient_conditions', was: null }),
    );
    expect(difference?.gained.map(({ name }) => name)).toContain('insert measurements value');
    expect(difference?.lost.map(({ table }) => table)).toContain('api_keys');
    expect(difference?.rows).toContainEqual({ table: 'patient_conditions', now: 0, then: 2 });
    const asPatient = await compare(admin, { profileIds: [person.id], userType: 'patient' });
    expect(asPatient.body.people[0]?.rows).toContainEqual({ table: 'echo_notes', now: 0, then: 2 });
    expect(asPatient.body.people[0]?.gained.map(({ name }) => name)).not.toContain('select profiles id');
    expect(asPatient.body.fingerprint).not.toBe(body.fingerprint);
    const again = await compare(admin, { profileIds: [person.id, person.id], userType: 'provider' });
    expect(again.body.fingerprint).toBe(body.fingerprint);
  });

  it('are approved by whoever gives them, and by their fingerprint alone', async () => {
    const path = '/api/v1/user-type-changes';
    const change = { profileId: person.id, userType: 'provider', reason: 'a new job' };
    expect((await admin.post(path, change)).status).toBe(400);
    const other = await compare(admin, { profileIds: [person.id], userType: 'patient' });
    for (const approvedDifference of ['0'.repeat(64), other.body.fingerprint]) {
      const answer = await admin.post<{ code: string }>(path, { ...change, approvedDifference });
      expect([answer.status, answer.body.code]).toEqual([409, 'difference_not_approved']);
    }
    expect((await person.get<{ userType: string }>('/api/v1/profile')).body.userType).toBe('developer');
  });

  it('change nobody, read nobody’s record in the trail’s eyes, and leave the question there', async () => {
    const { rows } = await test.database.admin.query(
      `select (select user_type from profiles where id = $1) as type,
              (select count(*)::int from audit_events where kind = 'read') as reads,
              (select string_agg(distinct why, ', ' order by why) from audit_events
                where kind = 'access-explained' and patient_id = $1 and subject = $2) as asked`,
      [person.id, admin.id],
    );
    expect(rows).toEqual([{ type: 'developer', reads: 0, asked: 'rights as patient, rights as provider' }]);
  });

  it('are for admins in person, and for people there are', async () => {
    const question = { profileIds: [person.id], userType: 'provider' };
    expect((await compare(person, question)).status).toBe(403);
    expect((await compare(test.anonymous(), question)).status).toBe(401);
    const refused = async (body: object) => {
      const answer = await compare(admin, body);
      return [answer.status, answer.body.code];
    };
    expect(await refused({ ...question, profileIds: [newId()] })).toEqual([422, 'unknown_user']);
    expect(await refused({ ...question, profileIds: [] })).toEqual([400, 'validation_failed']);
    expect(await refused({ ...question, profileIds: ['me'] })).toEqual([400, 'validation_failed']);
    expect(await refused({ ...question, profileIds: Array.from({ length: 21 }, newId) })).toEqual([
      400,
      'validation_failed',
    ]);
    expect(await refused({ ...question, userType: 'system' })).toEqual([400, 'validation_failed']);
  });

  it('stand in the matrix, which admins read', async () => {
    const { status, body } = await admin.get<{ tables: MatrixTable[] }>('/api/v1/access/matrix');
    expect(status).toBe(200);
    expect(body.tables.map(({ table }) => table)).toEqual(
      test.modules.flatMap(({ tables }) => tables.map(({ name }) => name)),
    );
    const notes = body.tables.find(({ table }) => table === 'echo_notes');
    expect(notes?.gates).toMatchObject({ moduleActive: 'echo', scopes: { delete: ['echo_notes.d'] } });
    expect(notes?.cells).toContainEqual({
      caller: 'patient',
      verb: 'update',
      allowed: true,
      rows: 'their own rows (profile_id)',
      writes: null,
      columns: ['text'],
    });
    expect((await person.get('/api/v1/access/matrix')).status).toBe(403);
    expect((await test.anonymous().get('/api/v1/access/matrix')).status).toBe(401);
  });

  it('are what PostgreSQL’s policies and grants say, table by table', async () => {
    const { body } = await admin.get<{ tables: MatrixTable[] }>('/api/v1/access/matrix');
    const { rows } = await test.database.admin.query<{ right: string }>(
      `select distinct p.tablename || ' ' || lower(p.cmd) || ' ' || replace(substr(r, 10), '_', '-') as right
         from pg_policies p, unnest(p.roles) r where p.schemaname = 'public' and p.permissive = 'PERMISSIVE'
          and p.tablename = any ($1)`,
      [body.tables.map(({ table }) => table)],
    );
    const said = body.tables.flatMap(({ table, cells }) =>
      cells.filter(({ allowed }) => allowed).map(({ verb, caller }) => `${table} ${verb} ${caller}`),
    );
    expect(said.sort()).toEqual(rows.map(({ right }) => right).sort());
  });
});
