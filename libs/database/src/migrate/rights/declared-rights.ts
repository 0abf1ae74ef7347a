import type { SqlRunner } from '@carenode/module-kit';

import type { PolicyRight, TableRights } from './rights.js';

interface StoredRights {
  readonly policies: readonly PolicyRight[];
  readonly grants: readonly string[];
}

/**
 * Keeps the declared rights themselves, so that the next version's can be compared with them. Tables whose rights are
 * suspended, because steps of their module are missing, keep what was declared before. Runs as the owner.
 */
export async function rememberDeclaredRights(
  sql: SqlRunner,
  declared: readonly TableRights[],
): Promise<void> {
  await sql.query(`
    create table if not exists carenode.declared_rights (
      table_name text primary key,
      rights jsonb not null
    )`);
  await sql.query('alter table carenode.declared_rights enable row level security');
  await sql.query(
    `comment on table carenode.declared_rights is 'The rights that were declared for each table when they were last set; what a new version adds to them must be approved.'`,
  );
  const rows = declared
    .filter(({ policies }) => policies.length > 0)
    .map(({ table, policies, grants }) => ({
      table_name: table,
      rights: { policies, grants: [...grants].sort() } satisfies StoredRights,
    }));
  await sql.query(
    `insert into carenode.declared_rights (table_name, rights)
       select table_name, rights from jsonb_to_recordset($1::jsonb) as r (table_name text, rights jsonb)
     on conflict (table_name) do update set rights = excluded.rights where declared_rights.rights <> excluded.rights`,
    [JSON.stringify(rows)],
  );
  await sql.query(
    `delete from carenode.declared_rights where to_regclass(format('public.%I', table_name)) is null`,
  );
}

/** The rights that were declared last, by table; nothing on a database of a version that did not keep them. */
export async function readDeclaredRights(sql: SqlRunner): Promise<Map<string, TableRights>> {
  const [there] = (await sql.query(
    `select to_regclass('carenode.declared_rights') is not null as known`,
  )) as { known: boolean }[];
  if (!there?.known) return new Map();
  const rows = (await sql.query('select table_name, rights from carenode.declared_rights')) as {
    table_name: string;
    rights: StoredRights;
  }[];
  return new Map(
    rows.map(({ table_name: table, rights }) => [
      table,
      { table, policies: rights.policies, grants: new Set(rights.grants) },
    ]),
  );
}
