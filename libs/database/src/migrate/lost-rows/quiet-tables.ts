import type { SqlRunner } from '@carenode/module-kit';

interface TriggerState {
  readonly table: string;
  readonly name: string;
  readonly enabled: 'O' | 'D' | 'R' | 'A';
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly timing: string;
}

const ENABLE: Readonly<Record<TriggerState['enabled'], string>> = {
  O: 'enable trigger',
  D: 'disable trigger',
  R: 'enable replica trigger',
  A: 'enable always trigger',
};

/**
 * `work` on tables whose own triggers are silent, since rows are put back and not written anew, and whose foreign keys to
 * each other are looked at when all is done. Both are afterwards as they were. Runs as the owner, in a transaction that holds
 * the tables' locks.
 */
export async function withQuietTables(
  sql: SqlRunner,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const triggers = await triggersOf(sql, tables);
  const foreignKeys = await foreignKeysAmong(sql, tables);
  for (const table of tables) await sql.query(`alter table ${table} disable trigger user`);
  for (const { table, name } of foreignKeys)
    await sql.query(`alter table ${table} alter constraint ${name} deferrable initially deferred`);
  await work();
  await sql.query('set constraints all immediate');
  for (const { table, name, timing } of foreignKeys)
    await sql.query(`alter table ${table} alter constraint ${name} ${timing}`);
  for (const { table, name, enabled } of triggers)
    await sql.query(`alter table ${table} ${ENABLE[enabled]} ${name}`);
}

/** Of the tables and their partitions, tables first, so that what a partition has of its own comes last. */
async function triggersOf(sql: SqlRunner, tables: readonly string[]): Promise<TriggerState[]> {
  return (await sql.query(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(t.tgname) as name, t.tgenabled as enabled
       from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal
        and coalesce(pg_partition_root(c.oid), c.oid) = any ((select array_agg(to_regclass(x)) from unnest($1::text[]) x)::regclass[])
      order by c.relispartition, c.oid, t.tgname`,
    [tables],
  )) as TriggerState[];
}

async function foreignKeysAmong(sql: SqlRunner, tables: readonly string[]): Promise<ForeignKey[]> {
  return (await sql.query(
    `with ours as (select to_regclass(x)::oid as oid from unnest($1::text[]) x)
     select k.conrelid::regclass::text as table, quote_ident(k.conname) as name,
            case when k.condeferred then 'deferrable initially deferred'
                 when k.condeferrable then 'deferrable initially immediate' else 'not deferrable' end as timing
       from pg_constraint k
      where k.contype = 'f' and k.conparentid = 0 and k.conrelid <> k.confrelid
        and k.conrelid in (select oid from ours) and k.confrelid in (select oid from ours)`,
    [tables],
  )) as ForeignKey[];
}
