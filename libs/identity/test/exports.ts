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
  await purchase(test, person.id, mark);
  await atRest(test, person.id);
  return person;
}

/** A row of each table of the shop that is about people, as an order that is paid leaves them. */
async function purchase(test: TestHost, id: string, mark: string): Promise<void> {
  const { rows } = await test.database.admin.query<{ product: string; lot: string; treatment: string }>(
    `with t as (insert into treatments (name) values ($1) returning id),
          p as (insert into products (name, price, currency, status) values ('Bitter drops', 5, 'USD', 'active') returning id),
          l as (insert into lots (product_id, lot_code, quantity) select id, 'L-1', 10 from p returning id)
     select t.id as treatment, p.id as product, l.id as lot from t, p, l`,
    [`Treatment of ${id}`],
  );
  const { product, lot, treatment } = rows[0] ?? {};
  await test.database.admin.query(
    `with r as (
       insert into prescriptions (patient_id, treatment_id, quantity, fills_remaining, dosage_instruction, expires_on)
       values ($1, $4, 5, 1, $5 || ' at night', (now() at time zone 'UTC')::date + 300) returning id
     ), c as (
       insert into cart_items (patient_id, product_id, quantity) values ($1, $2, 2)
     ), o as (
       insert into orders (patient_id, status, total_amount, currency, shipping_address, cancel_reason, idempotency_key, idempotency_fingerprint)
       values ($1, 'paid', 10, 'USD', jsonb_build_object('sealed', 'the address of ' || $5), $5, $5 || '-key', $5 || '-print') returning id
     ), i as (
       insert into order_items (order_id, product_id, quantity, price_per_unit, patient_id, product_name, prescription_id)
       select o.id, $2, 2, 5, $1, 'Bitter drops', r.id from o, r returning id
     ), y as (
       insert into payments (order_id, patient_id, provider, reference, status, amount, currency)
       select o.id, $1, 'manual', o.id::text, 'succeeded', 10, 'USD' from o returning id
     ), f as (
       insert into refunds (payment_id, patient_id, amount, reason) select y.id, $1, 1, $5 from y
     )
     insert into lot_allocations (order_item_id, lot_id, patient_id, quantity) select i.id, $3, $1, 2 from i`,
    [id, product, lot, treatment, mark],
  );
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
