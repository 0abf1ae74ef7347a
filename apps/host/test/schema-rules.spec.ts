import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { snakeCase } from '@carenode/database';
import type { ModuleManifest } from '@carenode/module-kit';
import { migratedDatabase, type TestDatabase } from '@carenode/testing';
import { loadModules } from '@carenode/runtime';
import { getMetadataArgsStorage } from 'typeorm';

import { catalog } from '../src/catalog.js';

/** Rules that hold for the schema of every module; each query lists what breaks one. */
describe('the schema of all modules together', () => {
  let modules: ModuleManifest[];
  let database: TestDatabase;
  const offenders = async (sql: string): Promise<unknown[]> => (await database.admin.query(sql)).rows;

  beforeAll(async () => {
    modules = await loadModules(catalog, null);
    database = await migratedDatabase(modules);
  });

  afterAll(async () => database.drop());

  it('has row security on every table, and no table that no module declares', async () => {
    expect(
      await offenders(
        `select relname from pg_class where relkind in ('r','p') and not relrowsecurity and relnamespace in ('public'::regnamespace, 'carenode'::regnamespace)`,
      ),
    ).toEqual([]);
    const tables = await offenders(
      `select relname as name from pg_class where relkind in ('r','p') and relnamespace = 'public'::regnamespace order by 1`,
    );
    const declared = modules.flatMap((module) => module.tables.map((table) => table.name));
    expect(tables.map((table) => (table as { name: string }).name)).toEqual([...declared].sort());
  });

  it('is owned by a role that cannot sign in, and nothing by the host’s login', async () => {
    expect(
      await offenders(`
        select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
         where c.relnamespace in ('public'::regnamespace, 'carenode'::regnamespace) and (r.rolcanlogin or r.rolname <> 'carenode_owner')`),
    ).toEqual([]);
    expect(
      await offenders(`
        select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner
         where p.pronamespace in ('public'::regnamespace, 'carenode'::regnamespace) and r.rolname <> 'carenode_owner'`),
    ).toEqual([]);
  });

  it('indexes every foreign key', async () => {
    expect(
      await offenders(`
        select con.conrelid::regclass::text as "table", con.conname as key
          from pg_constraint con
         where con.contype = 'f' and con.connamespace = 'public'::regnamespace
           and not exists (
             select from pg_index i
              where i.indrelid = con.conrelid and i.indpred is null
                and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(con.conkey)] @> con.conkey)
           and not exists (
             -- A partial index that leaves out only NULL serves a foreign key as well.
             select from pg_index i
              where i.indrelid = con.conrelid and (string_to_array(i.indkey::text, ' ')::int2[])[1] = con.conkey[1]
                and pg_get_expr(i.indpred, i.indrelid) like '%IS NOT NULL%')`),
    ).toEqual([]);
  });

  it('indexes every column that a policy compares with the caller', async () => {
    expect(
      await offenders(`
        with compared as (
          select distinct p.polrelid as relid, a.attname, a.attnum
            from pg_policy p join pg_attribute a on a.attrelid = p.polrelid and a.attnum > 0
           where coalesce(pg_get_expr(p.polqual, p.polrelid), '') ~ ('(^|[( ])' || a.attname || ' = (\\( SELECT carenode\\.|ANY \\(ARRAY\\( SELECT)'))
        select relid::regclass::text as "table", attname from compared
         where not exists (select from pg_index i where i.indrelid = relid and i.indkey[0] = attnum)
           -- Compared beside the patients in care only, whose rows an index has found by then.
           and (relid, attname) <> ('measurements'::regclass, 'created_by')`),
    ).toEqual([]);
  });

  it('pins the search path of every function with a body of text, and lets only named roles call definer functions', async () => {
    expect(
      await offenders(`
        select p.oid::regprocedure::text as function from pg_proc p join pg_language l on l.oid = p.prolang
         where p.pronamespace = 'carenode'::regnamespace and p.prosqlbody is null
           and not coalesce(array_to_string(p.proconfig, ','), '') like '%search_path=%'`),
    ).toEqual([]);
    expect(
      await offenders(`
        select p.oid::regprocedure::text as function from pg_proc p
         where p.pronamespace = 'carenode'::regnamespace and p.prosecdef
           and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0 and a.privilege_type = 'EXECUTE')`),
    ).toEqual([]);
  });

  it('has no view that runs as its owner', async () => {
    expect(
      await offenders(`
        select relname from pg_class
         where relkind in ('v','m') and relnamespace in ('public'::regnamespace, 'carenode'::regnamespace)
           and not coalesce(array_to_string(reloptions, ','), '') ~ 'security_invoker=(true|on)'`),
    ).toEqual([]);
  });

  it('calls functions in policies once per statement, never per row, and none that is volatile', async () => {
    expect(
      await offenders(`
        select polrelid::regclass::text as "table", polname from pg_policy
         where regexp_replace(concat(pg_get_expr(polqual, polrelid), ' ', pg_get_expr(polwithcheck, polrelid)), 'SELECT[^()]*carenode\\.[a-z_]+', '', 'g') ~ 'carenode\\.[a-z_]+\\('
           and polname not like 'gate\\_%'`),
    ).toEqual([]);
    expect(
      await offenders(`
        select distinct p.proname from pg_depend d join pg_proc p on p.oid = d.refobjid
         where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_proc'::regclass and p.provolatile = 'v'`),
    ).toEqual([]);
  });

  it('describes every table and column', async () => {
    expect(
      await offenders(`
        select c.relname as "table" from pg_class c
         where c.relkind in ('r','p') and c.relnamespace = 'public'::regnamespace and obj_description(c.oid, 'pg_class') is null`),
    ).toEqual([]);
  });

  it('agrees with every entity, column by column', async () => {
    const rows = (await offenders(`
      select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type, not a.attnotnull as nullable
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p')`)) as {
      name: string;
      type: string;
      nullable: boolean;
    }[];
    const columns = new Map(rows.map((row) => [row.name, row]));
    const types: Record<string, string> = { timestamptz: 'timestamp with time zone' };
    const storage = getMetadataArgsStorage();
    const wrong: string[] = [];
    for (const { name, entity } of modules.flatMap((module) => module.tables)) {
      const declared = storage.columns.filter(
        ({ target }) =>
          target === entity ||
          (typeof target === 'function' &&
            (entity as object) instanceof Object &&
            Object.prototype.isPrototypeOf.call(target.prototype as object, entity.prototype as object)),
      );
      if (declared.length === 0) wrong.push(`${name} has an entity without columns`);
      for (const { propertyName, options } of declared) {
        const column = columns.get(`${name}.${options.name ?? snakeCase(propertyName)}`);
        const type = `${types[String(options.type)] ?? String(options.type)}${options.array ? '[]' : ''}`;
        if (!column) wrong.push(`${name}.${propertyName} is not in the database`);
        else if (column.type !== type)
          wrong.push(`${name}.${propertyName} is ${type} in the entity and ${column.type} in the database`);
        else if (column.nullable !== (options.nullable ?? false))
          wrong.push(`${name}.${propertyName} is ${column.nullable ? '' : 'not '}nullable in the database`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
