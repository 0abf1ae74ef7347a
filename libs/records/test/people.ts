import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

/** A host with records and everybody who might ask: `provider` cares for `patient`, `stranger` for nobody. */
export interface World {
  readonly host: TestHost;
  readonly patient: TestClient;
  readonly otherPatient: TestClient;
  readonly provider: TestClient;
  readonly stranger: TestClient;
  readonly admin: TestClient;
  readonly partner: TestClient;
  readonly developer: TestClient;
  readonly nobody: TestClient;
}

export async function startWorld(options: { poolSize?: number } = {}): Promise<World> {
  const host = await startTestHost(options);
  const [patient, otherPatient, provider, stranger, admin, partner, developer] = await Promise.all([
    host.signedIn('patient'),
    host.signedIn('patient'),
    host.signedIn('provider'),
    host.signedIn('provider'),
    host.signedIn('admin'),
    host.signedIn('research-partner'),
    host.signedIn('developer'),
  ]);
  await takeIntoCare(host, patient, provider);
  return {
    host,
    patient,
    otherPatient,
    provider,
    stranger,
    admin,
    partner,
    developer,
    nobody: host.anonymous(),
  };
}

/** Puts the provider into the patient's active care team. */
export async function takeIntoCare(host: TestHost, patient: TestClient, provider: TestClient): Promise<void> {
  await host.database.admin.query(
    `insert into care_team_members (patient_id, provider_id, status) values ($1, $2, 'active')`,
    [patient.id, provider.id],
  );
}

/** What a list answers. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** What a problem answers. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string }[];
}

/** Every page of a list, one after the other. */
export async function everyPage<T>(client: TestClient, path: string, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const join = path.includes('?') ? '&' : '?';
    const answer: { status: number; body: Page<T> } = await client.get<Page<T>>(
      `${path}${join}limit=${limit}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    items.push(...answer.body.items);
    cursor = answer.body.nextCursor;
  }
  return items;
}
