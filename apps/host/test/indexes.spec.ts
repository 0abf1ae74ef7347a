import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestHost, type TestHost } from '@carenode/testing';

import { fillEveryTable } from './indexes/bulk-rows.js';
import {
  type CatalogIndex,
  type ForeignKey,
  foreignKeysOf,
  indexesOf,
  supports,
} from './indexes/catalog-indexes.js';
import { callsIn, type Columns, comparedInFunction, comparedInPolicy } from './indexes/compared-columns.js';
import { idOf } from './indexes/ids.js';
import { type Crowd, everyRead, signInTheFirst } from './indexes/reads.js';
import { grown, scansOf } from './indexes/scans.js';
import { type ServedReads, servedReads } from './indexes/served-reads.js';

/** Reads that are about a whole catalogue: its export, and what is counted of its first 10,000 matches. */
const WHOLE_READS = new Set(['/api/v1/products/export', '/api/v1/products/facets']);

/** Tables with one row, or one per module, setting or legacy user type: PostgreSQL reads them whole, and the index is there by the rule only. */
const FEW_ROWS = [
  'legacy_user_types',
  'instance_module_activations',
  'instance_network_config',
  'instance_settings',
  'payment_accounts',
];
/** Lists that read a whole table, and why that is right. */
const WHOLE_TABLES: Readonly<Record<string, string>> = {
  learning_resources: 'a kind that no resource has; an instance has hundreds of them',
  audit_changes:
    'what 50 events changed is looked up in a trail of this size by reading it; PostgreSQL does not in a large one',
  consent_texts: 'a language that no text has; a handful of texts',
  trials: 'a status that no trial has; an instance has hundreds of trials, not millions',
  user_type_changes: 'a status that no change has; changes are rare',
  care_team_members: 'a status that no membership has',
};

