import { PatientProfiles, Users } from '@carenode/identity-contract';
import { newId, systemContext, type UserType } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

interface Profile {
  readonly id: string;
  readonly userType: UserType;
  readonly firstName: string | null;
  readonly dateOfBirth: string | null;
  readonly version: number;
}
interface Page {
  readonly items: readonly Profile[];
  readonly nextCursor: string | null;
}

describe('a profile', () => {
  let test: TestHost;

  beforeAll(async () => {
    test = await startTestHost();
  });

  afterAll(() => test.close());

  const system = () => test.db.as(systemContext('arrange a test'));
  const inCare = (patient: TestClient, provider: TestClient) =>
    test.database.admin.query(
      `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
      [patient.id, provider.id],
    );

  it('is changed by the person it is about', async () => {
    const client = await test.signedIn('patient');
    const before = await client.get<Profile>('/api/v1/profile');
    expect(before.headers.get('etag')).toBe('"1"');
    const change = {
      firstName: 'Ann-Marie',
      dateOfBirth: '1980-02-29',
      gender: 'female',
      timeZone: 'Europe/Zurich',
    };
    const after = await client.patch<Profile>('/api/v1/profile', change, { headers: { 'if-match': '"1"' } });
    expect(after.status).toBe(200);
    expect(after.body).toMatchObject({ ...change, id: client.id, lastName: 'Example', version: 2 });
    const cleared = await client.patch<Profile>('/api/v1/profile', { dateOfBirth: null, gender: null });
    expect(cleared.body).toMatchObject({ dateOfBirth: null, gender: null, firstName: 'Ann-Marie' });
    const stale = await client.patch('/api/v1/profile', change, { headers: { 'if-match': '"1"' } });
    expect(stale.status).toBe(412);
  });

  it.each([
    [{ userType: 'admin' }, 'userType', 'unknown'],
    [{ email: 'x@example.org' }, 'email', 'unknown'],
    [{ id: newId() }, 'id', 'unknown'],
    [{ firstName: null }, 'firstName', 'isString'],
    [{ firstName: 'x'.repeat(201) }, 'firstName', 'isLength'],
    [{ dateOfBirth: '2023-02-29' }, 'dateOfBirth', 'day'],
    [{ dateOfBirth: '2150-01-01' }, 'dateOfBirth', 'notAhead'],
    [{ gender: 'F' }, 'gender', 'isIn'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'timeZone'],
    [{}, 'body', 'minProperties'],
  ])('is not changed to %j', async (change, field, rule) => {
    const client = await test.signedIn('patient');
    const answer = await client.patch<{ errors: { field: string; rule: string }[] }>(
      '/api/v1/profile',
      change,
    );
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field, rule })]);
    expect((await client.get<Profile>('/api/v1/profile')).body.version).toBe(1);
  });

  it('is found by an admin by how a name or the address begins, and by user type', async () => {
    const admin = await test.signedIn('admin');
    const tag = newId().slice(-12);
    const users = test.host.get(Users);
    const make = (userType: UserType, firstName: string, lastName: string) =>
      users.create(systemContext('arrange a test'), {
        userType,
        firstName,
        lastName,
        email: `${firstName}.${tag}@example.org`,
      });
    const ada = await make('patient', `Ada${tag}`, `Byron${tag}`);
    const bob = await make('provider', `Bob${tag}`, `Ada${tag}`);
    const cy = await make('patient', `C_${tag}`, `100%${tag}`);
    const find = async (query: string) =>
      (await admin.get<Page>(`/api/v1/profiles?${query}`)).body.items.map(({ id }) => id);
    expect(await find(`q=ADA${tag}`)).toEqual([bob.id, ada.id]);
    expect(await find(`q=ada${tag}&userType=patient`)).toEqual([ada.id]);
    expect(await find(`q=ada${tag}.`)).toEqual([ada.id]);
    expect(await find(`q=${encodeURIComponent(`100%${tag}`)}`)).toEqual([cy.id]);
    expect(await find(`q=${encodeURIComponent(`%${tag}`)}`)).toEqual([]);
    expect(await find(`q=C_${tag}`)).toEqual([cy.id]);
    expect(await find(`q=CX${tag}`)).toEqual([]);
    expect(await find(`q=${encodeURIComponent(`ADA${tag}\u{10ffff}`)}`)).toEqual([]);
    expect(await find(`q=${encodeURIComponent('\\')}`)).toEqual([]);
  });

  it.each(['patient', 'provider', 'research-partner', 'developer'] as const)(
    'is not listed for a %s',
    async (userType) => {
      const client = await test.signedIn(userType);
      expect((await client.get('/api/v1/profiles')).status).toBe(403);
    },
  );

  it('of a patient is listed for those in whose care they are, themselves, and admins', async () => {
    const [patient, other, provider, admin] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('provider'),
      test.signedIn('admin'),
    ]);
    await inCare(patient, provider);
    const listed = async (client: TestClient) =>
      (await client.get<Page>('/api/v1/patients?limit=200')).body.items.map(({ id }) => id);
    expect(await listed(provider)).toEqual([patient.id]);
    expect(await listed(patient)).toEqual([patient.id]);
    expect(await listed(other)).toEqual([other.id]);
    const searched = async (client: TestClient, q: string) =>
      (await client.get<Page>(`/api/v1/patients?q=${q}`)).body.items.map(({ id }) => id);
    expect(await searched(provider, 'EXAM')).toEqual([patient.id]);
    expect(await searched(provider, '%25')).toEqual([]);
    expect(await searched(admin, patient.id)).toEqual([patient.id]);
    const all = (await admin.get<Page>('/api/v1/patients?limit=200')).body.items;
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([patient.id, other.id]));
    expect(all.every(({ userType }) => userType === 'patient')).toBe(true);
    for (const userType of ['developer', 'research-partner'] as const) {
      expect((await (await test.signedIn(userType)).get('/api/v1/patients')).status).toBe(403);
    }
  });

  it('of one patient is shown to those in whose care they are, themselves, and admins, and to others as if nobody', async () => {
    const [patient, other, provider, stranger, admin] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('provider'),
      test.signedIn('provider'),
      test.signedIn('admin'),
    ]);
    await inCare(patient, provider);
    const path = `/api/v1/patients/${patient.id}`;
    for (const client of [patient, provider, admin]) {
      expect((await client.get<{ id: string }>(path)).body.id).toBe(patient.id);
    }
    expect((await patient.get<{ id: string }>('/api/v1/patients/me')).body.id).toBe(patient.id);
    for (const client of [other, stranger]) expect((await client.get(path)).status).toBe(404);
    // A provider is no patient, whoever asks.
    expect((await admin.get(`/api/v1/patients/${provider.id}`)).status).toBe(404);
    expect((await test.anonymous().get(path)).status).toBe(401);
  });

  describe('made by other parts of the instance', () => {
    it('is for background work and admins in person only', async () => {
      const users = test.host.get(Users);
      const admin = await test.signedIn('admin');
      const made = await users.create(test.contextOf(admin, 'admin'), { userType: 'developer' });
      expect(made.id).toMatch(/^[0-9a-f-]{36}$/);
      const provider = await test.signedIn('provider');
      await expect(
        users.create(test.contextOf(provider, 'provider'), { userType: 'patient' }),
      ).rejects.toMatchObject({ code: 'not_allowed' });
    });

    it('has one e-mail address that nobody else has', async () => {
      const users = test.host.get(Users);
      const ctx = systemContext('arrange a test');
      const email = `${newId()}@Example.ORG`;
      const { id } = await users.create(ctx, { userType: 'patient', email, timeZone: 'Asia/Tokyo' });
      expect(await users.find(ctx, email)).toMatchObject({ id, email: email.toLowerCase() });
      await expect(
        users.create(ctx, { userType: 'patient', email: email.toUpperCase() }),
      ).rejects.toMatchObject({ code: 'email_taken' });
      const page = await users.list(ctx, { userType: 'patient', limit: 1 });
      expect(page.items).toEqual([expect.objectContaining({ id, firstName: null })]);
      expect(page.nextCursor).not.toBeNull();
    });

    it.each([
      [{ userType: 'root' as UserType }, 'userType'],
      [{ userType: 'patient' as const, email: 'nobody' }, 'email'],
      [{ userType: 'patient' as const, email: 'a@example.org', password: 'password1234' }, 'password'],
      [{ userType: 'patient' as const, dateOfBirth: '1980-13-01' }, 'dateOfBirth'],
    ])('is not made from %j', async (user, field) => {
      await expect(test.host.get(Users).create(systemContext('arrange a test'), user)).rejects.toMatchObject({
        code: 'validation_failed',
        details: { errors: [{ field }] },
      });
    });
  });

  describe('filled by an import', () => {
    const fill = (
      client: TestClient,
      userType: UserType,
      patientId: string,
      told: Parameters<PatientProfiles['fill']>[2],
    ) =>
      test.db
        .as(test.contextOf(client, userType))
        .transaction((tx) => test.host.get(PatientProfiles).fill(tx, patientId, told));
    const newPatient = async () => {
      const client = await test.signedIn('patient');
      await test.database.admin.query(
        'update profiles set first_name = null, last_name = null where id = $1',
        [client.id],
      );
      return client;
    };
    const told = (value: string = newId()) => ({
      identifiers: [
        { system: 'urn:mrn', value },
        { system: 'urn:other', value: `o-${value}` },
      ],
      givenName: 'Ann',
      familyName: 'Imported',
      dateOfBirth: '1970-05-06',
      gender: 'female' as const,
    });

    it('gets what it does not say yet, once', async () => {
      const patient = await newPatient();
      const record = told();
      expect(await fill(patient, 'patient', patient.id, record)).toBe('created');
      expect(await fill(patient, 'patient', patient.id, record)).toBe('duplicate');
      const [row] = await system().query('select first_name, last_name, gender from profiles where id = $1', [
        patient.id,
      ]);
      expect(row).toEqual({ first_name: 'Ann', last_name: 'Imported', gender: 'female' });
    });

    it('keeps what the patient has entered', async () => {
      const patient = await newPatient();
      await patient.patch('/api/v1/profile', { firstName: 'Annie', dateOfBirth: '1971-01-01' });
      expect(await fill(patient, 'patient', patient.id, told())).toBe('created');
      expect((await patient.get<Profile>('/api/v1/profile')).body).toMatchObject({
        firstName: 'Annie',
        lastName: 'Imported',
        dateOfBirth: '1971-01-01',
      });
    });

    it('refuses a record of another patient, and keeps nothing of it', async () => {
      const [first, second] = [await newPatient(), await newPatient()];
      const record = told();
      await fill(first, 'patient', first.id, record);
      await expect(fill(second, 'patient', second.id, record)).rejects.toMatchObject({
        code: 'another_patient',
        kind: 'conflict',
      });
      await expect(
        fill(first, 'patient', first.id, { identifiers: [{ system: 'urn:mrn', value: 'other' }] }),
      ).rejects.toMatchObject({ code: 'another_patient' });
      expect((await second.get<Profile>('/api/v1/profile')).body).toMatchObject({
        firstName: null,
        version: 2,
      });
      const rows = await system().query('select value from profile_identifiers where profile_id = $1', [
        second.id,
      ]);
      expect(rows).toEqual([]);
    });

    it('belongs to one of two patients whose imports run at the same time', async () => {
      const [first, second] = [await newPatient(), await newPatient()];
      const record = told();
      const results = await Promise.allSettled([
        fill(first, 'patient', first.id, record),
        fill(second, 'patient', second.id, record),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('is the work of the patient, of those in whose care they are, or of the background', async () => {
      const [patient, stranger, provider, admin] = [
        await newPatient(),
        await newPatient(),
        await test.signedIn('provider'),
        await test.signedIn('admin'),
      ];
      const record = told();
      const notFound = { code: 'not_found' };
      await expect(fill(stranger, 'patient', patient.id, record)).rejects.toMatchObject(notFound);
      await expect(fill(provider, 'provider', patient.id, record)).rejects.toMatchObject(notFound);
      await expect(fill(provider, 'provider', provider.id, record)).rejects.toMatchObject(notFound);
      await expect(fill(admin, 'admin', patient.id, record)).rejects.toMatchObject({ code: 'not_allowed' });
      await inCare(patient, provider);
      expect(await fill(provider, 'provider', patient.id, record)).toBe('created');
      const again = system().transaction((tx) => test.host.get(PatientProfiles).fill(tx, patient.id, record));
      expect(await again).toBe('duplicate');
    });
  });
});
