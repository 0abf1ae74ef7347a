import { newId, requestContext, systemContext, type UserType } from '@carenode/module-kit';
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
  sees,
  told,
  UNDER,
} from './emergencies.js';
import { rewrite } from './people.js';

const MINUTE = 60_000;

describe('breaking the glass', () => {
  let test: TestHost;
  let admin: TestClient;

  beforeAll(async () => {
    test = await startTestHost();
    admin = await test.signedIn('admin');
  });

  afterAll(() => test.close());

  const as = (client: TestClient, userType: UserType) => test.db.as(test.contextOf(client, userType));
  const refused = { code: 'not_allowed' };

  it('opens one patient’s record for an hour, and tells the patient at once', async () => {
    const [provider, patient, other] = await Promise.all([
      test.signedIn('provider'),
      test.signedIn('patient'),
      test.signedIn('patient'),
    ]);
    expect(await sees(provider, patient)).toBe(false);
    const answer = await open(provider, patient);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      patientId: patient.id,
      profileId: provider.id,
      userType: 'provider',
      reason: REASON,
      state: 'open',
      endedAt: null,
      verdict: null,
      openerName: 'provider Example',
    });
    const { grantedAt, expiresAt, reviewDueAt } = answer.body;
    expect(Date.parse(expiresAt) - Date.parse(grantedAt)).toBe(60 * MINUTE);
    expect(Date.parse(reviewDueAt) - Date.parse(grantedAt)).toBe(72 * 60 * MINUTE);

    expect(await openTo(test, provider)).toEqual([patient.id]);
    expect(await sees(provider, patient)).toBe(true);
    expect(await sees(provider, other)).toBe(false);
    const [row] = await as(provider, 'provider').query(
      'select carenode.break_glass_of($1) as this, carenode.break_glass_of($2) as other',
      [patient.id, other.id],
    );
    expect(row).toEqual({ this: answer.body.id, other: null });

    const [notice] = await told(patient);
    expect(notice?.kind).toBe('break-glass');
    expect(notice?.body).toMatchObject({
      grantId: answer.body.id,
      profileId: provider.id,
      userType: 'provider',
      name: 'provider Example',
      reason: REASON,
    });
    expect(Date.parse(String(notice?.body['until']))).toBe(Date.parse(expiresAt));
  });

  it('stands in the audit trail, without the reason’s words', async () => {
    const { provider, patient, id } = await emergency(test);
    const { rows } = await test.database.admin.query(
      `select subject, user_type, why from audit_events where kind = 'break-glass' and patient_id = $1`,
      [patient.id],
    );
    expect(rows).toEqual([{ subject: provider.id, user_type: 'provider', why: `break-glass ${id}` }]);
    const { rows: words } = await test.database.admin.query(
      'select 1 from audit_changes where new::text like $1 or old::text like $1',
      [`%${REASON}%`],
    );
    expect(words).toEqual([]);
  });

  it.each(['provider', 'admin'] as const)(
    'shows a %s the patient’s clinical rows, each read noted, until it ends, and lets none be written',
    async (userType) => {
      const [client, patient] = [await test.signedIn(userType), await test.signedIn('patient')];
      await test.database.admin.query(
        `insert into patient_conditions (patient_id, name) values ($1, 'Asthma')`,
        [patient.id],
      );
      const path = `/api/v1/patients/${patient.id}/conditions`;
      const read = () => client.get<{ items: { name: string }[]; code?: string }>(path);
      expect((await read()).body.items ?? []).toEqual([]);
      const { body } = await open(client, patient);
      const seen = await read();
      expect([seen.status, seen.body.items.map(({ name }) => name)]).toEqual([200, ['Asthma']]);
      const { rows } = await test.database.admin.query(
        `select subject, why, row_count from audit_events where kind = 'read' and patient_id = $1`,
        [patient.id],
      );
      expect(rows).toEqual([{ subject: client.id, why: `break-glass ${body.id}`, row_count: 1 }]);
      // A read that is not noted shows nothing.
      expect(await as(client, userType).query('select name from patient_conditions')).toEqual([]);
      expect((await client.post(path, { name: 'Made up' })).status).toBeGreaterThanOrEqual(403);
      const change = as(client, userType).execute(
        `update patient_conditions set name = 'Made up' where patient_id = $1 returning id`,
        [patient.id],
      );
      expect(await change.catch((error: { code: string }) => error.code)).toEqual(
        userType === 'admin' ? 'not_allowed' : [],
      );
      await client.post(`${PATH}/${body.id}/end`);
      expect((await read()).body.items ?? []).toEqual([]);
    },
  );

  it('shows by which identifiers others know the patient, and lets nothing be written', async () => {
    const { provider, patient } = await emergency(test);
    await test.database.admin.query(
      `insert into profile_identifiers (system, value, profile_id) values ('urn:mrn', $1::text, $1::uuid)`,
      [patient.id],
    );
    const access = as(provider, 'provider');
    expect(await access.query('select value from profile_identifiers')).toEqual([{ value: patient.id }]);
    expect(
      await access.execute(`update profiles set first_name = 'X' where id = $1 returning id`, [patient.id]),
    ).toEqual([]);
    await expect(
      access.execute(`select carenode.fill_patient_profile($1, '{"givenName":"X"}')`, [patient.id]),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for providers and admins, in person', async () => {
    const patient = await test.signedIn('patient');
    const values = [patient.id, REASON, 60];
    const call = 'select carenode.break_glass($1, $2, $3)';
    expect((await open(await test.signedIn('admin'), patient)).status).toBe(201);
    for (const userType of ['patient', 'developer', 'research-partner'] as const) {
      const client = await test.signedIn(userType);
      expect((await open(client, patient)).status).toBe(403);
      await expect(as(client, userType).execute(call, values)).rejects.toMatchObject(refused);
    }
    await expect(test.db.as(systemContext('a job')).execute(call, values)).rejects.toMatchObject(refused);
    const key = await admin.post<{ key: string }>('/api/v1/api-keys', { name: 'x', scopes: ['user/*.*'] });
    const byKey = await test
      .anonymous()
      .post<Grant>(
        PATH,
        { patientId: patient.id, reason: REASON },
        { headers: { authorization: `Bearer ${key.body.key}` } },
      );
    expect(codeOf(byKey)).toEqual([403, 'session_needed']);
    for (const kind of ['api-key', 'app', 'job', 'explain', 'none'] as const) {
      const ctx = requestContext({ subject: admin.id, userType: 'admin', actor: { kind, id: newId() } });
      await expect(test.db.as(ctx).execute(call, values)).rejects.toMatchObject({ code: 'session_needed' });
    }
    // Somebody the host still takes for a provider, who is none by their profile.
    const formerly = await test.signedIn('developer');
    await expect(as(formerly, 'provider').execute(call, values)).rejects.toMatchObject(refused);
  });

  it.each([
    [{ minutes: 0 }, 400, 'validation_failed'],
    [{ minutes: 61 }, 400, 'validation_failed'],
    [{ minutes: 1.5 }, 400, 'validation_failed'],
    [{ reason: 'too short' }, 400, 'validation_failed'],
    [{ reason: 'x'.repeat(501) }, 400, 'validation_failed'],
    [{ reason: ' '.repeat(20) }, 422, 'rule_broken'],
    [{ patientId: newId() }, 404, 'not_found'],
    [{ expiresAt: '2030-01-01T00:00:00Z' }, 400, 'validation_failed'],
  ])('is not %j', async (wrong, status, code) => {
    const [provider, patient] = [await test.signedIn('provider'), await test.signedIn('patient')];
    expect(codeOf(await open(provider, patient, wrong))).toEqual([status, code]);
    expect(await openTo(test, provider)).toEqual([]);
    expect(await told(patient)).toEqual([]);
  });

  it.each([0, 61, -5, 525_600, null])('is not for %p minutes in the database either', async (minutes) => {
    const [provider, patient] = [await test.signedIn('provider'), await test.signedIn('patient')];
    await expect(
      as(provider, 'provider').execute('select carenode.break_glass($1, $2, $3)', [
        patient.id,
        REASON,
        minutes,
      ]),
    ).rejects.toMatchObject({ code: 'rule_broken' });
  });

  it('opens neither one’s own record, nor who is no patient, nor a closed profile', async () => {
    const [provider, other, closed] = await Promise.all([
      test.signedIn('provider'),
      test.signedIn('provider'),
      test.signedIn('patient'),
    ]);
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [closed.id]);
    for (const who of [provider, other, admin, closed]) {
      expect(codeOf(await open(provider, who))).toEqual([404, 'not_found']);
    }
  });

  it('ends by itself', async () => {
    const [provider, patient] = [await test.signedIn('provider'), await test.signedIn('patient')];
    const { body } = await open(provider, patient, { minutes: 5 });
    expect(Date.parse(body.expiresAt) - Date.parse(body.grantedAt)).toBe(5 * MINUTE);
    await age(test, body.id, '4 minutes 50 seconds');
    expect(await openTo(test, provider)).toEqual([patient.id]);
    await age(test, body.id, '10 seconds');
    expect(await openTo(test, provider)).toEqual([]);
    expect(await sees(provider, patient)).toBe(false);
    expect(codeOf(await provider.post<Grant>(`${PATH}/${body.id}/end`))).toEqual([409, 'illegal_transition']);
  });

  it('is one grant at a time for one patient; another one follows when it is over', async () => {
    const { provider, patient, id } = await emergency(test);
    expect(codeOf(await open(provider, patient))).toEqual([409, 'break_glass_open']);
    const second = await test.signedIn('patient');
    expect((await open(provider, second)).status).toBe(201);
    expect((await openTo(test, provider)).sort()).toEqual([patient.id, second.id].sort());
    await age(test, id, '2 hours');
    expect((await open(provider, patient)).status).toBe(201);
    const { rows } = await test.database.admin.query(
      'select ended_at = expires_at as by_itself from break_glass_grants where id = $1',
      [id],
    );
    expect(rows).toEqual([{ by_itself: true }]);
  });

  it('makes one grant of many requests at the same moment', async () => {
    const [provider, patient] = [await test.signedIn('provider'), await test.signedIn('patient')];
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(provider, patient)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'break_glass_open')).toHaveLength(7);
    expect(await told(patient)).toHaveLength(1);
  });

  it('is ended by who opened the record or by an admin, and by nobody else', async () => {
    const first = await emergency(test);
    const stranger = await test.signedIn('provider');
    expect(codeOf(await stranger.post<Grant>(`${PATH}/${first.id}/end`))).toEqual([404, 'not_found']);
    expect((await first.patient.post(`${PATH}/${first.id}/end`)).status).toBe(403);
    const ended = await first.provider.post<Grant>(`${PATH}/${first.id}/end`);
    expect([ended.status, ended.body.state]).toEqual([200, 'unreviewed']);
    expect(await openTo(test, first.provider)).toEqual([]);
    expect(await sees(first.provider, first.patient)).toBe(false);
    const second = await emergency(test);
    expect((await admin.post(`${PATH}/${second.id}/end`)).status).toBe(200);
    expect(await openTo(test, second.provider)).toEqual([]);
  });

  it.each([
    ['the patient’s profile is closed', 'patient', 'deleted_at = now()'],
    ['the provider’s profile is closed', 'provider', 'deleted_at = now()'],
    ['the provider becomes an admin', 'provider', `user_type = 'admin'`],
  ] as const)('opens nothing any more when %s', async (_, who, change) => {
    const { provider, patient } = await emergency(test);
    await rewrite(test, `update profiles set ${change} where id = $1`, [{ provider, patient }[who].id]);
    expect(await openTo(test, provider)).toEqual([]);
    expect(await openTo(test, provider, 'admin')).toEqual([]);
  });

  it('opens the record to the person, not to their keys, apps and jobs', async () => {
    const [opener, patient] = [await test.signedIn('admin'), await test.signedIn('patient')];
    await open(opener, patient);
    expect(await openTo(test, opener, 'admin')).toEqual([patient.id]);
    for (const kind of ['api-key', 'app', 'job', 'explain', 'none'] as const) {
      const ctx = requestContext({ subject: opener.id, userType: 'admin', actor: { kind, id: newId() } });
      expect(await test.db.as(ctx).query(UNDER)).toEqual([]);
    }
  });
});
