import type { AccessExplanation, AccessFactor } from '@carenode/identity-contract';
import { newId, type Verb } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';
import { expect } from '@jest/globals';

import { rewrite } from './people.js';

/** What stands in every row that is asked about, and in no explanation. */
export const SECRET = 'Zebra stripe syndrome';

/** A host with a patient's rows, and people of all kinds whom an admin asks about. */
export interface Explaining {
  readonly test: TestHost;
  readonly admin: TestClient;
  readonly provider: TestClient;
  /** A provider without any relation to the patient. */
  readonly stranger: TestClient;
  readonly patient: TestClient;
  readonly developer: TestClient;
  /** Rows of the patient: in patient_conditions, measurements and echo_notes. */
  readonly condition: string;
  readonly measurement: string;
  readonly note: string;
  /** Changes rows past all triggers. */
  put(text: string, values?: unknown[]): Promise<void>;
  /** The explanation, which has nothing of what is in the rows. */
  explain(
    who: TestClient | string,
    table: string,
    more?: { row?: string; verb?: Verb; scopes?: string[] },
  ): Promise<AccessExplanation>;
}

export async function startExplaining(): Promise<Explaining> {
  const test = await startTestHost({ modules: ['echo', 'echo-archive'] });
  const put = (text: string, values: unknown[] = []) => rewrite(test, text, values);
  const admin = await test.signedIn('admin');
  const patient = await test.signedIn('patient');
  const [condition, measurement, note] = [newId(), newId(), newId()];
  await put('insert into patient_conditions (id, patient_id, name) values ($1, $2, $3)', [
    condition,
    patient.id,
    SECRET,
  ]);
  await put(
    `insert into measurements (id, patient_id, variable_id, value, start_at)
     select $1, $2, id, 42, now() from variables where patient_id is null order by id limit 1`,
    [measurement, patient.id],
  );
  await put('insert into echo_notes (id, profile_id, text) values ($1, $2, $3)', [note, patient.id, SECRET]);
  return {
    test,
    admin,
    patient,
    provider: await test.signedIn('provider'),
    stranger: await test.signedIn('provider'),
    developer: await test.signedIn('developer'),
    condition,
    measurement,
    note,
    put,
    explain: async (who, table, more = {}) => {
      const user = typeof who === 'string' ? who : who.id;
      const answer = await admin.post<AccessExplanation>('/api/v1/access/explain', { user, table, ...more });
      const { status, body, text } = answer;
      expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
      expect(text).not.toContain(SECRET);
      return body;
    },
  };
}

/** What is said of one kind of reason, each with yes or no in front. */
export function says({ factors }: AccessExplanation, factor: AccessFactor['factor']): string[] {
  return factors
    .filter((one) => one.factor === factor)
    .map((one) => `${one.holds ? 'yes' : 'no'}: ${one.says}`);
}
