import { JobQueue } from '@carenode/database';
import { newId, systemContext } from '@carenode/module-kit';
import type { TestHost } from '@carenode/testing';

import { idOf } from './ids.js';
import type { Crowd } from './reads.js';

export type ServedReads = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * For each index that is there for a read, and for nothing else: the read, as the application makes it. The comment on the
 * index says in words which one it is.
 */
export function servedReads(host: TestHost, people: Crowd): ServedReads {
  const { admin, patient, provider } = people;
  const queue = new JobQueue(host.db);
  const work = (name: string, verb: string) =>
    backgroundWork(host, name)[verb]?.() ?? Promise.reject(new Error(`${name} has no ${verb}.`));
  const get = (who: Crowd[keyof Crowd], path: string) => async () => {
    const { status, text } = await who.get(`/api/v1/${path}`);
    if (status !== 200) throw new Error(`GET /api/v1/${path} answered ${status}: ${text}`);
  };
  return {
    api_keys_newest: get(admin, 'api-keys'),
    audit_changes_of_patient: () => erase(host),
    audit_events_noted: get(admin, 'audit-events?kind=break-glass'),
    audit_events_of_subject: get(admin, `audit-events?subject=${patient.id}`),
    audit_events_of_transaction: () => work('AuditSealing', 'seal'),
    break_glass_grants_newest: get(admin, 'break-glass'),
    break_glass_grants_unreviewed: get(admin, 'break-glass?state=unreviewed'),
    care_team_members_newest: get(admin, 'care-team-members'),
    conditions_code_prefix: get(patient, 'conditions?q=C1234'),
    conditions_order: get(patient, 'conditions'),
    conditions_words: get(patient, 'conditions?q=kind%201234'),
    consent_texts_published: get(patient, 'consent-texts'),
    delegations_newest: get(admin, 'delegations'),
    erasure_requests_of_job: () => noSuchErasure(host),
    foods_order: get(patient, 'foods'),
    foods_words: get(patient, 'foods?q=kind%201234'),
    lots_expiry: () => work('StockKeeping', 'tidy'),
    lots_held: get(admin, 'lots?held=true'),
    lots_key: get(admin, 'lots?lotCode=l-1234'),
    lots_newest: get(admin, 'lots'),
    orders_by_status: get(admin, 'orders?status=paid'),
    orders_in_review: get(provider, 'order-reviews'),
    orders_newest: get(admin, 'orders'),
    payment_events_reference: () => tellOfPayment(host),
    payments_open: () => work('DueMoney', 'settle'),
    refunds_due: () => work('DueMoney', 'settle'),
    orders_reserving: () => work('StockKeeping', 'tidy'),
    invitations_newest: get(admin, 'invitations'),
    jobs_due: () => queue.claim('a test', [{ kind: 'no-such', module: '' }], 60),
    jobs_leased: () => queue.giveUp(),
    jobs_newest: () => queue.list(systemContext('look at the queue'), { limit: 50 }),
    jobs_over: () => work('JobHousekeeping', 'remove'),
    learning_resources_created_at_id_idx: get(patient, 'learning-resources'),
    imports_under_way: () => work('AbandonedImports', 'end'),
    imports_with_file: () => work('AbandonedImports', 'tidy'),
    product_search_category: get(patient, 'products?category=Category%2012'),
    product_search_dosage_form: get(patient, 'products?dosageForm=Form%2012'),
    product_search_manufacturer: get(patient, 'products?manufacturer=Maker%2012'),
    product_search_name: get(admin, 'products'),
    product_search_prescription: get(patient, 'products?prescription=true'),
    product_search_price: get(patient, 'products?sort=price'),
    product_search_status: get(admin, 'products?status=draft'),
    product_search_treatment: async () =>
      get(patient, `products?treatmentId=${await idOf(host.database.admin, 'treatment', 3)}`)(),
    product_search_words: get(patient, 'products?q=kind%201234'),
    product_words_variants: get(patient, 'products?q=prodcut'),
    profiles_email_begins: get(admin, 'profiles?q=patient12'),
    profiles_first_name_begins: get(admin, 'profiles?q=First12'),
    profiles_last_name_begins: get(admin, 'profiles?q=Last12'),
    profiles_legacy_user_type: get(admin, 'legacy-user-types'),
    profiles_newest: get(admin, 'profiles'),
    profiles_newest_of_type: get(admin, 'profiles?userType=developer'),
    products_recall_keys: () => compareRecalls(host),
    recall_lots_key: () => compareLots(host),
    recall_lots_ranges: () => compareLots(host),
    recall_matches_newest: get(admin, 'recall-matches'),
    recall_matches_by_status: get(admin, 'recall-matches?status=possible'),
    recalls_by_classification: get(admin, 'recalls?classification=Class%20I'),
    recalls_by_status: get(admin, 'recalls?status=Ongoing'),
    recalls_newest: get(admin, 'recalls'),
    recalls_whole_products: () => compareLots(host),
    record_versions_of_import: () => takeBack(host, patient),
    sign_in_failures_window: () => work('OverRows', 'remove'),
    treatments_code_prefix: get(patient, 'treatments?q=T1234'),
    treatments_order: get(patient, 'treatments'),
    treatments_words: get(patient, 'treatments?q=kind%201234'),
    trials_created: get(provider, 'trials'),
    user_type_changes_newest: get(admin, 'user-type-changes'),
  };
}

