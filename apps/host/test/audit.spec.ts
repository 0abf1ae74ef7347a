import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModuleManifest } from '@carenode/module-kit';
import { loadModules } from '@carenode/runtime';
import { startTestHost, TestClient, type TestHost } from '@carenode/testing';

import { catalog } from '../src/catalog.js';

/** A word that stands in no code: wherever it is found, somebody's words were kept. */
const WORD = 'Zwetschge';
const PASSWORD = 'zwetschge seven green lorries';

type Body = Record<string, string>;

describe('the audit trail of all modules together', () => {
  let test: TestHost;
  let modules: ModuleManifest[];
  const secrets: string[] = [WORD, WORD.toLowerCase(), Buffer.from(WORD).toString('hex'), PASSWORD];
  const rows = async (sql: string) => (await test.database.admin.query<Body>(sql)).rows;
  const send = async (client: TestClient, method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await client.send<Body>(method, `/api/v1/${path}`, body === undefined ? {} : { body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  /** Nor the secret, nor what the database keeps of it. */
  const keepSecret = (secret: string) =>
    secrets.push(
      secret,
      createHash('sha256').update(secret).digest('hex'),
      Buffer.from(secret).toString('hex'),
    );

  beforeAll(async () => {
    modules = await loadModules(catalog, null);
    test = await startTestHost({ modules: ['patient-data', 'ecommerce'] });
  }, 60_000);

  afterAll(() => test.close());

  it('has everything that is written over HTTP, and neither words nor secrets of it', async () => {
    const [admin, developer, partner] = await Promise.all([
      test.signedIn('admin'),
      test.signedIn('developer'),
      test.signedIn('research-partner'),
    ]);
    const email = `${WORD.toLowerCase()}@example.org`;
    const invitation = await send(admin, 'POST', 'invitations', { email, userType: 'patient' });
    keepSecret(String(invitation['token']));
    const accepted = await test.anonymous().post<{ profile: { id: string } }>('/api/v1/invitations/accept', {
      token: invitation['token'],
      firstName: WORD,
      lastName: `${WORD} the younger`,
      password: PASSWORD,
    });
    expect(accepted.status).toBeLessThan(300);
    const cookie = (accepted.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    keepSecret(cookie.split('=')[1] ?? '');
    const patient = new TestClient(test.url, accepted.body.profile.id, { cookie });
    const key = await send(developer, 'POST', 'api-keys', { name: WORD, scopes: ['user/measurements.rs'] });
    keepSecret(String(key['key']));

    const record = 'patients/me';
    const timestamp = '2026-03-01T08:00:00Z';
    const made: readonly (readonly [path: string, body: object])[] = [
      ['measurements', { variableName: WORD, valueText: WORD, notes: WORD, startAt: timestamp }],
      ['conditions', { name: WORD, notes: WORD }],
      ['treatments', { name: WORD, dosage: WORD, notes: WORD }],
      ['food-log', { foodName: WORD, notes: WORD }],
      ['activity-log', { activityType: WORD, notes: WORD, timestamp }],
      ['condition-events', { eventType: 'symptom', notes: WORD }],
      ['health-goals', { title: WORD, description: WORD, status: 'active' }],
      ['import-sources', { sourceName: WORD, sourceType: 'fhir', authToken: WORD, status: 'active' }],
    ];
    for (const [path, body] of made) {
      const { id } = await send(patient, 'POST', `${record}/${path}`, body);
      const again = Object.fromEntries(
        Object.entries(body)
          .filter(([name, value]) => value === WORD && name !== 'variableName')
          .map(([name]) => [name, `${WORD} again`]),
      );
      await send(patient, 'PATCH', `${record}/${path}/${id}`, again);
      await send(patient, 'DELETE', `${record}/${path}/${id}`);
    }
    await send(patient, 'PATCH', 'profile', { firstName: `${WORD} again`, timeZone: 'Europe/Berlin' });
    await send(partner, 'POST', 'trials', {
      title: WORD,
      description: WORD,
      eligibility: WORD,
      protocol: { [WORD]: WORD },
    });
    await send(patient, 'DELETE', 'session');
    await test.anonymous().post('/api/v1/session', { email, password: `${WORD} wrong` });
    await send(test.anonymous(), 'POST', 'session', { email, password: PASSWORD });

    const told = await rows(
      `select table_name || ' ' || string_agg(distinct kind, ' ' order by kind) as line from audit_events group by table_name order by 1`,
    );
    const lines = told.map(({ line }) => line);
    for (const table of [
      'measurements',
      'patient_conditions',
      'patient_treatments',
      'patient_food_log',
      'patient_activity_log',
      'patient_condition_events',
      'patient_health_goals',
      'patient_data_import_sources',
    ])
      expect(lines).toContain(`${table} delete insert update`);
    for (const table of ['profiles', 'credentials', 'sessions', 'invitations', 'api_keys', 'trials'])
      expect(lines.join('\n')).toMatch(new RegExp(`^${table} .*insert`, 'm'));

    const kept = await rows(
      'select to_jsonb(e)::text as line from audit_events e union all select to_jsonb(c)::text from audit_changes c',
    );
    expect(kept.length).toBeGreaterThan(60);
    const text = kept.map(({ line }) => line).join('\n');
    expect(secrets.filter((secret) => secret === '' || text.includes(secret))).toEqual([]);
    // The word did go in: it is the trail that kept it to itself.
    expect(JSON.stringify(await rows(`select * from profiles where email = '${email}'`))).toContain(WORD);
  });

  it('tells every declared table, but those that say why not', async () => {
    const silent = modules.flatMap(({ tables }) =>
      tables.filter(({ audit }) => audit?.off).map(({ name }) => name),
    );
    const triggers = await rows(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'O' and t.tgname like 'audit\\_%') <> 4`,
    );
    expect(triggers.map(({ name }) => name).sort()).toEqual([...silent].sort());
    expect([...silent].sort()).toEqual([
      'audit_changes',
      'audit_events',
      'audit_seals',
      'cart_items',
      'daily_values',
      'data_export_parts',
      'food_composition',
      'food_portions',
      'lot_allocations',
      'patient_data_import_batches',
      'product_search',
      'product_words',
      'recall_lots',
      'record_versions',
      'sign_in_failures',
      'stale_daily_values',
    ]);
  });

  it('takes no column for codes whose name says that it holds words, names or secrets', () => {
    const wordy =
      /name$|title|note|description|email|hash|token|secret|password|value$|key$|body|reason|text$|settings|message|detail|summary|digest/;
    const plain = modules.flatMap(({ tables }) =>
      tables.flatMap(({ name, audit }) => (audit?.plain ?? []).map((column) => `${name}.${column}`)),
    );
    expect(plain.filter((column) => wordy.test(column.split('.')[1] ?? '')).sort()).toEqual([
      // What people are asked to agree to is published.
      'consent_texts.body',
      'consent_texts.title',
      // Names of modules, settings, kinds of people and tables.
      'instance_module_activations.module_name',
      'instance_settings.setting_key',
      'legacy_user_types.name',
      // A maker's code in another spelling, and what a shop calls what it sells.
      'lots.lot_key',
      // What browsers name an account by.
      'payment_accounts.publishable_key',
      'products.name',
      'trial_data_needs.table_name',
    ]);
  });
});
