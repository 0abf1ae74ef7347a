import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startEmbeddedServer } from '@carenode/database';
import { catalog } from '@carenode/host';
import { loadModules } from '@carenode/runtime';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { TestInstance } from './cli-process.js';

const CANARY = 'CanaryZebra7';
const MAIL = 'canaryzebra7@example.org';

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
}

describe('a masked branch of a demo instance', () => {
  let instance: TestInstance;
  let branch: pg.Client;
  let stopBranch: () => Promise<void>;
  let planted: string[];
  let unplanted: string[];

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    expect((await instance.run(['demo'])).code).toBe(0);
    ({ planted, unplanted } = await plant(instance.admin));
    await instance.json('migrate', 'branch', 'create', 'masked', '--masked');
    const server = await startEmbeddedServer({
      directory: join(instance.home, 'branches/masked'),
      durable: false,
    });
    stopBranch = () => server.stop();
    branch = new pg.Client({ connectionString: server.urlFor('carenode') });
    await branch.connect();
  }, 300_000);

  afterAll(async () => {
    await branch.end();
    await stopBranch();
    await instance.remove();
  }, 60_000);

  const of = async <T extends object>(client: pg.Client, sql: string) => (await client.query<T>(sql)).rows;

  it('says nothing of what people wrote, in any table, in any memory of PostgreSQL, in any file', async () => {
    expect(planted.length).toBeGreaterThan(100);
    expect(planted).toEqual(
      expect.arrayContaining([
        'public.payment_accounts.secret_key',
        'public.payment_accounts.webhook_secret',
        'public.recall_matches.decision_note',
        'public.recall_notices.note',
        'public.lot_holds.release_reason',
      ]),
    );
    // Formats that no planted word has: hashes, fixed forms.
    expect(unplanted).toEqual(UNPLANTED);
    const found: string[] = [];
    for (const { schema, table } of await of<Column>(
      branch,
      `select n.nspname as schema, c.relname as "table" from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'm', 'v') and n.nspname not in ('information_schema') and c.relname not in ('pg_authid', 'pg_shadow')
          and has_table_privilege(c.oid, 'select')`,
    )) {
      const rows = await of<{ n: number }>(
        branch,
        `select count(*)::int as n from "${schema}"."${table}" t where t::text ~* 'canary-?zebra'`,
      ).catch(() => [{ n: 0 }]);
      // What this query itself says stands in the list of activity.
      if (rows[0]?.n && !['pg_stat_activity', 'pg_backend_memory_contexts'].includes(table))
        found.push(`${schema}.${table}`);
    }
    expect(found).toEqual([]);
    const others = await of(
      branch,
      `select datname from pg_database where datname not in ('carenode', 'postgres', 'template0', 'template1')`,
    );
    expect(others).toEqual([]);
    await branch.query('checkpoint');
    expect(filesWith(join(instance.home, 'branches/masked'), [CANARY, MAIL])).toEqual([]);
  }, 120_000);

  it('holds every constraint, and has the same rows', async () => {
    const counts = `select c.relname as "table", (xpath('/row/n/text()', query_to_xml('select count(*) as n from public.' || quote_ident(c.relname), false, true, '')))[1]::text as n
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname !~ '^audit_' order by 1`;
    expect(await of(branch, counts)).toEqual(await of(instance.admin, counts));
    expect(await of(branch, 'select from audit_events')).toHaveLength(0);
    const constraints = await of<{ table: string; name: string; def: string }>(
      branch,
      `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as def from pg_constraint
        where contype in ('c', 'f') and connamespace = 'public'::regnamespace and conparentid = 0 and coninhcount = 0 and conrelid <> 0`,
    );
    expect(constraints.length).toBeGreaterThan(200);
    const broken = async (client: pg.Client) => {
      const names: string[] = [];
      for (const { table, name, def } of constraints) {
        await client.query('begin');
        await client
          .query(`alter table ${table} drop constraint ${name}, add constraint ${name} ${def}`)
          .catch(() => names.push(`${table}.${name}`));
        await client.query('rollback');
      }
      return names;
    };
    // Planted rows refer to nobody, in the live database as here.
    expect(await broken(branch)).toEqual(await broken(instance.admin));
    expect(await of(branch, `select from pg_trigger where not tgisinternal and tgenabled = 'D'`)).toEqual([]);
  }, 120_000);

  it('moves all dates of a person by the same days, and nobody’s by the same as all', async () => {
    const dates = `select p.id::text as id, extract(epoch from p.date_of_birth::timestamp at time zone 'UTC')::float8 as born, extract(epoch from m.start_at)::float8 as measured, p.email, p.first_name, p.last_name
       from profiles p join measurements m on m.patient_id = p.id where p.date_of_birth is not null order by m.id`;
    interface Row {
      id: string;
      born: number;
      measured: number;
      email: string;
      first_name: string;
      last_name: string;
    }
    const [live, masked] = [await of<Row>(instance.admin, dates), await of<Row>(branch, dates)];
    expect(live.length).toBeGreaterThan(500);
    const shifts = new Map<string, Set<number>>();
    for (const [index, row] of live.entries()) {
      const other = masked[index] as Row;
      expect(other.id).toBe(row.id);
      const days = shifts.get(row.id) ?? new Set();
      shifts.set(
        row.id,
        days.add((row.born - other.born) / 86400).add((row.measured - other.measured) / 86400),
      );
      expect(other.email).not.toBe(row.email);
    }
    const all = [...shifts.values()].map((days) => [...days]);
    for (const days of all) {
      expect(days).toHaveLength(1);
      expect(days[0]).toBe(Math.round(days[0] ?? 0));
      expect(Math.abs(days[0] ?? 0)).toBeGreaterThanOrEqual(30);
      expect(Math.abs(days[0] ?? 0)).toBeLessThanOrEqual(365);
    }
    expect(new Set(all.flat()).size).toBeGreaterThan(1);
    const people = `select count(*)::int as people, count(distinct email)::int as mails, bool_and(email = lower(email)) as lower from profiles`;
    expect(await of(branch, people)).toEqual(await of(instance.admin, people));
  }, 60_000);

  it('keeps no secret that works, and not one password of the live server', async () => {
    const secrets = `select 'sessions' as what, encode(token_hash, 'hex') as secret from sessions union all select 'credentials', password_hash from credentials
      union all select 'api_keys', key from api_keys
      union all select 'payment_accounts', s.secret from payment_accounts, unnest(array[secret_key, webhook_secret]) as s (secret)`;
    const [live, masked] = [
      await of<{ what: string; secret: string }>(instance.admin, secrets),
      await of<{ secret: string }>(branch, secrets),
    ];
    expect(live.length).toBeGreaterThan(3);
    expect(live.filter(({ what }) => what === 'payment_accounts')).toHaveLength(2);
    const known = new Set(live.map(({ secret }) => secret));
    expect(masked.filter(({ secret }) => known.has(secret))).toEqual([]);
    const key = await of(
      branch,
      `select count(*)::int as kept from measurements where idempotency_key is not null`,
    );
    expect(key).toEqual([{ kept: 0 }]);
  }, 60_000);

  it('is an instance that the commands work on', async () => {
    const home = join(instance.home, 'branches/masked');
    const status = await instance.run(['migrate', 'status', '--json'], { env: { CARENODE_HOME: home } });
    expect(status).toMatchObject({ code: 0 });
    const users = await instance.run(['users', 'list'], { env: { CARENODE_HOME: home } });
    expect(users.code).toBe(0);
    expect(users.stdout).toContain('@branch.invalid');
    expect(users.stdout).not.toContain('demo.carenode.example');
  }, 60_000);
});

