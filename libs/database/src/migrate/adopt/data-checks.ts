import type { SqlRunner } from '@carenode/module-kit';

import { idSql, keySql, type Mapping } from './mapping.js';
import { literal, qualified, quoted, withoutAdoptedId } from './names.js';
import type { OurColumn, OurConstraint, OurSchema, OurTable } from './our-schema.js';

/** How many rows of a table one of our rules would refuse. */
export interface RefusedRows {
  readonly rule: string;
  readonly rows: number;
  readonly words: string;
}

export interface TableData {
  readonly table: string;
  readonly from: string;
  /** All rows there, and those of them that are taken over. */
  readonly rows: number;
  readonly taken: number;
  readonly refused: readonly RefusedRows[];
  /** Rules that could not be tried, and whether the values themselves cannot become ours. */
  readonly untried: readonly { readonly rule: string; readonly code: string; readonly blocks: boolean }[];
}

/**
 * The rows of the other table as ours would have them, as a subquery: first "legacy key" and id, then all columns of ours,
 * under their names and of their types; a column that no row brings has its default where that is a plain value, else null.
 */
export function mappedRows(
  mapping: Mapping,
  ours: OurTable,
  schema: string,
  prepare: (sql: string) => string = withoutAdoptedId,
  range?: string,
): string {
  const columns = ours.columns
    .filter(({ name }) => name !== 'id')
    .map((column) => {
      const mapped = mapping.columns.find((known) => known.column === column.name);
      const value = mapped ? prepare(mapped.sql) : (plainDefault(column) ?? 'null');
      return `(${value})::${column.type} as ${quoted(column.name)}`;
    });
  const conditions = [
    ...(range ? [range] : []),
    ...(mapping.where === null ? [] : [`(${prepare(mapping.where)})`]),
  ];
  const where = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
  return `select ${keySql(mapping)} as "legacy key", ${prepare(idSql(mapping))} as id, ${columns.join(', ')}
            from ${qualified(schema, mapping.from)} l${where}`;
}

/** A default that is a value and no call. */
function plainDefault(column: OurColumn): string | null {
  return column.default !== null && !column.default.includes('(') ? column.default : null;
}

/** Columns about which the rows say something: the rules of the others hold by themselves. */
function valued(mapping: Mapping, ours: OurTable): Set<string> {
  return new Set([
    'id',
    ...mapping.columns.map(({ column }) => column),
    ...ours.columns.filter((column) => plainDefault(column) !== null).map(({ name }) => name),
  ]);
}

/**
 * Runs the conditions of our constraints over the other application's rows, in the transaction of `sql`, and counts. Columns
 * that stand on tables of ours are known `later`.
 */
export async function checkRows(
  sql: SqlRunner,
  whole: Mapping,
  mappings: readonly Mapping[],
  ours: OurSchema,
  later: readonly string[],
): Promise<TableData> {
  const mapping = { ...whole, columns: whole.columns.filter(({ column }) => !later.includes(column)) };
  const table = ours.tables.find(({ name }) => name === mapping.table);
  if (!table) throw new Error(`There is no table ${mapping.table}.`);
  const rows = mappedRows(mapping, table, 'public');
  const refused: RefusedRows[] = [];
  const untried = later.map((column) => ({ rule: `value ${column}`, code: '42P01', blocks: false }));
  const count = async (rule: string, words: string, text: string, blocks = false): Promise<number> => {
    const found = await tried(sql, text);
    if (typeof found === 'string')
      untried.push({ rule, code: found, blocks: blocks || found.startsWith('22') });
    else if (rule !== '' && found > 0) refused.push({ rule, rows: found, words });
    return typeof found === 'string' ? 0 : found;
  };
  const all = await count('', '', `select count(*) as n from ${qualified('public', mapping.from)}`);
  const taken = mapping.where
    ? await count(
        'where',
        '',
        `select 0 as n from ${qualified('public', mapping.from)} l where ${withoutAdoptedId(mapping.where)} limit 1`,
      ).then(() =>
        countOnly(
          sql,
          `select count(*) as n from ${qualified('public', mapping.from)} l where ${withoutAdoptedId(mapping.where ?? 'true')}`,
        ),
      )
    : all;
  const has = valued(mapping, table);
  const conditions = conditionsOf(table, mappings, ours, has);
  const together = await atOnce(sql, mapping, rows, conditions);
  if (together)
    conditions.forEach(({ rule, words }, at) => {
      const found = together[at] ?? 0;
      if (found > 0) refused.push({ rule, rows: found, words });
    });
  else {
    for (const { column, type, sql: expression } of mapping.columns)
      await count(
        `value ${column}`,
        '',
        `select 0 * count((${withoutAdoptedId(expression)})::${type}) as n from ${qualified('public', mapping.from)} l${mapping.where ? ` where ${withoutAdoptedId(mapping.where)}` : ''}`,
        true,
      );
    for (const { rule, words, refuses } of conditions)
      await count(rule, words, `select count(*) as n from (${rows}) m where ${refuses}`);
  }
  await count(
    'primary key',
    'two rows have one key',
    `select coalesce(sum(n - 1), 0) as n from (select count(*) as n from (${rows}) m group by id having count(*) > 1) d`,
  );
  for (const constraint of table.constraints) {
    const text = repeatedRows(constraint, rows);
    if (text) await count(constraint.name, wordsOf(constraint), text);
  }
  return { table: mapping.table, from: mapping.from, rows: all, taken, refused, untried };
}

interface Condition {
  readonly rule: string;
  readonly words: string;
  /** SQL over a row `m`: true where the rule refuses it. */
  readonly refuses: string;
}

