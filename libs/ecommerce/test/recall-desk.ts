import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { newId } from '@carenode/module-kit';
import type { TestClient } from '@carenode/testing';

import { openShop, type Shop } from './shop.js';

export const FIXTURES = join(import.meta.dirname, 'fixtures/recalls');
export const FEED = join(FIXTURES, 'openfda-drug-enforcement-a.json');
export const feedText = () => readFileSync(FEED, 'utf8');

export interface Job {
  readonly status: string;
  readonly progressDone: number;
  readonly progressTotal: number | null;
  readonly result: ImportResult | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
}
export interface ImportResult {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly possibleMatches: number;
  readonly refusals: readonly { readonly number: number; readonly reason: string }[];
}
export interface Match {
  readonly id: string;
  readonly recallId: string;
  readonly recallNumber: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly confidence: number;
  readonly status: string;
  readonly evidence: readonly {
    readonly kind: string;
    readonly role: string;
    readonly weight: number;
    readonly theirs?: string;
  }[];
  readonly unitsInStock: number;
  readonly openOrders: number;
  readonly buyers: number;
}

/** Sends a file of recalls as an admin does, and waits for the end of the job. */
export async function importRecalls(
  admin: TestClient,
  content: string | Uint8Array,
  type = 'application/octet-stream',
): Promise<Job> {
  const sent = await admin.post<{ jobId: string }>('/api/v1/recalls/import', undefined, {
    raw: { content, type },
  });
  if (sent.status !== 202) throw new Error(`${sent.status} ${sent.text}`);
  for (;;) {
    const { body } = await admin.get<Job>(`/api/v1/jobs/${sent.body.jobId}`);
    if (!['queued', 'running'].includes(body.status)) return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A report as openFDA has it. */
export const report = (fields: Readonly<Record<string, unknown>>) => ({
  status: 'Ongoing',
  classification: 'Class II',
  openfda: {},
  product_type: 'Drugs',
  event_id: '90000',
  recalling_firm: 'Example Pharma Inc.',
  recall_number: 'D-9001-2026',
  product_description: 'Exemplar 10 mg tablets, 100-count bottle, Example Pharma',
  reason_for_recall: 'Failed dissolution specifications',
  recall_initiation_date: '20260601',
  report_date: '20260610',
  code_info: 'Lot #: ZQ4711X8, Exp 12/2028',
  ...fields,
});
export const feedOf = (...reports: readonly unknown[]) => JSON.stringify({ meta: {}, results: reports });

export interface Wish {
  readonly name: string;
  readonly manufacturer?: string;
  readonly ndc?: string;
  readonly gtin?: string;
}

/** A product that is sold, as the shop knows products: name, maker, codes. */
export async function sells(shop: Shop, { name, manufacturer, ndc, gtin }: Wish): Promise<string> {
  const id = newId();
  await shop.sql(
    `insert into products (id, name, price, currency, status, manufacturer, ndc, gtin)
     values ($1, $2, 10, 'USD', 'active', $3, $4, $5)`,
    [id, name, manufacturer ?? null, ndc ?? null, gtin ?? null],
  );
  return id;
}

export async function matchesOf(admin: TestClient, lotId: string): Promise<Match[]> {
  const { body, status, text } = await admin.get<{ items: Match[] }>(`/api/v1/recall-matches?lotId=${lotId}`);
  if (status !== 200) throw new Error(text);
  return body.items;
}

export const orders = (who: TestClient, productId: string, quantity = 1) =>
  who.post<{ id: string; code: string; items: { id: string }[] }>('/api/v1/patients/me/orders', {
    items: [{ productId, quantity }],
  });

/** Orders, and the order is paid and sent. */
export async function bought(shop: Shop, who: TestClient, productId: string, quantity = 1): Promise<string> {
  const { body, status, text } = await orders(who, productId, quantity);
  if (status !== 201) throw new Error(text);
  for (const next of ['paid', 'shipped'])
    await shop.sql('update orders set status = $2 where id = $1', [body.id, next]);
  return body.id;
}

export interface Notice {
  readonly id: string;
  readonly recallId: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly productName: string;
  readonly quantity: number;
  readonly urgent: boolean;
  readonly acknowledgedAt: string | null;
  readonly response: string | null;
}

/** A shop, its admin, and what they do about recalls. */
export async function openDesk() {
  const shop = await openShop();
  const admin = await shop.host.signedIn('admin');
  let counter = 0;
  /** A code of its own, a product with a lot of it, and a report that tells the lot. */
  const recalled = async (fields: Readonly<Record<string, unknown>> = {}) => {
    counter += 1;
    const code = `ZQ${1000 + counter}X8K`;
    const product = await sells(shop, {
      name: `Exemplar${'abcdefghijklmnopqrst'[counter]} tablets`,
      manufacturer: 'Example Pharma',
    });
    const lot = await shop.lot(product, { code, units: 20 });
    const told = report({
      recall_number: `D-8${100 + counter}-2026`,
      code_info: `Lot #: ${code}`,
      ...fields,
    });
    return { code, product, lot, told };
  };
  const decide = (match: Match, decision: string, note = 'compared with the label') =>
    admin.post<Match & { code: string }>(`/api/v1/recall-matches/${match.id}/${decision}`, { note });
  const notices = async (who: TestClient) =>
    (await who.get<{ items: Notice[] }>('/api/v1/patients/me/recall-notices')).body.items;
  const told = async (who: TestClient) =>
    shop.sql(`select body from notifications where profile_id = $1 and kind = 'recall'`, [who.id]);
  const holds = (lot: string) =>
    shop.sql(
      'select kind, released_at is null as in_force, release_reason, reason from lot_holds where lot_id = $1 order by placed_at, id',
      [lot],
    );
  const only = async (lot: string): Promise<Match> => {
    const [match, ...others] = await matchesOf(admin, lot);
    if (!match || others.length > 0) throw new Error(`${others.length + 1} matches`);
    return match;
  };

  return { shop, admin, recalled, decide, notices, told, holds, only };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;