/** A service that works in the background, found by the name of its class among the providers of the modules. */
function backgroundWork(host: TestHost, name: string): BackgroundWork {
  const { getMetadata } = Reflect as unknown as { getMetadata(key: string, of: object): unknown };
  const found = host.modules
    .flatMap(({ nest }) => getMetadata('providers', nest) as unknown[])
    .find((provider) => typeof provider === 'function' && provider.name === name);
  if (!found) throw new Error(`No module has a provider ${name}.`);
  return host.host.get(found as new () => BackgroundWork);
}

type BackgroundWork = Readonly<Record<string, ((...parameters: unknown[]) => Promise<unknown>) | undefined>>;

/** The erasure job looks for its request, and there is none. */
async function noSuchErasure(host: TestHost): Promise<void> {
  const service = backgroundWork(host, 'ErasureJob');
  const told = { signal: AbortSignal.abort() };
  const answer: unknown = await service['run']?.(systemContext('erase nobody'), { id: newId() }, told).catch(
    (error: unknown) => error,
  );
  if ((answer as { code?: string } | null)?.code !== 'not_found')
    throw new Error('There was a request for erasure.');
}

/** A payment provider tells of a payment that is under way: was something later told before? */
async function tellOfPayment(host: TestHost): Promise<void> {
  const id = await idOf(host.database.admin, 'order', 1);
  await host.database.admin.query(`update orders set payment_provider = 'stripe' where id = $1`, [id]);
  const [row] = await host.db
    .as(systemContext('tell of a payment'))
    .execute<{ outcome: string }>(
      `select carenode.settle_payment('stripe', $1, 'payment_intent.processing', $2, $1, 'pending', 10, 'USD', null, null, now()) as outcome`,
      [newId(), id],
    );
  if (row?.outcome !== 'applied') throw new Error(`The payment was ${row?.outcome}.`);
}

/** An import that changed nothing is taken back. */
async function takeBack(host: TestHost, patient: Crowd['patient']): Promise<void> {
  await host.db
    .as(host.contextOf(patient, 'patient'))
    .transaction((tx) =>
      tx.query('select * from carenode.take_back($1, $2, 1000)', ['measurements', newId()]),
    );
}

/** A recall of all lots of a product is stored, and compared with the lots of the shop. */
async function compareRecalls(host: TestHost): Promise<void> {
  const report = {
    id: newId(),
    recall_number: `D-${Date.now()}-2026`,
    product_description: 'Product of no kind',
    ndcs: ['1234-5678'],
    gtins: [],
    manufacturers: [],
    brand_names: [],
    generic_names: [],
    coverage: 'all',
    lots: [],
  };
  await host.db
    .as(systemContext('compare recalls'))
    .execute('select * from carenode.store_recalls($1, $2::jsonb)', ['fda', JSON.stringify([report])]);
}

/** The lots of a product are compared with all recalls. */
async function compareLots(host: TestHost): Promise<void> {
  await host.db
    .as(systemContext('compare lots'))
    .execute('select carenode.match_product_recalls($1)', [await idOf(host.database.admin, 'product', 3)]);
}

/** Somebody who asked for it is erased, or erased once more. */
async function erase(host: TestHost): Promise<void> {
  const id = await idOf(host.database.admin, 'patient', 4999);
  await host.database.admin.query(
    `insert into erasure_requests (patient_id, acknowledgement, due_at, status)
     select $1, 'Yes', now(), 'requested' where not exists (select from erasure_requests where patient_id = $1 and status in ('requested', 'done'))`,
    [id],
  );
  await host.db
    .as(systemContext('erase somebody'))
    .transaction((tx) => tx.query('select carenode.erase_person($1)', [id]));
}