/** Our rules that one row alone meets or breaks. */
function conditionsOf(
  table: OurTable,
  mappings: readonly Mapping[],
  ours: OurSchema,
  has: ReadonlySet<string>,
): Condition[] {
  const missing = table.columns
    .filter(({ name, notNull }) => notNull && has.has(name))
    .map(({ name }) => ({
      rule: `not null ${name}`,
      words: `${name} is missing`,
      refuses: `m.${quoted(name)} is null`,
    }));
  const broken = table.constraints.flatMap((constraint): Condition[] => {
    const { kind, name: rule, sql, columns, references, referenced } = constraint;
    const words = wordsOf(constraint);
    if (kind === 'check') return [{ rule, words, refuses: `not (${sql})` }];
    const target = mappings.find((mapping) => mapping.table === references);
    const targetTable = ours.tables.find(({ name }) => name === references);
    // Where nothing of theirs comes into that table: what our own steps put there is not known here.
    if (kind !== 'reference' || !target || !targetTable || !columns.every((name) => has.has(name))) return [];
    const given = columns.map((name) => `m.${quoted(name)} is not null`).join(' and ');
    const row = `(${columns.map((name) => `m.${quoted(name)}`).join(', ')})`;
    const there = `select ${columns.map((_, at) => `r.${quoted(referenced[at] ?? 'id')}`).join(', ')} from (${mappedRows(target, targetTable, 'public')}) r`;
    return [{ rule, words, refuses: `${given} and (${row} in (${there})) is not true` }];
  });
  return [...missing, ...broken];
}

/** How many rows each condition refuses, in one pass over the table; null where a value or a condition fails. */
async function atOnce(
  sql: SqlRunner,
  mapping: Mapping,
  rows: string,
  conditions: readonly Condition[],
): Promise<number[] | null> {
  const counts = [
    ...mapping.columns.map(({ column }, at) => `count(m.${quoted(column)}) as v${at}`),
    ...conditions.map(({ refuses }, at) => `count(*) filter (where ${refuses}) as r${at}`),
  ];
  if (counts.length === 0) return [];
  await sql.query('savepoint trial');
  try {
    // Without the offset, PostgreSQL would work an expression out anew for each condition that asks it.
    const [row] = (await sql.query(`select ${counts.join(', ')} from (${rows} offset 0) m`)) as Record<
      string,
      string
    >[];
    await sql.query('release savepoint trial');
    return conditions.map((_, at) => Number(row?.[`r${at}`] ?? 0));
  } catch (error) {
    await sql.query('rollback to savepoint trial');
    const code = (error as { code?: string }).code;
    if (!code || /^(08|57|55)/.test(code)) throw error;
    return null;
  }
}

/** Counts the rows that have what another one has already, where an index of ours wants it once. */
function repeatedRows({ kind, sql, predicate }: OurConstraint, rows: string): string | null {
  if (kind !== 'unique') return null;
  const given = predicate === null ? '' : ` where ${predicate}`;
  const parts = splitIndex(sql).map((part, at) => `(${part}) as k${at}`);
  const names = parts.map((_, at) => `k${at}`);
  return `select coalesce(sum(n - 1), 0) as n from (
    select count(*) as n from (select ${parts.join(', ')} from (${rows}) m${given}) u
     where ${names.map((name) => `${name} is not null`).join(' and ')} group by ${names.join(', ')} having count(*) > 1) d`;
}

/** The columns and expressions of an index, parted at the commas outside brackets and strings. */
export function splitIndex(sql: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  let inString = false;
  for (const sign of sql) {
    if (sign === "'") inString = !inString;
    if (!inString) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0 && !inString) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

function wordsOf({ kind, name, references }: OurConstraint): string {
  if (kind === 'check') return `the check ${name} refuses them`;
  if (kind === 'unique') return `others have the same value where ${name} wants one`;
  return `what they refer to in ${references} is not there`;
}

/** The number, or the code of PostgreSQL's refusal; the transaction goes on in both cases. */
async function tried(sql: SqlRunner, text: string): Promise<number | string> {
  await sql.query('savepoint trial');
  try {
    const n = await countOnly(sql, text);
    await sql.query('release savepoint trial');
    return n;
  } catch (error) {
    await sql.query('rollback to savepoint trial');
    const code = (error as { code?: string }).code;
    if (!code || /^(08|57|55)/.test(code)) throw error;
    return code;
  }
}

async function countOnly(sql: SqlRunner, text: string): Promise<number> {
  const [row] = (await sql.query(text)) as { n: string | number }[];
  return Number(row?.n ?? 0);
}

/** Our rules as one SQL expression over a row `m` as `mappedRows` gives it: the first that refuses it, null when none does. */
export function refusalSql(mapping: Mapping, table: OurTable): string {
  const has = valued(mapping, table);
  const cases: string[] = [];
  for (const { name, notNull } of table.columns)
    if (notNull && (has.has(name) || name === 'id'))
      cases.push(`when m.${quoted(name)} is null then ${literal(`not null ${name}`)}`);
  for (const { kind, name, sql, columns, references, referenced } of table.constraints) {
    if (kind === 'check') cases.push(`when not (${sql}) then ${literal(name)}`);
    if (
      kind === 'reference' &&
      references &&
      references !== mapping.table &&
      columns.every((column) => has.has(column))
    ) {
      const given = columns.map((column) => `m.${quoted(column)} is not null`).join(' and ');
      const joined = columns
        .map((column, at) => `r.${quoted(referenced[at] ?? 'id')} = m.${quoted(column)}`)
        .join(' and ');
      cases.push(
        `when ${given} and not exists (select from ${qualified('public', references)} r where ${joined}) then ${literal(name)}`,
      );
    }
  }
  return cases.length === 0 ? 'null::text' : `case ${cases.join('\n ')} end`;
}
