import { delegateContext, type RequestContext, type UserType } from '@carenode/module-kit';
import type { Answer, TestClient, TestHost } from '@carenode/testing';

export interface Delegated {
  readonly id: string;
  readonly guardianId: string;
  readonly patientId: string;
  readonly status: string;
  readonly proposedBy: string;
  readonly acceptedAt: string | null;
  readonly endedBy: string | null;
  readonly endsAt: string | null;
  readonly guardianName: string | null;
  readonly patientName: string | null;
  readonly code?: string;
}
export interface Problem {
  readonly code: string;
}

export const PATH = '/api/v1/delegations';
export const NOT_DELEGATED = [403, 'not_delegated'];

export function propose(
  by: TestClient,
  guardian: { id: string },
  child: { id: string },
  more: object = {},
): Promise<Answer<Delegated>> {
  return by.post<Delegated>(PATH, {
    guardianId: guardian.id,
    patientId: child.id,
    relation: 'parent',
    ...more,
  });
}

export function act(client: TestClient, id: string, verb: 'accept' | 'end'): Promise<Answer<Delegated>> {
  return client.post<Delegated>(`${PATH}/${id}/${verb}`);
}

/** What a guardian sends along who acts for the child. */
export function acting(child: { id: string }): { headers: Record<string, string> } {
  return { headers: { 'carenode-acting-for': child.id } };
}

/** Who "me" is, for a guardian who acts for the child. */
export function me(
  client: TestClient,
  child: { id: string },
): Promise<Answer<{ id: string; code?: string }>> {
  return client.get('/api/v1/patients/me', acting(child));
}

export function codeOf({
  status,
  body,
}: Answer<{ code?: string }>): [status: number, code: string | undefined] {
  return [status, body.code];
}

export function delegate(
  test: TestHost,
  guardian: TestClient,
  child: { id: string },
  userType: UserType = 'patient',
): RequestContext {
  return delegateContext(test.contextOf(guardian, userType), child.id);
}

/** A guardian who may act for a child. */
export async function family(
  test: TestHost,
  admin: TestClient,
  userType: 'patient' | 'provider' = 'patient',
  more: object = {},
): Promise<{ guardian: TestClient; child: TestClient; id: string }> {
  const [guardian, child] = await Promise.all([test.signedIn(userType), test.signedIn('patient')]);
  const { body } = await propose(admin, guardian, child, more);
  await act(guardian, body.id, 'accept');
  return { guardian, child, id: body.id };
}
