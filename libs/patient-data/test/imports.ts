import type { ImportReport, RecordCounts } from '@carenode/patient-data-contract';
import type { Answer, TestClient, TestHost } from '@carenode/testing';

import { rowCount } from './nouns.js';

export interface ImportBody {
  readonly id: string;
  readonly status: string;
  readonly format: string;
  readonly formats: readonly string[];
  readonly report: ImportReport | null;
  readonly counts: (RecordCounts & { readonly updated: number }) | null;
  readonly problem: { code: string; detail: string; errors?: { field: string; rule: string }[] } | null;
  readonly questions: readonly { id: string; kind: string }[] | null;
  readonly answers: Readonly<Record<string, string>> | null;
  readonly byteCount: number;
  readonly bytesRead: number;
  readonly contentSha256: string;
  readonly fileName: string | null;
  readonly recordsRead: number | null;
  readonly recordsDone: number;
  readonly rowsUndone: number;
  readonly startedBy: string | null;
  readonly finishedAt: string | null;
  readonly undoneAt: string | null;
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

const UNDER_WAY = ['queued', 'running', 'undoing'];

/** Asks again until the import is over, or waits for answers. */
export async function ended(who: TestClient, id: string): Promise<ImportBody> {
  for (let tries = 0; tries < 600; tries++) {
    const { body } = await who.get<ImportBody>(`/api/v1/patients/me/imports/${id}`);
    if (!UNDER_WAY.includes(body.status)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The import did not come to its end.');
}

/** The report of an import that is done, which adds up. */
export function reportOf({ report }: ImportBody): ImportReport {
  if (!report) throw new Error('There is no report.');
  expectToAddUp(report);
  return report;
}

/** read = stored + duplicate + quarantined + skipped, for each kind and for all of them. */
export function expectToAddUp({ total, kinds }: ImportReport): void {
  const all = Object.values(kinds);
  for (const { read, stored, duplicate, quarantined, skipped } of [total, ...all])
    expect(stored + duplicate + quarantined + skipped).toBe(read);
  for (const name of ['read', 'stored', 'duplicate', 'quarantined', 'skipped'] as const)
    expect(all.reduce((total, kind) => total + kind[name], 0)).toBe(total[name]);
}

/** What happened to rows in an import that did nothing else. */
export const ROWS = (created: number, updated = 0, duplicate = 0) => ({ created, updated, duplicate });

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