describe('the indexes of all modules together', () => {
  let host: TestHost;
  let people: Crowd;
  let ids: Record<string, string>;
  let indexes: CatalogIndex[];
  let keys: ForeignKey[];
  let columns: Columns;
  let reads: ServedReads;
  const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await host.database.admin.query<T>(sql, values)).rows;

  beforeAll(async () => {
    host = await startTestHost({ modules: ['patient-data', 'ecommerce'], poolSize: 1 });
    const client = await host.database.admin.connect();
    await fillEveryTable(client).finally(() => client.release(true));
    people = await signInTheFirst(host);
    indexes = await indexesOf(host.database.admin);
    keys = await foreignKeysOf(host.database.admin);
    columns = new Map(
      (
        await rows<{ name: string; columns: string[] }>(
          `select c.relname as name, array_agg(a.attname::text) as columns from pg_class c
             join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace in ('public'::regnamespace, 'carenode'::regnamespace) and c.relkind in ('r', 'p') group by 1`,
        )
      ).map(({ name, columns: names }) => [name, new Set(names)]),
    );
    ids = await idsOfRows();
    reads = servedReads(host, people);
  }, 120_000);

  afterAll(() => host.close());

  /** Ids for the parameters of routes, of rows that the callers may see. */
  async function idsOfRows(): Promise<Record<string, string>> {
    const { admin } = host.database;
    const one = async (sql: string, values: unknown[]) =>
      Object.values((await rows<{ id: string }>(sql, values))[0] ?? {})[0] ?? '';
    const { patient, provider, 'research-partner': partner } = people;
    return {
      patientId: await one(
        `select patient_id as id from care_team_members where provider_id = $1 and status = 'active' limit 1`,
        [provider.id],
      ),
      trialId: await one(`select id from trials where created_by = $1 limit 1`, [partner.id]),
      variableId: await one(
        `select m.variable_id as id from measurements m join variables v on v.id = m.variable_id and v.patient_id is null where m.patient_id = $1 limit 1`,
        [patient.id],
      ),
      relatedConditionId: await idOf(admin, 'condition', 3),
      relatedTreatmentId: await idOf(admin, 'treatment', 3),
      conditionId: await idOf(admin, 'condition', 3),
      resourceId: await idOf(admin, 'resource', 5000),
      productId: await idOf(admin, 'product', 3),
      recallId: await idOf(admin, 'recall', 3),
      lotId: await idOf(admin, 'lot', 3),
      treatmentId: await idOf(admin, 'treatment', 3),
      profileId: patient.id,
      subject: patient.id,
      table: 'measurements',
      kind: 'break-glass',
      q: 'First12',
      token: 'x'.repeat(43),
    };
  }

  const leads = (table: string, column: string) =>
    indexes.some((index) => index.table === table && index.valid && index.keys[0] === column);
  const policyColumns = async (): Promise<Map<string, Set<string>>> => {
    const found = new Map<string, Set<string>>();
    for (const { table, condition } of await policies())
      for (const compared of await comparedInPolicy(table, condition, columns))
        found.set(compared.table, new Set([...(found.get(compared.table) ?? []), ...compared.columns]));
    return found;
  };
  const policies = () =>
    rows<{ table: string; policy: string; condition: string }>(
      `select c.relname as "table", p.polname as policy, e.condition
         from pg_policy p join pg_class c on c.oid = p.polrelid,
              lateral (values (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))) e (condition)
        where e.condition is not null and c.relnamespace in ('public'::regnamespace, 'carenode'::regnamespace) and not c.relispartition`,
    );

  it('are all valid', () => {
    expect(indexes.filter(({ valid }) => !valid)).toEqual([]);
  });

  it('find the rows of every foreign key', async () => {
    const without: string[] = [];
    for (const key of keys) {
      const found = await Promise.all(indexes.map((index) => supports(index, key)));
      if (!found.includes(true)) without.push(`${key.table} (${key.columns.join(', ')})`);
    }
    expect(keys.length).toBeGreaterThan(60);
    expect(without).toEqual([]);
  });

  it('find the rows of every column that a policy compares with who asks, or with what a subquery finds', async () => {
    // Compared beside the patients in care, whose rows an index has found by then.
    const alongside = 'measurements provider_update: measurements (created_by)';
    const without: string[] = [];
    let compared = 0;
    for (const { table, policy, condition } of await policies()) {
      for (const range of await comparedInPolicy(table, condition, columns)) {
        compared++;
        const missing = [...range.columns].filter((column) => !leads(range.table, column));
        if (range.own ? missing.length > 0 : missing.length === range.columns.size)
          without.push(`${table} ${policy}: ${range.table} (${missing.join(', ')})`);
      }
    }
    expect(compared).toBeGreaterThan(150);
    expect(without.filter((one) => one !== alongside)).toEqual([]);
  });

  it('find the rows that the functions of policies and gates look for, and the functions that those call', async () => {
    const functions = new Map(
      (
        await rows<{ name: string; language: string; definition: string; body: string }>(
          `select p.proname as name, l.lanname as language, pg_get_functiondef(p.oid) as definition,
                  coalesce(regexp_replace(pg_get_function_sqlbody(p.oid), '^RETURN ', 'select '), p.prosrc) as body
             from pg_proc p join pg_language l on l.oid = p.prolang where p.pronamespace = 'carenode'::regnamespace and p.prokind = 'f'`,
        )
      ).map((row) => [row.name, row]),
    );
    const waiting = new Set<string>();
    for (const { condition } of await policies())
      for (const name of await callsIn(condition)) waiting.add(name);
    const without: string[] = [];
    const tables = new Set<string>();
    for (const name of waiting) {
      const found = functions.get(name);
      if (!found) continue;
      const { compared, calls } = await comparedInFunction(
        found.language,
        found.definition,
        found.body,
        columns,
      );
      for (const called of calls) waiting.add(called);
      for (const range of compared) {
        tables.add(range.table);
        if (![...range.columns].some((column) => leads(range.table, column)))
          without.push(`${name}: ${range.table} (${[...range.columns].join(', ')})`);
      }
    }
    // What decides about care teams, trials, consents, break-glass and activations is among them.
    expect([...tables]).toEqual(
      expect.arrayContaining([
        'care_team_members',
        'patient_consents',
        'trial_team_members',
        'break_glass_grants',
        'instance_module_activations',
      ]),
    );
    expect(without).toEqual([]);
  });

  it('are none that another does the work of', () => {
    const spare = indexes.filter((index) =>
      indexes.some(
        (other) =>
          other !== index &&
          other.table === index.table &&
          !index.unique &&
          index.forms.every((form, place) => other.forms[place] === form) &&
          (other.predicate === null || other.predicate === index.predicate) &&
          index.included.every((column) => [...other.included, ...other.keys].includes(column)),
      ),
    );
    expect(spare.map(({ name }) => name)).toEqual([]);
  });

  it('say in a comment which read they serve, unless a constraint, a foreign key or a policy needs them', async () => {
    const policy = await policyColumns();
    const needed = await Promise.all(
      indexes.map(async (index) => {
        if (index.unique || policy.get(index.table)?.has(index.keys[0] ?? '')) return true;
        return (await Promise.all(keys.map((key) => supports(index, key)))).includes(true);
      }),
    );
    const serving = indexes.filter((_, place) => !needed[place]);
    expect(serving.filter(({ comment }) => !comment).map(({ name }) => name)).toEqual([]);
    // Each of them has its read here, and the test below makes it.
    expect(serving.map(({ name }) => name).filter((name) => !(name in reads))).toEqual([]);
    expect(
      Object.keys(reads).filter((name) => !indexes.some((index) => index.name === name && index.comment)),
    ).toEqual([]);
  });

  it('are what PostgreSQL uses for the reads that they are there for', async () => {
    const unused: string[] = [];
    for (const [name, read] of Object.entries(reads)) {
      const before = await scansOf(host);
      await read();
      const after = await scansOf(host);
      if (!grown(before.indexes, after.indexes).has(name)) unused.push(name);
    }
    expect(unused).toEqual([]);
  });

  it('are all used: by lists and searches of every module, by background work, and when a row goes that others point to', async () => {
    await rows('select pg_stat_reset()');
    const start = await scansOf(host);
    const whole: string[] = [];
    let before = start;
    let answered = 0;
    for (const { who, path } of everyRead(host.host.openApi(), ids)) {
      const { status } = await people[who].get(path);
      const after = await scansOf(host);
      if (status === 200) answered++;
      for (const [table, read] of grown(before.tables, after.tables))
        if (read > 3000 && !(table in WHOLE_TABLES) && !WHOLE_READS.has(path.replace(/\?.*/, '')))
          whole.push(`${who} ${path} reads ${read} rows of ${table}`);
      before = after;
    }
    expect(answered).toBeGreaterThan(200);
    expect(whole).toEqual([]);
    for (const read of Object.values(reads)) await read();
    const asked = await scansOf(host);
    const unused: string[] = [];
    for (const key of keys.filter(({ table }) => !FEW_ROWS.includes(table))) {
      const known = await scansOf(host);
      await removeReferenced(key);
      const used = grown(known.indexes, (await scansOf(host)).indexes);
      const supporting = await Promise.all(indexes.map((index) => supports(index, key)));
      if (!indexes.some((index, place) => supporting[place] && used.has(index.name)))
        unused.push(`${key.table} (${key.columns.join(', ')})`);
    }
    expect(unused).toEqual([]);
    const all = grown(start.indexes, (await scansOf(host)).indexes);
    expect(asked.indexes.size).toBeGreaterThan(150);
    const idle = indexes.filter(
      ({ name, table, unique }) => !unique && !all.has(name) && !FEW_ROWS.includes(table),
    );
    expect(idle.map(({ name }) => name)).toEqual([]);
  }, 120_000);

  /** Removes a row that this key points to (any row where it points to none), with no other key looked at, and takes it back. */
  async function removeReferenced({
    oid,
    table,
    columns: own,
    parent,
    parentColumns,
  }: ForeignKey): Promise<void> {
    const client = await host.database.admin.connect();
    try {
      await client.query('begin');
      const { rows: triggers } = await client.query<{ name: string }>(
        `select quote_ident(tgname) as name from pg_trigger where tgconstraint = $1 and tgrelid = $2::regclass and tgtype & 8 > 0`,
        [oid, `public.${parent}`],
      );
      await client.query(`alter table ${parent} disable trigger all`);
      for (const { name } of triggers) await client.query(`alter table ${parent} enable trigger ${name}`);
      await client.query(
        `delete from ${parent} p where p.ctid = coalesce(
           (select q.ctid from ${parent} q join (select * from ${table} t where ${own.map((column) => `t.${column} is not null`).join(' and ')} limit 1) t
               on ${own.map((column, place) => `t.${column} = q.${parentColumns[place]}`).join(' and ')} limit 1),
           (select q.ctid from ${parent} q limit 1))`,
      );
      await client.query('set constraints all immediate');
    } catch (error) {
      // Refused because somebody points to it: the index has been asked then, too.
      if ((error as { code?: string }).code !== '23503') throw error;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
});
