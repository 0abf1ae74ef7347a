import { delegateContext, newId, type UserType, USER_TYPES } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import {
  age,
  codeOf,
  emergency,
  type Grant,
  open,
  openTo,
  PATH,
  REASON,
  review,
  sees,
  told,
} from './emergencies.js';
import { rewrite } from './people.js';

interface Page {
  readonly items: readonly Grant[];
}

describe('a use of break-glass', () => {
  let test: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    test = await startTestHost();
    admin = await test.signedIn('admin');
  });

  afterAll(() => test.close());

  const as = (client: TestClient, userType: UserType) => test.db.as(test.contextOf(client, userType));
  const refused = { code: 'not_allowed' };

  it('is reviewed by another admin, once, and the patient is told', async () => {
    const { provider, patient, id } = await emergency(test);
    await provider.post(`${PATH}/${id}/end`);
    const answer = await review(admin, id, 'justified', 'seen in the ambulance’s record');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      verdict: 'justified',
      reviewedBy: admin.id,
      reviewNote: 'seen in the ambulance’s record',
      state: 'reviewed',
    });
    expect(codeOf(await review(admin, id, 'unjustified'))).toEqual([409, 'illegal_transition']);
    const [notice] = await told(patient);
    expect(notice).toMatchObject({
      kind: 'break-glass-reviewed',
      body: { grantId: id, verdict: 'justified', profileId: provider.id },
    });
    expect(JSON.stringify(notice)).not.toContain('ambulance');
    expect((await told(provider))[0]?.kind).toBe('break-glass-reviewed');
  });

  it('is reviewed by nobody who opened the record, and by nobody who is no admin', async () => {
    const [opener, patient] = [await test.signedIn('admin'), await test.signedIn('patient')];
    const { body } = await open(opener, patient);
    expect(codeOf(await review(opener, body.id))).toEqual([403, 'own_break_glass']);
    const call = 'select carenode.review_break_glass($1, $2, null)';
    for (const [client, userType] of [
      [await test.signedIn('provider'), 'provider'],
      [patient, 'patient'],
    ] as const) {
      expect((await review(client, body.id)).status).toBe(403);
      await expect(as(client, userType).execute(call, [body.id, 'justified'])).rejects.toMatchObject(refused);
    }
    expect((await review(admin, newId())).status).toBe(404);
    expect((await review(admin, body.id, 'perhaps')).status).toBe(400);
    await expect(as(admin, 'admin').execute(call, [body.id, 'perhaps'])).rejects.toMatchObject({
      code: 'rule_broken',
    });
    await expect(as(admin, 'admin').execute(call, [body.id, null])).rejects.toMatchObject({
      kind: 'unprocessable',
    });
  });

  it('is reviewed even while it is open, which ends it', async () => {
    const { provider, patient, id } = await emergency(test);
    const { body } = await review(admin, id);
    expect(body.endedAt).not.toBeNull();
    expect(await openTo(test, provider)).toEqual([]);
    expect((await open(provider, patient)).status).toBe(201);
  });

  it('is reviewed within 72 hours, or the right is suspended until it is', async () => {
    const { provider, patient, id } = await emergency(test);
    const second = await test.signedIn('patient');
    await age(test, id, '71 hours 59 minutes');
    expect((await open(provider, second)).status).toBe(201);
    expect(await openTo(test, provider)).toEqual([second.id]);
    await age(test, id, '1 minute');
    // What is open closes, and nothing more is opened.
    expect(await openTo(test, provider)).toEqual([]);
    expect(await sees(provider, second)).toBe(false);
    expect(codeOf(await open(provider, patient))).toEqual([403, 'break_glass_suspended']);
    const overdue = await admin.get<Page>(`${PATH}?state=overdue`);
    expect(overdue.body.items).toEqual([expect.objectContaining({ id, state: 'overdue' })]);
    const lift = { profileId: provider.id, reason: 'we forgot to review' };
    expect(codeOf(await admin.post(`${PATH}/restorations`, lift))).toEqual([409, 'illegal_transition']);
    await review(admin, id);
    expect((await open(provider, patient)).status).toBe(201);
    expect((await openTo(test, provider)).sort()).toEqual([patient.id, second.id].sort());
  });

  it('is reviewed as unjustified, which suspends the right until another admin gives it back', async () => {
    const [opener, patient] = [await test.signedIn('admin'), await test.signedIn('patient')];
    const first = await open(opener, patient);
    const second = await test.signedIn('patient');
    await open(opener, second);
    await review(admin, first.body.id, 'unjustified');
    expect(await openTo(test, opener, 'admin')).toEqual([]);
    expect(codeOf(await open(opener, patient))).toEqual([403, 'break_glass_suspended']);
    const lift = { profileId: opener.id, reason: 'has had the training' };
    expect(codeOf(await opener.post(`${PATH}/restorations`, lift))).toEqual([403, 'own_break_glass']);
    const provider = await test.signedIn('provider');
    expect((await provider.post(`${PATH}/restorations`, lift)).status).toBe(403);
    await expect(
      as(provider, 'provider').execute('select carenode.lift_break_glass_suspension($1, $2)', [
        opener.id,
        'has had the training',
      ]),
    ).rejects.toMatchObject(refused);
    expect((await admin.post(`${PATH}/restorations`, { ...lift, reason: 'short' })).status).toBe(400);
    expect((await admin.post(`${PATH}/restorations`, lift)).status).toBe(204);
    expect(await openTo(test, opener, 'admin')).toEqual([second.id]);
    expect((await open(opener, patient)).status).toBe(201);
    expect((await told(opener)).map(({ kind }) => kind)).toContain('break-glass-restored');
    expect(codeOf(await admin.post(`${PATH}/restorations`, lift))).toEqual([409, 'illegal_transition']);
  });

  it('is seen by who opened the record, whose record it is, their guardian, and admins', async () => {
    const { provider, patient, id } = await emergency(test);
    const [stranger, other, guardian] = await Promise.all([
      test.signedIn('provider'),
      test.signedIn('patient'),
      test.signedIn('patient'),
    ]);
    const seen = async (client: TestClient, query = '', headers = {}) =>
      (await client.get<Page>(`${PATH}${query}`, { headers })).body.items.map((grant) => grant.id);
    for (const client of [provider, patient]) expect(await seen(client)).toEqual([id]);
    for (const client of [stranger, other]) expect(await seen(client)).toEqual([]);
    expect(await seen(admin, `?patientId=${patient.id}&state=open`)).toEqual([id]);
    expect(await seen(admin, `?patientId=${patient.id}&state=unreviewed`)).toEqual([id]);
    expect(await seen(admin, `?patientId=${patient.id}&state=overdue`)).toEqual([]);
    expect((await admin.get(`${PATH}?state=closed`)).status).toBe(400);
    const { body } = await admin.post<{ id: string }>('/api/v1/delegations', {
      guardianId: guardian.id,
      patientId: patient.id,
      relation: 'legal-guardian',
    });
    await guardian.post(`/api/v1/delegations/${body.id}/accept`);
    expect(await seen(guardian)).toEqual([]);
    expect(await seen(guardian, '', { 'carenode-acting-for': patient.id })).toEqual([id]);
    const acting = test.db.as(delegateContext(test.contextOf(guardian, 'patient'), patient.id));
    await expect(
      acting.execute('select carenode.break_glass($1, $2)', [other.id, REASON]),
    ).rejects.toMatchObject(refused);
  });

  it.each(USER_TYPES)('is not written around the functions by a %s', async (userType) => {
    const client = await test.signedIn(userType);
    const patient = await test.signedIn('patient');
    if (userType === 'provider' || userType === 'admin') await open(client, patient);
    for (const text of [
      `insert into break_glass_grants (patient_id, profile_id, user_type, reason, expires_at)
       values ('${patient.id}', '${client.id}', 'provider', '${REASON}', now() + interval '1 hour')`,
      `update break_glass_grants set expires_at = now() + interval '1 year'`,
      `update break_glass_grants set ended_at = null`,
      `update break_glass_grants set verdict = 'justified', reviewed_at = now(), reviewed_by = '${admin.id}'`,
      `update break_glass_grants set user_type = 'admin'`,
      'delete from break_glass_grants',
      'truncate break_glass_grants',
      `select carenode.break_glass_suspended('${client.id}')`,
    ]) {
      await expect(as(client, userType).execute(text)).rejects.toMatchObject(refused);
    }
  });

  it('keeps to its rules for the owner, too', async () => {
    const { provider, patient, id } = await emergency(test);
    const client = await test.database.admin.connect();
    const asOwner = async (text: string, subject: string) => {
      await client.query('begin');
      try {
        await client.query('set local role carenode_owner');
        await client.query(
          `select set_config('carenode.subject', $1, true), set_config('carenode.actor', 'session:', true)`,
          [subject],
        );
        await client.query(text);
      } finally {
        await client.query('rollback');
      }
    };
    const other = await test.signedIn('patient');
    try {
      for (const [text, code] of [
        [`update break_glass_grants set patient_id = '${other.id}' where id = '${id}'`, 'CN409'],
        [`update break_glass_grants set reason = 'something else entirely' where id = '${id}'`, 'CN409'],
        [
          `update break_glass_grants set expires_at = expires_at - interval '1 minute' where id = '${id}'`,
          'CN409',
        ],
        [
          `update break_glass_grants set reviewed_at = now(), reviewed_by = '${admin.id}', verdict = 'justified' where id = '${id}'`,
          'CN403',
        ],
        [
          `insert into break_glass_grants (patient_id, profile_id, user_type, reason, expires_at)
           values ('${patient.id}', '${other.id}', 'provider', '${REASON}', now() + interval '1 hour')`,
          'CN403',
        ],
        [
          `insert into break_glass_grants (patient_id, profile_id, user_type, reason, granted_at, expires_at, review_due_at)
           values ('${other.id}', '${provider.id}', 'provider', '${REASON}', now() + interval '1 day',
                   now() + interval '1 day 1 hour', now() + interval '4 days')`,
          'CN403',
        ],
        ['delete from break_glass_grants', 'CN403'],
        ['truncate break_glass_grants', 'CN403'],
      ] as const) {
        await expect(asOwner(text, provider.id)).rejects.toMatchObject({ code });
      }
      await expect(
        client.query(`update break_glass_grants set ended_at = now() where id = '${id}'`),
      ).rejects.toMatchObject({ code: 'CN403' });
    } finally {
      client.release();
    }
    await expect(
      rewrite(
        test,
        `update break_glass_grants set expires_at = granted_at + interval '61 minutes' where id = $1`,
        [id],
      ),
    ).rejects.toMatchObject({ constraint: 'break_glass_grants_at_most_an_hour' });
  });
});
