import { newId } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface Entry {
  readonly at: string;
  readonly seq?: string;
  readonly kind: string;
  readonly table: string | null;
  readonly rowCount: number;
  readonly changed: string[] | null;
  readonly why: string | null;
  readonly purpose: string | null;
  readonly actor: string | null;
  readonly who: { readonly id: string; readonly name: string | null; readonly userType: string } | null;
  readonly patientId?: string | null;
  readonly subject?: string | null;
  readonly old?: Record<string, unknown> | null;
  readonly new?: Record<string, unknown> | null;
}
interface Page {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

describe('the audit trail over HTTP', () => {
  let test: TestHost;
  let patient: TestClient;
  let provider: TestClient;
  let admin: TestClient;
  const rows = async (sql: string, values: unknown[] = []) =>
    (await test.database.admin.query(sql, values)).rows;
  const log = async (client: TestClient, query = '') => {
    const answer = await client.get<Page>(`/api/v1/patients/me/access-log${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const events = async (query = '') => {
    const answer = await admin.get<Page>(`/api/v1/audit-events${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  beforeAll(async () => {
    test = await startTestHost();
    [patient, provider, admin] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('provider'),
      test.signedIn('admin'),
    ]);
    await rows(`update profiles set first_name = 'Ada', last_name = 'Byron' where id = $1`, [provider.id]);
    await rows(`insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`, [
      patient.id,
      provider.id,
    ]);
    for (const value of [1, 2, 3]) {
      const measured = await patient.post('/api/v1/patients/me/measurements', {
        variableName: 'Steps',
        value,
        unit: '1',
        startAt: '2026-03-01T08:00:00Z',
      });
      expect(measured.status).toBe(201);
    }
    for (let read = 0; read < 2; read++) {
      const answer = await provider.get<Page>(`/api/v1/patients/${patient.id}/measurements`);
      expect(answer).toMatchObject({ status: 200, body: { items: [{}, {}, {}] } });
    }
  });

  afterAll(() => test.close());

  it('shows patients who read their record, what, how much, what for and why that was allowed', async () => {
    const { items, nextCursor } = await log(patient);
    const reads = items.filter(({ kind, table }) => kind === 'read' && table === 'measurements');
    expect(nextCursor).toBeNull();
    expect(reads).toHaveLength(2);
    expect(reads[0]).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      kind: 'read',
      table: 'measurements',
      rowCount: 3,
      changed: null,
      why: 'care-team',
      purpose: 'care',
      actor: 'session',
      who: { id: provider.id, name: 'Ada Byron', userType: 'provider' },
    });
  });

  it('leaves out what they did themselves, and not what programs did in their name', async () => {
    const { items } = await log(patient, '?limit=200');
    expect(items.filter(({ who, actor }) => who?.id === patient.id && actor === 'session')).toEqual([]);
    await rows(
      `insert into audit_events (kind, table_name, patient_id, subject, user_type, actor) values ('insert', 'measurements', $1, $1, 'patient', 'app:diary')`,
      [patient.id],
    );
    expect((await log(patient)).items[0]).toMatchObject({
      actor: 'app',
      who: { id: patient.id, name: 'patient Example' },
    });
  });

  it('pages through the newest first, without a gap, and by time', async () => {
    const whole = (await log(patient, '?limit=200')).items;
    expect(whole.length).toBeGreaterThan(2);
    const paged: Entry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await log(patient, `?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
    expect([...whole].sort((a, b) => b.at.localeCompare(a.at))).toEqual(whole);
    const middle = whole[1]?.at ?? '';
    expect((await log(patient, `?from=${middle}`)).items.every(({ at }) => at >= middle)).toBe(true);
    expect((await log(patient, `?to=${middle}`)).items.every(({ at }) => at < middle)).toBe(true);
    expect((await log(patient, '?from=2199-01-01T00:00:00Z')).items).toEqual([]);
  });

  it('refuses what is no cursor, no time, and no filter', async () => {
    for (const query of [
      'cursor=abc',
      `cursor=${Buffer.from("2026-01-01' 1").toString('base64url')}`,
      `cursor=${Buffer.from('2026-13-01T00:00:00.000000Z 1').toString('base64url')}`,
      'from=yesterday',
      'subject=me',
    ]) {
      expect((await patient.get(`/api/v1/patients/me/access-log?${query}`)).status).toBe(400);
    }
    expect((await admin.get('/api/v1/audit-events?patientId=1')).status).toBe(400);
  });

  it('shows nobody else’s log, and names nobody who did not look', async () => {
    const other = await test.signedIn('patient');
    expect((await other.get(`/api/v1/patients/${patient.id}/access-log`)).status).toBe(404);
    expect((await other.get(`/api/v1/patients/${newId()}/access-log`)).status).toBe(404);
    expect((await log(other)).items.filter(({ kind }) => kind === 'read')).toEqual([]);
    for (const client of [provider, admin]) {
      expect((await client.get(`/api/v1/patients/${patient.id}/access-log`)).status).toBe(403);
    }
    expect((await test.anonymous().get('/api/v1/patients/me/access-log')).status).toBe(401);
    const named = (client: TestClient) =>
      test.db
        .as(test.contextOf(client, 'patient'))
        .query('select * from carenode.people_who_looked($1)', [[provider.id, admin.id]]);
    expect(await named(other)).toEqual([]);
    expect(await named(patient)).toEqual([{ id: provider.id, name: 'Ada Byron' }]);
    const seen = await test.db
      .as(test.contextOf(other, 'patient'))
      .query('select seq from audit_events where patient_id = $1', [patient.id]);
    expect(seen).toEqual([]);
    expect(
      await test.db
        .as(test.contextOf(other, 'patient'))
        .query('select seq from audit_changes where patient_id = $1', [patient.id]),
    ).toEqual([]);
    await expect(
      test.db.as(test.contextOf(patient, 'patient')).query('select request_id from audit_events'),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('shows admins every event, by person, table, kind and time, and contents only where they are about nobody', async () => {
    const reads = await events(
      `?kind=read&patientId=${patient.id}&subject=${provider.id}&table=measurements`,
    );
    expect(reads.items).toHaveLength(2);
    expect(reads.items[0]).toMatchObject({
      patientId: patient.id,
      subject: provider.id,
      actor: expect.stringMatching(/^session:/),
      requestId: expect.any(String),
      old: null,
      new: null,
    });
    const written = await events(`?kind=update&patientId=${provider.id}&table=profiles`);
    expect(written.items).toMatchObject([{ changed: ['first_name', 'last_name'], old: null, new: null }]);
    expect(
      await rows('select new from audit_changes where patient_id = $1 and old is not null', [provider.id]),
    ).toEqual([{ new: { first_name: '(redacted)', last_name: '(redacted)' } }]);
    expect((await admin.put('/api/v1/settings/identity/sessionHours', { value: 8 })).status).toBe(200);
    expect((await admin.put('/api/v1/settings/identity/sessionHours', { value: 9 })).status).toBe(200);
    expect((await events('?table=instance_settings')).items[0]).toMatchObject({
      kind: 'update',
      patientId: null,
      subject: admin.id,
      changed: ['setting_value'],
      old: { setting_value: '(redacted)' },
      new: { setting_value: '(redacted)' },
    });
    const all = await events('?limit=200');
    const [first, second] = [await events('?limit=1'), await events('?limit=2')];
    expect(second.items).toEqual(all.items.slice(0, 2));
    expect((await events(`?limit=1&cursor=${first.nextCursor}`)).items).toEqual(all.items.slice(1, 2));
    for (const client of [patient, provider, await test.signedIn('developer')]) {
      expect((await client.get('/api/v1/audit-events')).status).toBe(403);
    }
  });
});
