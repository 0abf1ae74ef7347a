import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { TestClient, TestHost } from '@carenode/testing';
import { unzipSync } from 'fflate';

import { signedInPerson } from './people.js';

export interface ExportBody {
  readonly id: string;
  readonly jobId: string;
  readonly status: string;
  readonly byteCount: number | null;
  readonly sha256: string | null;
  readonly expiresAt: string;
  readonly code?: string;
}

export interface RecordManifest {
  readonly person: string;
  readonly tables: readonly {
    table: string;
    module: string;
    file: string;
    rows: number;
    bytes: number;
    sha256: string;
    meaning: string;
    columns: { name: string; type: string; meaning: string | null }[];
  }[];
}

export const EXPORTS = '/api/v1/patients/me/exports';
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Waits until the export is no longer under way. */
export async function settled(client: TestClient, id: string, patience = 10_000): Promise<ExportBody> {
  const read = async () => (await client.get<ExportBody>(`${EXPORTS}/${id}`)).body;
  const until = performance.now() + patience;
  for (;;) {
    const made = await read();
    if (!['queued', 'running'].includes(made.status)) return made;
    if (performance.now() > until) throw new Error(`The export is still ${made.status}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The file of an export as its bytes, with the headers of the answer. */
export async function download(
  test: { url: string },
  cookie: string,
  id: string,
): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
  const answer = await fetch(`${test.url}${EXPORTS}/${id}/file`, { headers: { cookie } });
  return {
    status: answer.status,
    headers: answer.headers,
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
}

/** The files of a ZIP by name, as text. */
export function unzipped(bytes: Uint8Array): Map<string, string> {
  return new Map(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, new TextDecoder().decode(content)]),
  );
}

export type Person = Awaited<ReturnType<typeof signedInPerson>>;

/** A patient with a record of the size of the demo's, whose texts say `mark`, and with secrets of several kinds. */
export async function patientWithRecord(
  test: TestHost,
  mark: string,
  file = 'cammy-kreiger.json',
): Promise<Person> {
  const person = await signedInPerson(test);
  const { client } = person;
  const expectCreated = (answer: { status: number; text: string }) => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  };
  const bundle = readFileSync(new URL(`../../patient-data/demo/synthea/${file}`, import.meta.url));
  expectCreated(
    await client.post('/api/v1/patients/me/imports', undefined, {
      raw: { content: bundle, type: 'application/fhir+json' },
    }),
  );
  expectCreated(
    await client.patch('/api/v1/profile', { firstName: `${mark}Given`, lastName: `${mark}Family` }),
  );
  expectCreated(
    await client.post(
      '/api/v1/patients/me/food-log',
      {
        timestamp: '2026-03-01T07:30:00.000Z',
        foodName: `${mark} bread`,
        notes: `${mark}\n"quoted" – line two`,
      },
      { headers: { 'idempotency-key': `${mark}-key` } },
    ),
  );
  expectCreated(
    await client.post('/api/v1/patients/me/import-sources', {
      sourceName: `${mark} hospital`,
      sourceType: 'fhir',
      status: 'active',
      authToken: `${mark} token`,
    }),
  );
  await test.database.admin.query(
    `insert into profile_identifiers (system, value, profile_id) values ('urn:test', $1, $2)`,
    [`${mark}-number`, person.id],
  );
  await atRest(test, person.id);
  return person;
}

/** Resolves when no background work about the patient is left: it changes rows of theirs. */
async function atRest(test: TestHost, id: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { rows } = await test.database.admin.query(
      `select from jobs where about = $1 and status in ('queued', 'running') limit 1`,
      [id],
    );
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error('Background work about the patient does not end.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
