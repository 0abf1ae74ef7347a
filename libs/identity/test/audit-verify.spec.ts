import type { AuditReport } from '@carenode/identity-contract';
import { Sealer } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { AuditVerification } from '../src/audit/audit-verification.service.js';
import { asSuperuser, context, sealAll, verify } from './audit-trail.js';

const TRAIL = ['audit_events', 'audit_changes', 'audit_seals'];

describe('verifying the audit trail', () => {
  let test: TestHost;
  let patient: TestClient;
  const rows = async (sql: string, values: unknown[] = []) =>
    (await test.database.admin.query<Record<string, string>>(sql, values)).rows;
  const tamper = (...statements: string[]) =>
    asSuperuser(test.database, async (client) => {
      for (const sql of statements) await client.query(sql);
    });
  const codes = ({ findings }: AuditReport) => [...new Set(findings.map(({ code }) => code))].sort();
  const rename = async (name: string) =>
    expect((await patient.patch('/api/v1/profile', { firstName: name })).status).toBe(200);
  /** The number of the event that told of the patient's last change but one. */
  const victim = async () =>
    (
      await rows(
        `select seq::text from audit_events where kind = 'update' and table_name = 'profiles' order by seq desc offset 1 limit 1`,
      )
    )[0]?.['seq'] as string;

  beforeAll(async () => {
    test = await startTestHost();
    patient = await test.signedIn('patient');
    for (const name of ['Ada', 'Grace', 'Edith']) {
      await rename(name);
      expect(await sealAll(test)).toMatchObject({ ok: true, findings: [] });
    }
    for (const table of TRAIL) await rows(`create table carenode.kept_${table} as select * from ${table}`);
  });

  afterEach(() =>
    tamper(
      ...TRAIL.map((table) => `delete from ${table}`),
      ...TRAIL.map((table) => `insert into ${table} select * from carenode.kept_${table}`),
    ),
  );

  afterAll(() => test.close());

  it('finds nothing where nothing was changed, and names the head', async () => {
    const report = await verify(test);
    expect(report).toMatchObject({ ok: true, more: false, notYetSealed: 0 });
    expect(report.seals).toBeGreaterThanOrEqual(3);
    expect(await rows('select count(*)::int as n from audit_events')).toEqual([{ n: report.events }]);
    expect(await rows('select count(*)::int as n from audit_changes')).toEqual([{ n: report.changes }]);
    expect(
      await rows('select number::text, mac from audit_seals order by audit_seals.number desc limit 1'),
    ).toEqual([report.head]);
    expect(await verify(test, report.head ?? undefined)).toMatchObject({ ok: true });
  });

  it.each([
    ['what it says', `why = 'because'`],
    ['who acted', 'subject = gen_random_uuid()'],
    ['whom it is about', 'patient_id = null'],
    ['by what', `actor = 'session:other'`],
    ['what for', `purpose = 'research'`],
    ['as whom', `user_type = 'system'`],
    ['when, by a microsecond', `at = at + interval '1 microsecond'`],
    ['which row', 'row_id = gen_random_uuid()'],
    ['how many rows', 'row_count = 2'],
    ['which columns', `changed = '{first_name}'`],
    ['which request', 'request_id = null'],
  ])('finds an event of which somebody changed %s, and names it', async (_, change) => {
    const seq = await victim();
    if (change.includes('{first_name}')) change = `changed = '{last_name}'`;
    await tamper(`update audit_events set ${change} where seq = ${seq}`);
    const report = await verify(test);
    expect(report.ok).toBe(false);
    const finding = report.findings.find(({ code }) => code === 'events_changed');
    expect(finding?.events).toEqual([seq]);
    expect(finding?.words).toMatch(new RegExp(`^Seal \\d+: event ${seq} changed after sealing \\(`));
  });

  it('finds an event that was deleted, and what is left of it', async () => {
    const seq = await victim();
    await tamper(`delete from audit_events where seq = ${seq}`);
    const report = await verify(test);
    expect(codes(report)).toEqual(['changes_added', 'events_missing']);
    expect(report.findings.map(({ events }) => events)).toEqual([[seq], [seq]]);
    await tamper(`delete from audit_changes where seq = ${seq}`);
    expect(codes(await verify(test))).toEqual(['events_missing']);
  });

  it('finds an event that was put in, wherever it was hidden', async () => {
    const seq = await victim();
    await tamper(
      `insert into audit_events (seq, tx, kind) select 900001, tx, 'read' from audit_events where seq = ${seq}`,
    );
    expect((await verify(test)).findings).toEqual([
      expect.objectContaining({ code: 'events_added', events: ['900001'] }),
    ]);
    await tamper(
      'delete from audit_events where seq = 900001',
      `insert into audit_events (seq, tx, kind) values (900002, '18446744073709551000', 'read')`,
      'alter table audit_events drop constraint audit_events_seq_is_positive',
      `insert into audit_events (seq, tx, kind) values (-5, '18446744073709550000', 'read')`,
    );
    expect((await verify(test)).findings).toEqual([
      expect.objectContaining({ code: 'events_not_sealed', events: ['-5', '900002'] }),
    ]);
    await tamper(
      'delete from audit_events where seq < 0',
      'alter table audit_events add constraint audit_events_seq_is_positive check (seq > 0)',
    );
  });

  it('finds an event that was moved out of its seal', async () => {
    const seq = await victim();
    await tamper(`update audit_events set tx = '18446744073709551000' where seq = ${seq}`);
    expect(codes(await verify(test))).toEqual(['events_missing', 'events_not_sealed']);
  });

  it('finds a change that says something else than was written', async () => {
    const seq = await victim();
    await tamper(`update audit_changes set new = jsonb_set(new, '{first_name}', '"x"') where seq = ${seq}`);
    expect((await verify(test)).findings).toEqual([
      expect.objectContaining({ code: 'changes_changed', events: [seq] }),
    ]);
    await tamper(
      `update audit_changes set new = jsonb_set(new, '{first_name}', '"(redacted)"'), patient_id = null where seq = ${seq}`,
    );
    expect(codes(await verify(test))).toEqual(['changes_changed']);
  });

  it('finds a change that is gone, unless the person was erased', async () => {
    const seq = await victim();
    await tamper(`delete from audit_changes where seq = ${seq}`);
    expect((await verify(test)).findings).toEqual([
      expect.objectContaining({ code: 'changes_missing', events: [seq] }),
    ]);
    await tamper(`update profiles set deleted_at = now() where id = '${patient.id}'`);
    expect(codes(await verify(test))).toEqual(['changes_missing']);
    await tamper(
      `insert into erasure_requests (patient_id, acknowledgement, status, due_at, done_at) values ('${patient.id}', 'yes', 'done', now(), now())`,
    );
    expect(codes(await verify(test))).toEqual([]);
    await tamper(
      `update profiles set deleted_at = null where id = '${patient.id}'; delete from erasure_requests where patient_id = '${patient.id}'`,
    );
  });

  it.each([
    ['a count', 'event_count = event_count + 1', ['events_changed', 'seal_changed']],
    ['a digest', `digest = sha256('')`, ['events_changed', 'seal_changed']],
    ['a code', `mac = mac || 'A'`, ['seal_changed']],
    ['a time', `sealed_at = sealed_at - interval '1 hour'`, ['seal_changed']],
    ['the fingerprints', `fingerprints = ''`, ['seal_changed']],
    ['the end', `tx_to = (tx_to::text::bigint + 1)::text::xid8`, ['seal_changed']],
    ['the number', 'number = 77', ['seal_changed', 'seal_missing']],
  ])('finds a seal of which somebody changed %s', async (_, change, expected) => {
    await tamper(`update audit_seals set ${change} where number = 2`);
    const report = await verify(test);
    expect(report.ok).toBe(false);
    expect(codes(report)).toEqual(expect.arrayContaining(expected));
    expect(report.findings.some(({ seal }) => seal === '2' || seal === '77' || seal === '3')).toBe(true);
  });

  it('finds an event whose seal was made to fit', async () => {
    const seq = await victim();
    const [before] = await rows(
      `select number::text, encode(digest, 'hex') as digest from audit_seals order by 1 desc`,
    );
    await tamper(
      `update audit_events set why = 'because' where seq = ${seq}`,
      `update audit_seals s set
         digest = (select sha256(string_agg(h, ''::bytea order by tx, seq)) from (
           select tx, seq, sha256(convert_to(jsonb_build_array(e.seq, (extract(epoch from e.at) * 1000000)::bigint, e.tx::text,
             e.kind, e.table_name, e.row_id, e.patient_id, e.subject, e.user_type, e.actor, e.purpose, e.request_id, e.why,
             e.row_count, e.changed, encode(e.digest, 'hex'))::text, 'UTF8')) as h
             from audit_events e where e.tx >= s.tx_from and e.tx < s.tx_to) x)`,
    );
    const [after] = await rows(
      `select number::text, encode(digest, 'hex') as digest from audit_seals order by 1 desc`,
    );
    expect(after).toEqual(before);
    // The forged digests do fit the events; the codes do not fit the forged digests.
    expect(codes(await verify(test))).toEqual(['seal_changed']);
  });

  it('finds a seal that is missing in the middle, and two that changed places', async () => {
    await tamper(
      'create table taken as select * from audit_seals where number = 2',
      'delete from audit_seals where number = 2',
    );
    expect(codes(await verify(test))).toEqual(['events_not_sealed', 'seal_missing']);
    await tamper(
      'insert into audit_seals select * from taken',
      'drop table taken',
      'update audit_seals set number = number + 1000 where number in (1, 2)',
      'update audit_seals set number = 1003 - number where number > 1000',
    );
    expect(codes(await verify(test))).toContain('seal_changed');
  });

  it('finds a trail whose newest end was cut off against a head that was written down', async () => {
    const { head } = await verify(test);
    await tamper(
      `delete from audit_events e using audit_seals s where s.number = ${head?.number} and e.tx >= s.tx_from`,
      `delete from audit_changes c where not exists (select from audit_events e where e.at = c.at and e.seq = c.seq)`,
      `delete from audit_seals where number = ${head?.number}`,
    );
    expect(await verify(test)).toMatchObject({ ok: true });
    expect(codes(await verify(test, head ?? undefined))).toEqual(['head_missing']);
    await rename('Marie');
    expect(codes(await sealAll(test).then(() => verify(test, head ?? undefined)))).toEqual(['head_missing']);
  });

  it('accepts no seal that was made with another key, and verifies for nobody but operators', async () => {
    const stranger = await startTestHost();
    const strange = new AuditVerification(test.db, stranger.host.get(Sealer));
    const report = await strange.verify(context);
    expect(codes(report)).toEqual(['seal_changed']);
    expect(report.findings).toHaveLength(report.seals);
    const somebody = test.contextOf(await test.signedIn('admin'), 'admin');
    await expect(strange.verify(somebody)).rejects.toMatchObject({ code: 'not_allowed' });
    await stranger.close();
  });

  it('finds events that a policy, or a partition taken away, hides', async () => {
    await tamper(
      `create policy hide on audit_events as restrictive for select to carenode_system using (kind <> 'update')`,
    );
    expect(codes(await verify(test))).toContain('events_missing');
    await tamper('drop policy hide on audit_events');
    expect(await verify(test)).toMatchObject({ ok: true });
    const [{ partition } = { partition: '' }] = await rows(
      'select tableoid::regclass::text as partition from audit_events limit 1',
    );
    const [{ bound } = { bound: '' }] = await rows(
      `select pg_get_expr(relpartbound, oid) as bound from pg_class where oid = '${partition}'::regclass`,
    );
    await tamper(`alter table audit_events detach partition ${partition}`);
    expect(codes(await verify(test))).toContain('events_missing');
    await tamper(`alter table audit_events attach partition ${partition} ${bound}`);
    expect(await verify(test)).toMatchObject({ ok: true });
  });

  it('is not fooled by functions that were replaced, in whatever schema', async () => {
    const seq = await victim();
    const login = test.database.hostLogin.name;
    await tamper(
      `create schema evil`,
      `create function evil.sha256(bytea) returns bytea language sql immutable return '\\x00'::bytea`,
      `create function evil.jsonb_build_array(variadic "any") returns jsonb language internal as 'jsonb_build_array_noargs'`,
      `create function public.to_char(timestamp, text) returns text language sql immutable return '1'`,
      `create function evil.encode(bytea, text) returns text language sql immutable return 'x'`,
      `grant usage on schema evil to public`,
      `alter role ${login} in database ${test.database.name} set search_path = evil, public, pg_catalog`,
      `create or replace function carenode.refuse_audit_change() returns trigger language plpgsql as 'begin return coalesce(new, old); end'`,
      `create or replace function carenode.person() returns uuid language sql stable return null::uuid`,
    );
    const other = await test.another();
    expect(await verify(other)).toMatchObject({ ok: true });
    // Without its guard the trail can be changed by its owner; and the change is found.
    await test.database.admin.query(`update audit_events set why = 'because' where seq = ${seq}`);
    expect((await verify(other)).findings).toEqual([
      expect.objectContaining({ code: 'events_changed', events: [seq] }),
    ]);
    await other.close();
  });
});
