import { newId, type UserType, USER_TYPES } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { signedInPerson } from './people.js';

/** What PostgreSQL lets each kind of caller do, whatever the host's code would ask for. */
describe('row security of identity', () => {
  let test: TestHost;
  const people = {} as Record<UserType, TestClient>;

  beforeAll(async () => {
    test = await startTestHost();
    for (const userType of USER_TYPES) people[userType] = await test.signedIn(userType);
  });

  afterAll(() => test.close());

  const as = (userType: UserType, client: TestClient = people[userType]) =>
    test.db.as(test.contextOf(client, userType));
  const refused = { code: 'not_allowed' };

  it.each(USER_TYPES)('lets no %s change their user type, e-mail address or id', async (userType) => {
    const { id } = people[userType];
    for (const [column, value] of [
      ['user_type', 'admin'],
      ['email', 'x@example.org'],
      ['id', newId()],
      ['deleted_at', '2026-01-01'],
      ['version', '7'],
    ]) {
      await expect(
        as(userType).execute(`update profiles set ${column} = $2 where id = $1`, [id, value]),
      ).rejects.toMatchObject(refused);
    }
    const { rows } = await test.database.admin.query('select user_type from profiles where id = $1', [id]);
    expect(rows).toEqual([{ user_type: userType }]);
  });

  it.each(USER_TYPES)('lets a %s change their own name, and nobody else’s', async (userType) => {
    const update = 'update profiles set first_name = $2 where id = $1 returning id';
    expect(await as(userType).execute(update, [people[userType].id, 'New'])).toHaveLength(1);
    const other = await test.signedIn('patient');
    expect(await as(userType).execute(update, [other.id, 'New'])).toHaveLength(0);
  });

  it.each(USER_TYPES)('lets no %s make or delete profiles', async (userType) => {
    await expect(
      as(userType).execute(`insert into profiles (user_type) values ('admin')`),
    ).rejects.toMatchObject(refused);
    await expect(as(userType).execute('delete from profiles')).rejects.toMatchObject(refused);
  });

  it.each(['patient', 'provider', 'research-partner', 'developer'] as const)(
    'shows a %s only their own profile as long as nobody is in anybody’s care',
    async (userType) => {
      const rows = await as(userType).query<{ id: string }>('select id from profiles');
      expect(rows).toEqual([{ id: people[userType].id }]);
    },
  );

  it('shows a provider the patients in their care, and a patient their providers', async () => {
    const [patient, stranger, provider, otherProvider] = await Promise.all([
      test.signedIn('patient'),
      test.signedIn('patient'),
      test.signedIn('provider'),
      test.signedIn('provider'),
    ]);
    await test.database.admin.query(
      `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
      [patient.id, provider.id],
    );
    await test.database.admin.query(
      `insert into profile_identifiers (system, value, profile_id) values ('urn:mrn', $1::text, $1::uuid), ('urn:mrn', $2::text, $2::uuid)`,
      [patient.id, stranger.id],
    );
    const seen = async (userType: UserType, client: TestClient) =>
      (await as(userType, client).query<{ id: string }>('select id from profiles'))
        .map(({ id }) => id)
        .sort();
    expect(await seen('provider', provider)).toEqual([patient.id, provider.id].sort());
    expect(await seen('provider', otherProvider)).toEqual([otherProvider.id]);
    expect(await seen('patient', patient)).toEqual([patient.id, provider.id].sort());
    expect(await seen('patient', stranger)).toEqual([stranger.id]);
    const numbers = await as('provider', provider).query('select value from profile_identifiers');
    expect(numbers).toEqual([{ value: patient.id }]);

    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [patient.id]);
    expect(await seen('provider', provider)).toEqual([provider.id]);
  });

  it('shows an admin every profile, but neither keys, tokens nor password hashes', async () => {
    expect((await as('admin').query('select id from profiles')).length).toBeGreaterThanOrEqual(5);
    for (const text of [
      'select key from api_keys',
      'select * from api_keys',
      'select token_hash from sessions',
      'select token_hash from invitations',
      'select password_hash from credentials',
      'select key from sign_in_failures',
    ]) {
      await expect(as('admin').query(text)).rejects.toMatchObject(refused);
    }
    expect(await as('admin').query('select id, key_prefix from api_keys')).toEqual([]);
  });

  it.each(USER_TYPES)('keeps credentials and failed sign-ins from a %s', async (userType) => {
    for (const table of ['credentials', 'sign_in_failures']) {
      await expect(as(userType).query(`select 1 from ${table}`)).rejects.toMatchObject(refused);
      await expect(as(userType).execute(`delete from ${table}`)).rejects.toMatchObject(refused);
    }
  });

  it.each(USER_TYPES)('shows and ends only a %s’s own sessions', async (userType) => {
    const other = await signedInPerson(test, 'patient');
    const rows = await as(userType).query<{ profile_id: string }>('select id, profile_id from sessions');
    expect(rows.every((row) => row.profile_id === people[userType].id)).toBe(true);
    const ended = await as(userType).execute('delete from sessions where profile_id = $1 returning id', [
      other.id,
    ]);
    expect(ended).toEqual([]);
    await expect(
      as(userType).execute(
        `insert into sessions (profile_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
        [people.admin.id, Buffer.alloc(32)],
      ),
    ).rejects.toMatchObject(refused);
    expect((await other.client.get('/api/v1/session')).status).toBe(200);
  });

  it.each(['patient', 'provider', 'research-partner'] as const)(
    'keeps API keys from a %s',
    async (userType) => {
      await expect(as(userType).query('select id from api_keys')).rejects.toMatchObject(refused);
    },
  );

  it('lets a developer make keys in their own name only, and bring none back', async () => {
    const insert = `insert into api_keys (name, key, key_prefix, scope, created_by) values ('x', $1, 'cn_abcdef', '{user/*.r}', $2)`;
    const hash = newId().replaceAll('-', '').repeat(2);
    await expect(as('developer').execute(insert, [hash, people.admin.id])).rejects.toMatchObject(refused);
    await as('developer').execute(insert, [hash, people.developer.id]);
    await as('developer').execute('update api_keys set revoked_at = now() where created_by = $1', [
      people.developer.id,
    ]);
    await as('developer').execute('update api_keys set revoked_at = null where created_by = $1', [
      people.developer.id,
    ]);
    const { rows } = await test.database.admin.query(
      'select revoked_at from api_keys where created_by = $1',
      [people.developer.id],
    );
    expect(rows).toEqual([{ revoked_at: expect.any(Date) }]);
  });

  it('lets a provider invite patients in their own name only', async () => {
    const insert = `insert into invitations (email, user_type, token_hash, invited_by, expires_at)
                    values ('a@example.org', $1, $2, $3, now() + interval '1 day')`;
    const hash = Buffer.alloc(32, 7);
    for (const [userType, by] of [
      ['admin', people.provider.id],
      ['provider', people.provider.id],
      ['patient', people.admin.id],
    ]) {
      await expect(as('provider').execute(insert, [userType, hash, by])).rejects.toMatchObject(refused);
    }
    await as('provider').execute(insert, ['patient', hash, people.provider.id]);
    await expect(
      as('provider').execute('update invitations set accepted_at = now(), user_type = $1', ['admin']),
    ).rejects.toMatchObject(refused);
    await expect(as('patient').query('select id from invitations')).rejects.toMatchObject(refused);
  });

  it('stores no profile that breaks a rule', async () => {
    const insert = (columns: string, values: string) =>
      test.database.admin.query(`insert into profiles (${columns}) values (${values})`);
    for (const [columns, values, constraint] of [
      ['user_type', `'root'`, 'profiles_user_type_is_known'],
      ['user_type, email', `'patient', 'Ann@Example.org'`, 'profiles_email_is_lower_case'],
      ['user_type, gender', `'patient', 'm'`, 'profiles_gender_is_known'],
      ['user_type, date_of_birth', `'patient', 'infinity'`, 'profiles_date_of_birth_range'],
      ['user_type, date_of_birth', `'patient', '0044-03-15'`, 'profiles_date_of_birth_range'],
      ['user_type, first_name', `'patient', ''`, 'profiles_name_length'],
    ] as const) {
      await expect(insert(columns, values)).rejects.toMatchObject({ constraint });
    }
    await insert('user_type, email', `'patient', 'twice@example.org'`);
    await expect(insert('user_type, email', `'patient', 'twice@example.org'`)).rejects.toMatchObject({
      constraint: 'profiles_email_is_unique',
    });
  });
});
