import { Users } from '@carenode/identity-contract';
import { newId, systemContext, type UserType } from '@carenode/module-kit';
import { type Answer, TestClient, type TestHost } from '@carenode/testing';

export const PASSWORD = 'seven green lorries';

/** Somebody new who can sign in with PASSWORD. */
export async function personWithPassword(
  test: TestHost,
  userType: UserType = 'patient',
): Promise<{ id: string; email: string }> {
  const email = `${newId()}@example.org`;
  const { id } = await test.host
    .get(Users)
    .create(systemContext('arrange a test'), { userType, email, password: PASSWORD });
  return { id, email };
}

export function signIn(
  client: TestClient,
  email: string,
  password: string = PASSWORD,
): Promise<Answer<SessionBody>> {
  return client.post<SessionBody>('/api/v1/session', { email, password });
}

/** The cookie that an answer sets, as a browser sends it back. */
export function cookieOf(answer: Answer<unknown>): string {
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** A client that carries the session cookie of an answer. */
export function carrying(test: { url: string }, answer: Answer<SessionBody>): TestClient {
  return new TestClient(test.url, answer.body.profile.id, { cookie: cookieOf(answer) });
}

/** Somebody new, signed in with their password. */
export async function signedInPerson(
  test: TestHost,
  userType: UserType = 'patient',
): Promise<{ client: TestClient; cookie: string; email: string; id: string }> {
  const { id, email } = await personWithPassword(test, userType);
  const answer = await signIn(test.anonymous(), email);
  return { client: carrying(test, answer), cookie: cookieOf(answer), email, id };
}

/** Changes rows as nobody can, such as when something happened: as the superuser, with every trigger asleep. */
export async function rewrite(test: TestHost, text: string, values: unknown[] = []): Promise<void> {
  const client = await test.database.admin.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(text, values);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** For what another connection or host tells this one: soon, though not at once. */
export async function soon(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come about within five seconds.');
}

export interface SessionBody {
  readonly code?: string;
  readonly profile: { id: string; userType: string; email: string | null; firstName: string | null };
  readonly modules: readonly { name: string; active: boolean; required: boolean }[];
  readonly expiresAt: string | null;
  readonly actor: { kind: string; id: string };
}

/** Asks for a change of somebody's user type as an admin does: looks at what they gain and lose, and approves that. */
export async function changeUserType<T = unknown>(
  admin: TestClient,
  profileId: string,
  userType: string,
  reason = 'a new job',
): Promise<Answer<T>> {
  const difference = await admin.post<{ fingerprint?: string }>('/api/v1/access/difference', {
    profileIds: [profileId],
    userType,
  });
  return admin.post<T>('/api/v1/user-type-changes', {
    profileId,
    userType,
    reason,
    approvedDifference: difference.body.fingerprint ?? '0'.repeat(64),
  });
}
