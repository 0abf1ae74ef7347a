import { newId, type UserType, USER_TYPES } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import {
  act,
  codeOf,
  delegate,
  type Delegated,
  family,
  me,
  NOT_DELEGATED,
  PATH,
  propose,
} from './families.js';
import { rewrite } from './people.js';

interface Page {
  readonly items: readonly Delegated[];
}

describe('a delegation', () => {
  let test: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    test = await startTestHost({ poolSize: 3 });
    admin = await test.signedIn('admin');
  });

  afterAll(() => test.close());

  const as = (client: TestClient, userType: UserType) => test.db.as(test.contextOf(client, userType));

  it('is proposed by an admin and counts when the guardian accepts', async () => {
    const [guardian, child] = await Promise.all([test.signedIn('patient'), test.signedIn('patient')]);
    const proposed = await propose(admin, guardian, child);
    expect(proposed.status).toBe(201);
    expect(proposed.body).toMatchObject({
      guardianId: guardian.id,
      patientId: child.id,
      relation: 'parent',
      status: 'proposed',
      proposedBy: admin.id,
      acceptedAt: null,
      guardianName: 'patient Example',
    });
    expect(codeOf(await me(guardian, child))).toEqual(NOT_DELEGATED);
    const accepted = await act(guardian, proposed.body.id, 'accept');
    expect(accepted.status).toBe(200);
    expect(accepted.body.status).toBe('active');
    expect((await me(guardian, child)).body.id).toBe(child.id);

    const told = async (client: TestClient) =>
      (
        await client.get<{ items: { kind: string; body: Record<string, string> }[] }>('/api/v1/notifications')
      ).body.items.map(({ kind, body }) => [kind, body['delegationId']]);
    expect(await told(guardian)).toEqual([['delegation-proposed', proposed.body.id]]);
    expect(await told(child)).toEqual([['delegation-started', proposed.body.id]]);
  });

  it('is over in the next statement after either side or an admin ends it', async () => {
    for (const end of ['guardian', 'child', 'admin'] as const) {
      const { guardian, child, id } = await family(test, admin);
      expect((await me(guardian, child)).status).toBe(200);
      const ended = await act({ guardian, child, admin }[end], id, 'end');
      expect(ended.status).toBe(200);
      expect(ended.body).toMatchObject({ status: 'ended', endedBy: { guardian, child, admin }[end].id });
      expect(codeOf(await me(guardian, child))).toEqual(NOT_DELEGATED);
      expect(codeOf(await act(guardian, id, 'end'))).toEqual([409, 'illegal_transition']);
      expect(codeOf(await act(guardian, id, 'accept'))).toEqual([409, 'illegal_transition']);
      expect((await guardian.get('/api/v1/session')).status).toBe(200);
    }
  });

  it('counts from its beginning to its end', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const early = await family(test, admin, 'patient', { startsAt: later });
    expect(codeOf(await me(early.guardian, early.child))).toEqual(NOT_DELEGATED);
    await rewrite(test, `update delegations set starts_at = now() - interval '1 second' where id = $1`, [
      early.id,
    ]);
    expect((await me(early.guardian, early.child)).status).toBe(200);

    const short = await family(test, admin, 'patient', { endsAt: later });
    expect((await me(short.guardian, short.child)).status).toBe(200);
    await rewrite(
      test,
      `update delegations set starts_at = now() - interval '2 hours', ends_at = now() where id = $1`,
      [short.id],
    );
    expect(codeOf(await me(short.guardian, short.child))).toEqual(NOT_DELEGATED);
    expect(codeOf(await act(short.guardian, short.id, 'end'))).toEqual([409, 'illegal_transition']);
    // One that is over makes room for another.
    const again = await propose(admin, short.guardian, short.child);
    expect(again.status).toBe(201);
    const { rows } = await test.database.admin.query(
      'select status, ended_by from delegations where id = $1',
      [short.id],
    );
    expect(rows).toEqual([{ status: 'ended', ended_by: null }]);
    const past = await propose(admin, early.child, early.guardian, { endsAt: '2020-01-01T00:00:00Z' });
    expect(codeOf(past)).toEqual([422, 'rule_broken']);
  });

  it.each([
    ['the guardian’s profile is closed', 'guardian', 'deleted_at = now()'],
    ['the child’s profile is closed', 'child', 'deleted_at = now()'],
    ['the guardian becomes an admin', 'guardian', `user_type = 'admin'`],
    ['the child becomes a provider', 'child', `user_type = 'provider'`],
  ] as const)('is of no use when %s', async (_, who, change) => {
    const { guardian, child } = await family(test, admin);
    await rewrite(test, `update profiles set ${change} where id = $1`, [{ guardian, child }[who].id]);
    await expect(test.db.as(delegate(test, guardian, child)).query('select 1')).rejects.toMatchObject({
      code: 'not_delegated',
    });
  });

  it('is between an open profile of a patient or provider and another one of a patient', async () => {
    const [patient, other, provider] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('provider'),
    ]);
    for (const userType of ['admin', 'developer', 'research-partner'] as const) {
      expect(codeOf(await propose(admin, await test.signedIn(userType), patient))).toEqual([
        422,
        'unknown_guardian',
      ]);
    }
    expect(codeOf(await propose(admin, patient, provider))).toEqual([422, 'unknown_patient']);
    expect(codeOf(await propose(admin, patient, { id: newId() }))).toEqual([422, 'unknown_patient']);
    expect(codeOf(await propose(admin, { id: newId() }, patient))).toEqual([422, 'unknown_guardian']);
    expect(codeOf(await propose(admin, patient, patient))).toEqual([422, 'rule_broken']);
    expect((await propose(admin, provider, patient)).status).toBe(201);
    expect(codeOf(await propose(admin, provider, patient))).toEqual([409, 'already_exists']);
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [other.id]);
    expect(codeOf(await propose(admin, other, patient))).toEqual([422, 'unknown_guardian']);
    expect((await propose(admin, provider, patient, { relation: 'friend' })).status).toBe(400);
  });

  it.each(USER_TYPES.filter((type) => type !== 'admin'))('is not proposed by a %s', async (userType) => {
    const [client, child] = [await test.signedIn(userType), await test.signedIn('patient')];
    expect((await propose(client, client, child)).status).toBe(403);
    await expect(
      as(client, userType).execute(`select carenode.propose_delegation($1, $2, 'parent')`, [
        client.id,
        child.id,
      ]),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('is accepted by the guardian only, and ended by nobody from outside', async () => {
    const [guardian, child, stranger, provider] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('provider'),
    ]);
    const { body } = await propose(admin, guardian, child);
    expect(codeOf(await act(child, body.id, 'accept'))).toEqual([403, 'not_yours_to_accept']);
    expect((await act(admin, body.id, 'accept')).status).toBe(403);
    for (const client of [stranger, provider]) {
      for (const verb of ['accept', 'end'] as const) {
        expect(codeOf(await act(client, body.id, verb))).toEqual([404, 'not_found']);
      }
      expect((await client.get<Page>(PATH)).body.items).toEqual([]);
    }
    expect(codeOf(await act(guardian, newId(), 'accept'))).toEqual([404, 'not_found']);
    for (const client of [guardian, child]) {
      expect((await client.get<Page>(`${PATH}?status=proposed`)).body.items.map(({ id }) => id)).toEqual([
        body.id,
      ]);
    }
    const all = (await admin.get<Page>(`${PATH}?limit=200`)).body.items;
    expect(all.some(({ id }) => id === body.id)).toBe(true);
  });

  it.each(USER_TYPES)(
    'is not written around the functions by a %s, in their own name or acting',
    async (userType) => {
      const { guardian, child, id } = await family(test, admin);
      const client = userType === 'patient' ? guardian : await test.signedIn(userType);
      const ways = [
        as(client, userType),
        ...(userType === 'patient' ? [test.db.as(delegate(test, guardian, child))] : []),
      ];
      for (const access of ways) {
        for (const text of [
          `insert into delegations (guardian_id, patient_id, relation, status, proposed_by, accepted_at)
         values ('${client.id}', '${child.id}', 'parent', 'active', '${admin.id}', now())`,
          `update delegations set status = 'active'`,
          `update delegations set ends_at = null`,
          `update delegations set guardian_id = '${client.id}'`,
          `delete from delegations where id = '${id}'`,
          'truncate delegations',
        ]) {
          await expect(access.execute(text)).rejects.toMatchObject({ code: 'not_allowed' });
        }
      }
    },
  );

  it('keeps to its rules for the owner, too', async () => {
    const { guardian, child, id } = await family(test, admin);
    const client = await test.database.admin.connect();
    const asOwner = async (text: string, subject: string, values: unknown[] = []) => {
      await client.query('begin');
      try {
        await client.query('set local role carenode_owner');
        await client.query(
          `select set_config('carenode.subject', $1, true), set_config('carenode.actor', 'session:', true)`,
          [subject],
        );
        await client.query(text, values);
      } finally {
        await client.query('rollback');
      }
    };
    try {
      for (const text of [
        `update delegations set guardian_id = '${admin.id}' where id = '${id}'`,
        `update delegations set relation = 'caregiver' where id = '${id}'`,
        `update delegations set starts_at = now() - interval '1 year' where id = '${id}'`,
      ]) {
        await expect(asOwner(text, guardian.id)).rejects.toMatchObject({ code: 'CN409' });
      }
      for (const text of [
        `insert into delegations (guardian_id, patient_id, relation, proposed_by) values ('${child.id}', '${guardian.id}', 'parent', '${admin.id}')`,
        'delete from delegations',
        'truncate delegations',
      ]) {
        await expect(asOwner(text, admin.id)).rejects.toMatchObject({ code: 'CN403' });
      }
      await expect(
        asOwner(`update delegations set status = 'ended', ended_by = $2 where id = $1`, newId(), [
          id,
          newId(),
        ]),
      ).rejects.toMatchObject({ code: 'CN403' });
    } finally {
      client.release();
    }
  });
});
