import type { ImportReport } from '@carenode/patient-data-contract';
import type { Answer, TestClient, TestHost } from '@carenode/testing';

import { rowCount } from './nouns.js';

export interface ImportBody {
  readonly id: string;
  readonly status: 'running' | 'done' | 'refused' | 'failed' | 'interrupted';
  readonly report: ImportReport | null;
  readonly problem: { code: string; detail: string; errors?: { field: string; rule: string }[] } | null;
  readonly byteCount: number;
  readonly contentSha256: string;
  readonly fileName: string | null;
  readonly entriesRead: number | null;
  readonly recordsRead: number | null;
  readonly recordsDone: number;
  readonly startedBy: string | null;
  readonly finishedAt: string | null;
}

export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly importId?: string;
  readonly errors?: readonly { field: string; rule: string; message: string }[];
}

/** The tables that the records of a file end up in. */
export const RECORD_TABLES = [
  'profile_identifiers',
  'patient_conditions',
  'patient_treatments',
  'measurements',
  'patient_health_goals',
] as const;

export function upload<T = ImportBody>(
  who: TestClient,
  content: string | Uint8Array,
  options: { patient?: string; query?: string; type?: string; headers?: Record<string, string> } = {},
): Promise<Answer<T>> {
  const { patient = 'me', query = '', type = 'application/fhir+json', headers = {} } = options;
  return who.post<T>(`/api/v1/patients/${patient}/imports${query}`, undefined, {
    raw: { content, type },
    headers,
  });
}

/** Rows of this patient in every table that an import fills. */
export async function recordCounts(host: TestHost, patientId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of RECORD_TABLES) {
    const owner = table === 'profile_identifiers' ? 'profile_id' : 'patient_id';
    const { rows } = await host.database.admin.query<{ count: string }>(
      `select count(*) from ${table} where ${owner} = $1`,
      [patientId],
    );
    counts[table] = Number(rows[0]?.count);
  }
  return counts;
}

/** Rows of everybody in every table that an import fills. */
export async function allRecords(host: TestHost): Promise<number[]> {
  return Promise.all(RECORD_TABLES.map((table) => rowCount(host, table)));
}

/** Asks again until the import is over. */
export async function ended(who: TestClient, id: string): Promise<ImportBody> {
  for (let tries = 0; tries < 200; tries++) {
    const { body } = await who.get<ImportBody>(`/api/v1/patients/me/imports/${id}`);
    if (body.status !== 'running') return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The import did not come to its end.');
}

/** read = stored + duplicate + skipped + refused, by entries; and the rows by type add up too. */
export function expectToAddUp(report: ImportReport): void {
  const { stored, duplicate, skipped, refused } = report.entries;
  expect(stored + duplicate + skipped + refused).toBe(report.read);
  expect(sum(report.used)).toBe(stored + duplicate);
  expect(sum(report.skipped)).toBe(skipped);
  expect(report.refused).toHaveLength(refused);
  expect(Object.values(report.stored).reduce((total, rows) => total + sum({ ...rows }), 0)).toBe(report.rows);
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
