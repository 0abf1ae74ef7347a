import type { SqlRunner } from '@carenode/module-kit';

import { literal, quoted } from './sql-text.js';
import type { ValuePlan } from './value-changes.js';

/** What says which values a column may have, made another step by step. Each change is a moment; each proof reads the rows. */
export interface ColumnLimit {
  /** Old and new values. */
  widen(sql: SqlRunner): Promise<void>;
  /** New values only. */
  narrow(sql: SqlRunner): Promise<void>;
  /** Proves over the rows that they have new values only. Others read and write meanwhile. */
  proveNew(sql: SqlRunner): Promise<void>;
  /** Undoes `proveNew`: the limit stays, unproven as it was. */
  unproveNew(sql: SqlRunner): Promise<void>;
  /** Undoes `narrow`. */
  widenBack(sql: SqlRunner): Promise<void>;
  /** Undoes `widen`. */
  narrowBack(sql: SqlRunner): Promise<void>;
  /** Proves over the rows that they have old values only, for `narrowBack`. */
  proveOld(sql: SqlRunner): Promise<void>;
}

export function limitOf(plan: ValuePlan): ColumnLimit {
  const { limitedBy } = plan.changes;
  return 'check' in limitedBy ? checkLimit(plan, limitedBy.check) : typeLimit(plan, limitedBy.type);
}

const same = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n');

/** A CHECK that lists the values. It is made another without being proven, in a moment; its proof is a step of its own. */
function checkLimit({ changes, wide, to }: ValuePlan, name: string): ColumnLimit {
  const { table, column, from } = changes;
  const swap = async (sql: SqlRunner, values: readonly string[]): Promise<void> => {
    await sql.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
    await sql.query(
      `alter table ${quoted(table)} add constraint ${quoted(name)} check (${quoted(column)} in (${values.map(literal).join(', ')})) not valid`,
    );
  };
  const prove = (sql: SqlRunner) =>
    sql.query(`alter table ${quoted(table)} validate constraint ${quoted(name)}`);
  return {
    widen: async (sql) => {
      await refuseOtherCheck(sql, changes.table, name, column, from);
      await swap(sql, wide);
    },
    narrow: async (sql) => {
      if (!same(wide, to)) await swap(sql, to);
    },
    proveNew: async (sql) => void (await prove(sql)),
    unproveNew: (sql) => swap(sql, to),
    widenBack: async (sql) => {
      if (!same(wide, to)) await swap(sql, wide);
    },
    narrowBack: async (sql) => {
      await swap(sql, from);
      // Reading a small table is a moment too, and then the step alone gives exactly what was there.
      await sql.query(`
        do $$ begin
          if pg_relation_size('${quoted(table)}') < 1048576 then
            alter table ${quoted(table)} validate constraint ${quoted(name)};
          end if;
        exception when check_violation then null;
        end $$`);
    },
    proveOld: async (sql) => void (await prove(sql)),
  };
}

/** The way back would make another CHECK of one that is not what the changes say. */
async function refuseOtherCheck(
  sql: SqlRunner,
  table: string,
  name: string,
  column: string,
  values: readonly string[],
): Promise<void> {
  const [found] = (await sql.query(
    `select pg_get_constraintdef(oid) as text, convalidated as valid from pg_constraint
      where conrelid = to_regclass($1) and conname = $2 and contype = 'c'`,
    [quoted(table), name],
  )) as { text: string; valid: boolean }[];
  if (!found) return;
  const listed = [...found.text.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) =>
    value.replaceAll("''", "'"),
  );
  const plain = /^CHECK \(+"?(\w+)"? = ANY \(/.exec(found.text) ?? /^CHECK \(+"?(\w+)"? = '/.exec(found.text);
  if (!found.valid || plain?.[1] !== column || !same(listed, values)) {
    throw new Error(
      `constraint ${name} of ${table} is not "${column} in (…)" with exactly the values that "from" says, in that order`,
    );
  }
}

/**
 * An enum type. PostgreSQL adds a label and renames one in place, and takes none away without writing every table anew under a
 * lock that shuts everybody out: so a label that goes stays in the type, and a CHECK on the column forbids it.
 */
function typeLimit(plan: ValuePlan, type: string): ColumnLimit {
  const { table, column, from, add = {}, rename = {} } = plan.changes;
  const name = quoted(`${table}_${column}_withdrawn`);
  const gone = from.filter((value) => plan.forward.has(value));
  const forbid = async (sql: SqlRunner, values: readonly string[]): Promise<void> => {
    await sql.query(`alter table ${quoted(table)} drop constraint if exists ${name}`);
    if (values.length > 0) {
      await sql.query(
        `alter table ${quoted(table)} add constraint ${name} check (${quoted(column)} not in (${values.map(literal).join(', ')})) not valid`,
      );
    }
  };
  const prove = async (sql: SqlRunner, values: readonly string[]): Promise<void> => {
    if (values.length > 0) await sql.query(`alter table ${quoted(table)} validate constraint ${name}`);
  };
  return {
    widen: async (sql) => {
      await refuseSharedType(sql, type, table, column);
      for (const value of Object.keys(add))
        await sql.query(`alter type ${quoted(type)} add value if not exists ${literal(value)}`);
      await sql.query(`alter table ${quoted(table)} drop constraint if exists ${name}`);
    },
    narrow: async (sql) => {
      for (const [before, after] of Object.entries(rename))
        await sql.query(`alter type ${quoted(type)} rename value ${literal(before)} to ${literal(after)}`);
      if (gone.length > 0) await forbid(sql, gone);
    },
    proveNew: (sql) => prove(sql, gone),
    unproveNew: (sql) => forbid(sql, gone),
    widenBack: async (sql) => {
      await sql.query(`alter table ${quoted(table)} drop constraint if exists ${name}`);
      for (const [before, after] of Object.entries(rename))
        await sql.query(`alter type ${quoted(type)} rename value ${literal(after)} to ${literal(before)}`);
    },
    narrowBack: (sql) => forbid(sql, Object.keys(add)),
    proveOld: (sql) => prove(sql, Object.keys(add)),
  };
}

async function refuseSharedType(sql: SqlRunner, type: string, table: string, column: string): Promise<void> {
  const others = (await sql.query(
    `select a.attrelid::regclass || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
      where a.atttypid in (to_regtype($1), (select typarray from pg_type where oid = to_regtype($1))) and not a.attisdropped
        and (a.attrelid, a.attname) is distinct from (to_regclass($2), $3::name)`,
    [quoted(type), quoted(table), column],
  )) as { name: string }[];
  if (others.length > 0)
    throw new Error(
      `type ${type} is also that of ${others.map(({ name }) => name).join(', ')}: their values would change with it`,
    );
}
