import type { UserType } from '@carenode/module-kit';
import type { Answer, TestClient, TestHost } from '@carenode/testing';

import { rewrite } from './people.js';

export interface Grant {
  readonly id: string;
  readonly patientId: string;
  readonly profileId: string;
  readonly userType: UserType;
  readonly reason: string;
  readonly state: string;
  readonly grantedAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  readonly reviewDueAt: string;
  readonly verdict: string | null;
  readonly reviewedBy: string | null;
  readonly openerName: string | null;
  readonly code?: string;
}
interface Told {
  readonly items: readonly { readonly kind: string; readonly body: Record<string, unknown> }[];
}

export const PATH = '/api/v1/break-glass';
export const REASON = 'unconscious after an accident';
export const UNDER = 'select carenode.patients_under_break_glass() as id';

/** Breaks the glass. */
export function open(client: TestClient, patient: { id: string }, more: object = {}): Promise<Answer<Grant>> {
  return client.post<Grant>(PATH, { patientId: patient.id, reason: REASON, ...more });
}

export function review(
  client: TestClient,
  id: string,
  verdict = 'justified',
  note?: string,
): Promise<Answer<Grant>> {
  return client.post<Grant>(`${PATH}/${id}/review`, { verdict, ...(note ? { note } : {}) });
}

export function codeOf({
  status,
  body,
}: Answer<{ code?: string }>): [status: number, code: string | undefined] {
  return [status, body.code];
}

export async function told(client: TestClient): Promise<Told['items']> {
  return (await client.get<Told>('/api/v1/notifications')).body.items;
}

export async function sees(client: TestClient, patient: { id: string }): Promise<boolean> {
  return (await client.get(`/api/v1/patients/${patient.id}`)).status === 200;
}

/** Whose records somebody has open, by the database. */
export async function openTo(
  test: TestHost,
  client: TestClient,
  userType: UserType = 'provider',
): Promise<string[]> {
  const rows = await test.db.as(test.contextOf(client, userType)).query<{ id: string }>(UNDER);
  return rows.map(({ id }) => id);
}

/** Moves a grant into the past, with everything that hangs on its beginning. */
export function age(test: TestHost, id: string, by: string): Promise<void> {
  return rewrite(
    test,
    `update break_glass_grants set granted_at = granted_at - $2::interval, expires_at = expires_at - $2::interval,
            ended_at = ended_at - $2::interval, review_due_at = review_due_at - $2::interval where id = $1`,
    [id, by],
  );
}

/** A provider who has just opened the record of a patient. */
export async function emergency(
  test: TestHost,
): Promise<{ provider: TestClient; patient: TestClient; id: string }> {
  const [provider, patient] = await Promise.all([test.signedIn('provider'), test.signedIn('patient')]);
  const { body } = await open(provider, patient);
  return { provider, patient, id: body.id };
}
