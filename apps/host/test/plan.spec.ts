import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadModules } from '@carenode/runtime';
import { migratedDatabase, type TestDatabase } from '@carenode/testing';

import { catalog } from '../src/catalog.js';

const plan = readFileSync(new URL('../../../docs/plan/database-migration-plan.md', import.meta.url), 'utf8');
const blocks = [...plan.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => String(sql).trim());
const planned = new Map(
  blocks.flatMap((sql) => {
    const [, name] = /^CREATE TABLE (\w+)/.exec(sql) ?? [];
    return name ? [[name, sql] as const] : [];
  }),
);

/** Tables of modules that are not built yet; the list shrinks as they come. */
const NOT_YET = new Set(['ai_doctor_sessions', 'ai_doctor_sharing_permissions']);
const built = [...planned.keys()].filter((name) => !NOT_YET.has(name));

/** What a table promises in one schema: columns with type and default, foreign keys, and keys. */
const PROMISES = `
  select format('column %s %s default %s', a.attname, format_type(a.atttypid, a.atttypmod),
                coalesce(replace(pg_get_expr(d.adbin, d.adrelid), 'public.', ''), 'none')) as promise
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
  union all
  select format('column %s is never null', a.attname) from pg_attribute a
   where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped and a.attnotnull
  union all
  select format('foreign key (%s) to %s on delete %s',
                (select string_agg(a.attname, ',') from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k),
                (select relname from pg_class where oid = c.confrelid), c.confdeltype)
    from pg_constraint c where c.conrelid = to_regclass($1) and c.contype = 'f'
  union all
  select format('%s (%s)', case c.contype when 'p' then 'primary key' else 'unique' end,
                (select string_agg(a.attname, ',') from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k))
    from pg_constraint c where c.conrelid = to_regclass($1) and c.contype in ('p', 'u')`;

describe('the database migration plan', () => {
  let database: TestDatabase;
  const promises = async (table: string): Promise<string[]> =>
    (await database.admin.query<{ promise: string }>(PROMISES, [table])).rows.map(({ promise }) => promise);

  beforeAll(async () => {
    database = await migratedDatabase(await loadModules(catalog, null));
    // The plan's own SQL, word for word, beside what the modules made.
    await database.admin.query('create schema plan');
    for (const name of built) {
      await database.admin.query(`set search_path = plan, public; ${planned.get(name)}; reset search_path`);
    }
  });

  afterAll(async () => database.drop());

  it('has the tables that this test looks for', () => {
    expect(built.sort()).toEqual([
      'api_keys',
      'cart_items',
      'instance_module_activations',
      'instance_network_config',
      'instance_settings',
      'learning_resources',
      'order_items',
      'orders',
      'patient_activity_log',
      'patient_condition_events',
      'patient_data_import_sources',
      'patient_food_log',
      'patient_health_goals',
      'patient_insights',
      'patient_learning_progress',
      'products',
    ]);
  });

  it.each(built)('is kept by %s: columns, types, defaults and keys', async (name) => {
    const [wanted, made] = [await promises(`plan.${name}`), await promises(`public.${name}`)];
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.filter((promise) => !made.includes(promise))).toEqual([]);
  });

  it('is kept by what links measurements to purchases', async () => {
    const made = await promises('public.measurements');
    expect(made).toContain('column order_item_id uuid default none');
    expect(made).toContain('foreign key (order_item_id) to order_items on delete a');
  });

  it('is kept by the source tracking of treatments', async () => {
    const made = await promises('public.treatments');
    for (const column of ['manufacturer', 'source_verification_method', 'regulatory_status']) {
      expect(made).toContain(`column ${column} text default none`);
    }
  });
});
