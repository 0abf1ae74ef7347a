import type { AccessExplanation, AccessFactor } from '@carenode/identity-contract';
import { newId, requestContext, type UserType } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Explaining, says, startExplaining } from './explaining.js';

describe('an explanation of rights', () => {
  let test: Explaining['test'];
  let admin: TestClient;
  let provider: TestClient;
  let stranger: TestClient;
  let patient: TestClient;
  let developer: TestClient;
  let condition: string;
  let measurement: string;
  let put: Explaining['put'];
  let explain: Explaining['explain'];
  const send = (who: TestClient, body: object) => who.post<AccessExplanation>('/api/v1/access/explain', body);

  beforeAll(async () => {
    ({ test, admin, provider, stranger, patient, developer, condition, measurement, put, explain } =
      await startExplaining());
    await put(
      `insert into care_team_members (patient_id, provider_id, status, starts_at) values ($1, $2, 'active', '2026-01-01Z')`,
      [patient.id, provider.id],
    );
    await put(`insert into patient_consents (patient_id, purpose, text_version) values ($1, 'care', 1)`, [
      patient.id,
    ]);
  });

  afterAll(() => test.close());

  it('tries changes and deletions, and takes them back', async () => {
    const row = { row: condition };
    const before = await test.database.admin.query('select * from patient_conditions where id = $1', [
      condition,
    ]);
    for (const [who, verb, allowed] of [
      [patient, 'update', true],
      [patient, 'delete', true],
      [provider, 'update', false],
      [provider, 'delete', false],
      [developer, 'delete', false],
    ] as const) {
      expect({ verb, allowed: (await explain(who, 'patient_conditions', { ...row, verb })).allowed }).toEqual(
        {
          verb,
          allowed,
        },
      );
    }
    const after = await test.database.admin.query('select * from patient_conditions where id = $1', [
      condition,
    ]);
    expect(after.rows).toEqual(before.rows);
    const changed = await explain(provider, 'patient_conditions', { ...row, verb: 'update' });
    expect(says(changed, 'policy').map((one) => one.replace(/\(.*\)/, '(…)'))).toEqual([
      'no: Policy provider_update (…) is false for this row.',
      'no: Policy provider_update (…) is false as a row to be written.',
      'yes: Policy provider_select (…) is true for this row.',
    ]);
  });

  it('counts what somebody sees of a table, and leaves no trace of a read', async () => {
    const reads = async () =>
      (await test.database.admin.query(`select count(*)::int as n from audit_events where kind = 'read'`))
        .rows;
    const before = await reads();
    const own = await explain(patient, 'patient_conditions');
    expect(own).toMatchObject({ allowed: true, rows: 1, row: null, about: null });
    expect(own.verdict).toContain(': 1 row at this moment.');
    expect(await explain(provider, 'patient_conditions')).toMatchObject({ allowed: true, rows: 1 });
    expect(await explain(developer, 'patient_conditions')).toMatchObject({ allowed: false });
    expect(await reads()).toEqual(before);
  });

  it('takes an e-mail address for the person, and agrees with what the person’s session gets', async () => {
    expect((await explain(`${provider.id.toUpperCase()}@Example.org`, 'patient_conditions')).user.id).toBe(
      provider.id,
    );
    const policies = await test.database.admin.query<{ table: string }>(
      `select distinct tablename as "table" from pg_policies where schemaname = 'public' and policyname like 'provider_select'`,
    );
    const ctx = (userType: UserType, client: TestClient) =>
      requestContext({ subject: client.id, userType, actor: { kind: 'session', id: null } });
    for (const { table } of policies.rows.filter((row) => row.table !== 'sessions')) {
      const [seen] = await test.db
        .as(ctx('provider', provider))
        .transaction((tx) => tx.query<{ n: number }>(`select count(*)::int as n from ${table}`));
      expect({ table, rows: (await explain(provider, table)).rows }).toEqual({ table, rows: seen?.n });
    }
  });

  it('knows what is for people in person', async () => {
    const [session] = (
      await test.database.admin.query<{ id: string }>('select id from sessions where profile_id = $1', [
        patient.id,
      ])
    ).rows;
    const row = session ? { row: session.id } : {};
    expect((await explain(patient, 'sessions', row)).allowed).toBe(true);
    expect((await explain(patient, 'sessions', { ...row, scopes: ['user/*.rs'] })).allowed).toBe(false);
    expect((await explain(stranger, 'sessions', row)).allowed).toBe(false);
  });

  it('gives the reasons that add up to PostgreSQL’s answer, for every table that has rows', async () => {
    const tables = test.modules.flatMap((module) => module.tables.map(({ name }) => name));
    const checked: string[] = [];
    for (const table of tables) {
      const { rows } = await test.database.admin
        .query<{ id: string }>(`select id from ${table} order by id limit 3`)
        .catch(() => ({ rows: [] }));
      for (const { id } of rows) {
        for (const who of [patient, provider, stranger, admin, developer]) {
          const { allowed, factors, verdict } = await explain(who, table, { row: id });
          const holds = (...kinds: AccessFactor['factor'][]) =>
            factors.filter(({ factor }) => kinds.includes(factor)).map((one) => one.holds);
          const reasons =
            holds('account', 'module', 'grant', 'scopes').every(Boolean) && holds('policy').some(Boolean);
          expect({ table, verdict, allowed }).toEqual({ table, verdict, allowed: reasons });
        }
        checked.push(table);
      }
    }
    expect(new Set(checked).size).toBeGreaterThan(8);
  });

  it('stands in the audit trail of whom it is about, without a read', async () => {
    await explain(stranger, 'measurements', { row: measurement });
    const { rows } = await test.database.admin.query(
      `select kind, patient_id, subject, user_type, why from audit_events where kind = 'access-explained' order by seq desc limit 1`,
    );
    expect(rows).toEqual([
      {
        kind: 'access-explained',
        patient_id: patient.id,
        subject: admin.id,
        user_type: 'admin',
        why: `may ${stranger.id} select measurements ${measurement}`,
      },
    ]);
  });

  it('is for admins in person only', async () => {
    const question = { user: patient.id, table: 'patient_conditions', row: condition };
    for (const who of [provider, patient, developer]) expect((await send(who, question)).status).toBe(403);
    expect((await send(test.anonymous(), question)).status).toBe(401);
    const key = await admin.post<{ key: string }>('/api/v1/api-keys', {
      name: 'x',
      scopes: ['user/*.cruds'],
    });
    const byKey = await test.anonymous().post<{ code: string }>('/api/v1/access/explain', question, {
      headers: { authorization: `Bearer ${key.body.key}` },
    });
    expect([byKey.status, byKey.body.code]).toEqual([403, 'session_needed']);
    for (const sql of [
      `select * from carenode.explain_row('patient_conditions', '${condition}', 'select')`,
      `select * from carenode.explain_about('patient_conditions', '${condition}')`,
      `select * from carenode.explain_powers('${patient.id}')`,
      `select * from carenode.explain_relations('${patient.id}', 'measurements')`,
    ]) {
      for (const [type, client] of [
        ['admin', admin],
        ['provider', stranger],
      ] as const) {
        await expect(test.db.as(test.contextOf(client, type)).execute(sql)).rejects.toMatchObject({
          code: 'not_allowed',
        });
      }
    }
  });

  it('refuses what it does not know, naming it', async () => {
    const ask = async (body: object) => {
      const { status, body: answer } = await admin.post<{ code: string }>('/api/v1/access/explain', body);
      return [status, answer.code];
    };
    const user = patient.id;
    expect(await ask({ user: 'nobody@example.org', table: 'profiles' })).toEqual([422, 'unknown_user']);
    expect(await ask({ user: newId(), table: 'profiles' })).toEqual([422, 'unknown_user']);
    expect(await ask({ user, table: 'pg_authid' })).toEqual([422, 'unknown_table']);
    expect(await ask({ user, table: `profiles"; drop table profiles` })).toEqual([422, 'unknown_table']);
    expect(await ask({ user, table: 'profiles', row: newId() })).toEqual([404, 'row_unknown']);
    expect(await ask({ user, table: 'instance_settings', row: 'x' })).toEqual([400, 'validation_failed']);
    expect(await ask({ user, table: 'profiles', verb: 'truncate' })).toEqual([400, 'validation_failed']);
    expect(await ask({ user, table: 'audit_events', row: newId() })).toEqual([422, 'row_without_id']);
    expect(await ask({ table: 'profiles' })).toEqual([400, 'validation_failed']);
  });
});
