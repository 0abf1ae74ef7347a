import type { TableShape } from './table-shape.js';

/** So that a value has one text, whatever the login's settings are. */
export const EXACT_TEXTS = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'`;

/** The next keys after $1 (all, when null), at most $2 of them: the last of them and how many. */
export function windowStatement({ table, key, keyType }: TableShape, first: boolean): string {
  const after = first ? 'where $1::text is null' : `where t.${key} > $1::${keyType}`;
  return `with w as (select t.${key} as k from ${table} t ${after} order by t.${key} limit $2)
          select (select k::text from w order by k desc limit 1) as upto, (select count(*)::int from w) as keys`;
}

function range({ key, keyType }: TableShape, first: boolean, alias = 't'): string {
  const after = first ? '$1::text is null' : `${alias}.${key} > $1::${keyType}`;
  return `${after} and ${alias}.${key} <= $2::${keyType}`;
}

/**
 * The rows after $1 up to $2 that the step is about. Locked against change and deletion; rows of other tables may still
 * refer to them.
 */
export function rowsStatement(shape: TableShape, where: string, first: boolean, lock: boolean): string {
  const columns = shape.reads.map((name) => `t.${name}`).join(', ');
  return `select t.${shape.key}::text as "key of the row", ${columns} from ${shape.table} t
           where ${range(shape, first)} and (${where}) order by t.${shape.key} ${lock ? 'for no key update of t' : ''}`;
}

function incoming({ keyType, writes }: TableShape, from: number): string {
  const parameters = writes.map((_, index) => {
    const at = from + 1 + index * 2;
    return `$${at}::text[], $${at + 1}::boolean[]`;
  });
  const names = writes.map((_, index) => `v${index}, m${index}`);
  return `incoming as materialized (
    select n.k::${keyType} as k, ${names.join(', ')} from unnest($${from}::text[], ${parameters.join(', ')}) as n (k, ${names.join(', ')}))`;
}

function differs({ writes }: TableShape): string {
  return writes
    .map(
      (column, index) =>
        `n.m${index} and t.${column.sql}::text is distinct from n.v${index}::${column.type}::text`,
    )
    .map((condition) => `(${condition})`)
    .join(' or ');
}

/** How many of the rows between $1 and $2 would change; $3… are the batch. */
export function wouldChangeStatement(shape: TableShape, first: boolean): string {
  return `with ${incoming(shape, 3)}
    select count(*)::int as changed from ${shape.table} t join incoming n on t.${shape.key} = n.k
     where ${range(shape, first)} and (${differs(shape)})`;
}

const TELL = (what: string, table: string) => `told as (
    insert into public.audit_events (kind, table_name, patient_id, row_count, changed, why, actor, purpose)
    select 'update', '${table.replaceAll("'", "''")}', l.about, count(distinct l.k), array_agg(distinct c.name), ${what} 'operations'
      from logged l, jsonb_object_keys(l.new) as c (name) group by l.about)`;

/** Module, id, run and direction: $3 to $6. */
const LOG_PARAMETERS = 7;

/**
 * Changes rows between $1 and $2, notes what they were under $3 (module), $4 (id), $5 (run), $6 (direction), and tells the
 * audit trail in one event per person. $7… are the batch. How many rows are another now.
 */
export function changeStatement(shape: TableShape, first: boolean, told: boolean): string {
  const { table, key, writes } = shape;
  const each = (text: (column: (typeof writes)[number], index: number) => string, between = ', ') =>
    writes.map(text).join(between);
  const entry = (side: 'f' | 'c') =>
    each(
      ({ name }, index) =>
        `case when f.c${index} is distinct from c.c${index} then jsonb_build_object('${name.replaceAll("'", "''")}', ${side}.c${index}) else '{}' end`,
      ' || ',
    );
  return `with ${incoming(shape, LOG_PARAMETERS)},
    former as (
      select t.${key} as k, ${each(({ sql }, index) => `t.${sql}::text as c${index}`)}
        from ${table} t join incoming n on t.${key} = n.k where ${range(shape, first)}),
    changed as (
      update ${table} t set ${each(({ sql, type }, index) => `${sql} = case when n.m${index} then n.v${index}::${type} else t.${sql} end`)}
        from incoming n where t.${key} = n.k and ${range(shape, first)} and (${differs(shape)})
      returning t.${key} as k, ${shape.about} as about, ${each(({ sql }, index) => `t.${sql}::text as c${index}`)}),
    logged as (
      insert into carenode.data_undo (module, id, run, direction, key, about, old, new)
      select $3::text, $4::text, $5::integer, $6::text, c.k::text, c.about, ${entry('f')}, ${entry('c')} from changed c join former f on f.k = c.k
      returning key as k, about, new)
    ${told ? `, ${TELL(`$3::text || '/' || $4::text, 'system:data step ' || $3::text || '/' || $4::text,`, shape.name)}` : ''}
    select count(*)::int as changed from logged`;
}

/** Locks the rows of these keys, $1, those of them that are there. */
export function lockStatement({ table, key, keyType }: TableShape): string {
  return `select from ${table} t where t.${key} = any ($1::text[]::${keyType}[]) order by t.${key} for no key update of t`;
}

/**
 * Gives the rows of the keys $1 back what the undo log of $2 (module), $3 (id) and $4 (run) says, where they are still what
 * the step made of them; the entries go. How many were given it back, and of how many the row is gone.
 */
export function restoreStatement(shape: TableShape, told: boolean): string {
  const { table, key, keyType, writes } = shape;
  const text = (name: string) => `'${name.replaceAll("'", "''")}'`;
  const values = writes.map(
    ({ sql, name, type }) =>
      `${sql} = case when e.old ? ${text(name)} then (e.old ->> ${text(name)})::${type} else t.${sql} end`,
  );
  const same = writes.map(
    ({ sql, name }) =>
      `(not e.new ? ${text(name)} or t.${sql}::text is not distinct from e.new ->> ${text(name)})`,
  );
  const keys = `t.${key} = any ($1::text[]::${keyType}[])`;
  return `with entry as materialized (
      delete from carenode.data_undo u where u.module = $2::text and u.id = $3::text and u.run = $4::integer and u.key = any ($1::text[])
      returning u.key::${keyType} as k, u.old, u.new),
    logged as (
      update ${table} t set ${values.join(', ')} from entry e
       where t.${key} = e.k and ${keys} and ${same.join(' and ')}
      returning t.${key} as k, ${shape.about} as about, e.new as new)
    ${told ? `, ${TELL(`'undo of ' || $2::text || '/' || $3::text, 'system:undo of data step ' || $2::text || '/' || $3::text,`, shape.name)}` : ''}
    select (select count(*)::int from logged) as restored,
           (select count(*)::int from entry e where not exists (select from ${table} t where t.${key} = e.k and ${keys})) as gone`;
}