/** What a canary looks like where a constraint asks for a form. */
const OTHER_FORMS = [
  `'${MAIL}'`,
  `'"${CANARY}"'`,
  `'{"code": "${CANARY}"}'`,
  `'[{"name": "${CANARY}"}]'`,
  `'{"sealed": "${CANARY}"}'`,
  `'https://${CANARY}.example.org/'`,
  `'canary-zebra7'`,
  `'$argon2id$${CANARY}'`,
  `convert_to(rpad('${CANARY}', 32, 'x'), 'UTF8')`,
  `'${CANARY}', "value_code" = '${CANARY}'`,
  `'${CANARY}', "released_at" = now()`,
];

/** Columns with a form of their own, in which no canary fits, but for the emptied ones all hexadecimal. */
const UNPLANTED = [
  'carenode.data_progress.direction',
  'carenode.data_undo.direction',
  'public.api_keys.key',
  'public.api_keys.key_prefix',
  'public.audit_events.kind',
  'public.data_exports.sha256',
  'public.jobs.worker',
  'public.legacy_user_types.reason',
  'public.lot_allocations.certainty',
  'public.patient_data_imports.content_sha256',
];

/** One row of every table says a canary in every column of words that is not a code; tables without rows get one. */
async function plant(admin: pg.Client): Promise<{ planted: string[]; unplanted: string[] }> {
  const modules = await loadModules(catalog, null);
  const declared = new Map(modules.flatMap((module) => module.tables).map((table) => [table.name, table]));
  const { rows: columns } = await admin.query<Column>(
    `select n.nspname as schema, c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef as required
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
      where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'carenode')
        and c.relname not in ('migrations', 'unfinished_steps', 'tables', 'declared_rights', 'rights_memo', 'former_definitions', 'dropped_rows', 'audit_seals')
      order by 1, 2, a.attnum`,
  );
  const planted: string[] = [];
  const unplanted: string[] = [];
  await admin.query('begin');
  await admin.query('set local session_replication_role = replica');
  for (const table of new Set(columns.map(({ schema, table }) => `${schema}.${table}`))) {
    const own = columns.filter((column) => `${column.schema}.${column.table}` === table);
    const rule = declared.get(own[0]?.table ?? '');
    if (rule?.holds === 'public') continue;
    const { rowCount } = await admin.query(`select from ${table} limit 1`);
    if (rowCount === 0) await tried(admin, EMPTY_TABLES[own[0]?.table ?? ''] ?? plainInsert(table, own));
    for (const { column, type } of own) {
      const value =
        type === 'jsonb'
          ? `'{"name": "${CANARY}", "list": ["${CANARY}"]}'`
          : type === 'text[]'
            ? `array['${CANARY}']`
            : type === 'text'
              ? `'${CANARY} ${column}'`
              : type === 'bytea'
                ? `convert_to('${CANARY}', 'UTF8')`
                : null;
      if (!value) continue;
      const plain = rule?.audit?.plain?.includes(column) === true;
      const tries = plain
        ? [`'${MAIL}'`]
        : [value, ...OTHER_FORMS, `${value}, "idempotency_fingerprint" = ${value}`];
      let done = false;
      for (const text of tries)
        done ||= await tried(
          admin,
          `update ${table} set "${column}" = ${text} where ctid = (select ctid from ${table} limit 1)`,
        );
      if (done) planted.push(`${table}.${column}`);
      else if (!plain) unplanted.push(`${table}.${column}`);
    }
  }
  await admin.query('commit');
  await admin.query('analyze');
  return { planted, unplanted };
}

async function tried(admin: pg.Client, sql: string): Promise<boolean> {
  await admin.query('savepoint planting');
  try {
    const { rowCount } = await admin.query(sql);
    return rowCount === 1;
  } catch {
    await admin.query('rollback to savepoint planting');
    return false;
  }
}

/** A row of the least that its columns must have. */
function plainInsert(table: string, columns: readonly Column[]): string {
  const required = columns.filter((column) => column.required);
  const value = ({ type }: Column) =>
    ({
      uuid: 'gen_random_uuid()',
      integer: '1',
      bigint: '1',
      jsonb: `'{}'`,
      bytea: `sha256('x')`,
      'text[]': `array['x']`,
      boolean: 'false',
    })[type] ?? (type.startsWith('timestamp') ? 'now()' : `'some words'`);
  return `insert into ${table} (${required.map(({ column }) => `"${column}"`).join(', ')}) values (${required.map(value).join(', ')})`;
}

/** Rows of tables that have rules about them. */
const EMPTY_TABLES: Readonly<Record<string, string>> = {
  invitations: `insert into invitations (email, user_type, token_hash, invited_by, expires_at) values ('someone@example.org', 'patient', sha256('x'), gen_random_uuid(), now())`,
  api_keys: `insert into api_keys (name, key, scope, key_prefix) values ('a key', repeat('0a', 32), '{x}', 'cn_abcdef')`,
  break_glass_grants: `insert into break_glass_grants (patient_id, profile_id, user_type, reason, granted_at, expires_at, review_due_at, ended_at, reviewed_by, reviewed_at, verdict, lifted_by, lifted_at, lift_reason)
    select gen_random_uuid(), gen_random_uuid(), 'provider', 'a reason long enough', t, t + interval '1 hour', t + interval '72 hours', t, gen_random_uuid(), t, 'unjustified', gen_random_uuid(), t, 'a reason long enough' from (select now() as t) n`,
  user_type_changes: `insert into user_type_changes (profile_id, from_type, to_type, reason, status, requested_by) values (gen_random_uuid(), 'patient', 'provider', 'because', 'requested', gen_random_uuid())`,
  jobs: `insert into jobs (kind, user_type, actor, purpose, input) values ('export', 'system', 'none:', 'operations', '{"words": "${CANARY}"}')`,
  patient_data_import_sources: `insert into patient_data_import_sources (patient_id, source_name, source_type, status) values (gen_random_uuid(), 'words', 'app', 'active')`,
  daily_values: `insert into daily_values (patient_id, variable_id, day, value, count, left_out, sources, ends_at) values (gen_random_uuid(), gen_random_uuid(), '2026-01-01', 1, 1, 0, '[]', now())`,
  food_favourites: `insert into food_favourites (patient_id, name, items) values (gen_random_uuid(), 'words', '[]')`,
  patient_food_nutrients: `insert into patient_food_nutrients (food_log_id, patient_id, nutrient, amount, unit) values (gen_random_uuid(), gen_random_uuid(), 'words', 1, 'g')`,
  patient_data_import_problems: `insert into patient_data_import_problems (import_id, number, patient_id, severity, file, line, kind, field, reason) values (gen_random_uuid(), 0, gen_random_uuid(), 'note', 'words', 1, 'words', 'words', 'words')`,
  patient_condition_events: `insert into patient_condition_events (patient_id, event_type, timestamp) values (gen_random_uuid(), 'onset', now())`,
  patient_activity_log: `insert into patient_activity_log (patient_id, activity_type, timestamp) values (gen_random_uuid(), 'walk', now())`,
  patient_insights: `insert into patient_insights (patient_id, insight_type, insight_text) values (gen_random_uuid(), 'trend', 'words')`,
  erasure_requests: `insert into erasure_requests (patient_id, acknowledgement, due_at, status) values (gen_random_uuid(), 'words', now(), 'requested')`,
  data_progress: `insert into carenode.data_progress (module, id, run, direction, estimate) values ('m', 'i', 1, 'up', 1)`,
  data_undo: `insert into carenode.data_undo (module, id, run, direction, key, old, new) values ('m', 'i', 1, 'up', 'k', '{}', '{}')`,
  instance_network_config: `insert into instance_network_config default values`,
  instance_settings: `insert into instance_settings (setting_key, setting_value, category) values ('records.words', '"x"', 'records')`,
  legacy_user_types: `insert into legacy_user_types (name, user_type, status, approved_difference, people, reason, requested_by) values ('words', 'patient', 'requested', 'words', 1, 'some words', gen_random_uuid())`,
  stock_movements: `insert into stock_movements (lot_id, kind, quantity) values (gen_random_uuid(), 'received', 1)`,
  lot_holds: `insert into lot_holds (lot_id, reason, release_reason, released_at) values (gen_random_uuid(), 'words', 'words', now())`,
  payment_accounts: `insert into payment_accounts (provider, publishable_key, secret_key, webhook_secret) values ('stripe', 'pk_test_words', 'words', 'words')`,
  recall_matches: `insert into recall_matches (recall_id, lot_id, confidence, evidence, text_sha256) values (gen_random_uuid(), gen_random_uuid(), 0.9, '[]', repeat('0a', 32))`,
  recall_notices: `insert into recall_notices (match_id, recall_id, lot_id, lot_code, product_name, patient_id, order_item_id, quantity) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'words', 'words', gen_random_uuid(), gen_random_uuid(), 1)`,
  prescriptions: `insert into prescriptions (patient_id, treatment_id, quantity, fills_remaining, expires_on) values (gen_random_uuid(), gen_random_uuid(), 1, 1, now()::date + 300)`,
  orders: `insert into orders (patient_id, status) values (gen_random_uuid(), 'placed')`,
  order_items: `insert into order_items (order_id, product_id, patient_id, product_name, quantity, price_per_unit) values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'words', 1, 1)`,
  payments: `insert into payments (order_id, patient_id, provider, reference, amount, currency) values (gen_random_uuid(), gen_random_uuid(), 'manual', 'words', 1, 'USD')`,
  refunds: `insert into refunds (payment_id, patient_id, amount) values (gen_random_uuid(), gen_random_uuid(), 1)`,
  notifications: `insert into notifications (profile_id, kind, body) values (gen_random_uuid(), 'a-kind', '{}')`,
  data_exports: `insert into data_exports (patient_id, expires_at) values (gen_random_uuid(), now())`,
};

function filesWith(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesWith(path, words);
    const content = entry.isFile() ? readFileSync(path) : Buffer.alloc(0);
    return words.some((word) => content.includes(word)) ? [path] : [];
  });
}
