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
  /** All rows there: those that the mapping leaves out, those that our rules refuse, and those that are taken over. */
  readonly rows: number;
  readonly leftOut: number;
  readonly refused: readonly RefusedRows[];
  readonly taken: number;
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

/** What is known when rows are tried before our tables are there. */
export interface Known {
  readonly mappings: readonly Mapping[];
  readonly ours: OurSchema;
  /** Columns of a mapping that stand on tables of ours, and so are known later. */
  later(mapping: Mapping): readonly string[];
}

/**
 * Runs the conditions of our constraints over the other application's rows, in the transaction of `sql`, and counts each
 * row that is refused once, by the first rule that refuses it: also rows that refer to one which is refused itself.
 */
export async function checkRows(sql: SqlRunner, whole: Mapping, known: Known): Promise<TableData> {
  const later = known.later(whole);
  const mapping = knownNow(whole, known);
  const table = tableOf(mapping, known);
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
  const meant = mapping.where
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
  const conditions = conditionsBefore(mapping, known, []);
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
  const left = together ? acceptedRows(mapping, known, []) : rows;
  // The same ids are a primary key there already.
  if (mapping.key.ids !== 'same')
    await count(
      'primary key',
      'two rows have one key',
      `select coalesce(sum(n - 1), 0) as n from (select count(*) as n from (${left}) m group by id having count(*) > 1) d`,
    );
  const has = valued(mapping, table);
  for (const constraint of table.constraints) {
    // What no row brings is null, and repeats nothing; ids were counted before.
    const columns = splitIndex(constraint.sql).filter((part) =>
      table.columns.some(({ name }) => name === part),
    );
    if (constraint.kind !== 'unique' || columns.some((name) => name === 'id' || !has.has(name))) continue;
    const text = repeatedRows(constraint, left);
    if (text) await count(constraint.name, wordsOf(constraint), text);
  }
  return {
    table: mapping.table,
    from: mapping.from,
    rows: all,
    leftOut: all - meant,
    refused,
    // Where a rule had to be tried by itself, a row may have been counted for several.
    taken: Math.max(0, meant - refused.reduce((sum, { rows: few }) => sum + few, 0)),
    untried,
  };
}

interface Condition {
  readonly rule: string;
  readonly words: string;
  /** SQL over a row `m`: true where the rule refuses it. */
  readonly refuses: string;
}

const tableOf = ({ table }: Mapping, { ours }: Known): OurTable => {
  const found = ours.tables.find(({ name }) => name === table);
  if (!found) throw new Error(`There is no table ${table}.`);
  return found;
};

function knownNow(mapping: Mapping, known: Known): Mapping {
  const later = known.later(mapping);
  return { ...mapping, columns: mapping.columns.filter(({ column }) => !later.includes(column)) };
}

/**
 * Our rules that one row meets or breaks, in the order in which PostgreSQL asks them. `reference` says in SQL over `m` that
 * the row referred to is missing, or null where that cannot be asked.
 */
function conditionsOf(
  mapping: Mapping,
  table: OurTable,
  reference: (constraint: OurConstraint) => string | null,
): Condition[] {
  const has = valued(mapping, table);
  const missing = table.columns
    .filter(({ name, notNull }) => notNull && has.has(name))
    .map(({ name }) => ({
      rule: `not null ${name}`,
      words: `${name} is missing`,
      refuses: `m.${quoted(name)} is null`,
    }));
  const checks = table.constraints
    .filter(({ kind }) => kind === 'check')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((rule) => ({ rule: rule.name, words: wordsOf(rule), refuses: `not (${rule.sql})` }));
  const references = table.constraints.flatMap((rule): Condition[] => {
    if (rule.kind !== 'reference' || !rule.columns.every((name) => has.has(name))) return [];
    const lacking = reference(rule);
    if (lacking === null) return [];
    const given = rule.columns.map((name) => `m.${quoted(name)} is not null`).join(' and ');
    return [{ rule: rule.name, words: wordsOf(rule), refuses: `${given} and ${lacking}` }];
  });
  return [...missing, ...checks, ...references];
}

/** The rules before our tables are there: a row refers to what will come over. `path` has the tables that ask. */
function conditionsBefore(mapping: Mapping, known: Known, path: readonly string[]): Condition[] {
  return conditionsOf(mapping, tableOf(mapping, known), ({ columns, references, referenced }) => {
    const target = known.mappings.find(({ table }) => table === references);
    // Where nothing of theirs comes into that table: what our own steps put there is not known here.
    if (!target) return null;
    const row = `(${columns.map((name) => `m.${quoted(name)}`).join(', ')})`;
    const there = columns.map((_, at) => `r.${quoted(referenced[at] ?? 'id')}`).join(', ');
    return `(${row} in (select ${there} from (${comingRows(target, known, [...path, mapping.table])}) r)) is not true`;
  });
}

/** The rows that no rule of one row refuses, nor one of those that they refer to. */
function acceptedRows(whole: Mapping, known: Known, path: readonly string[]): string {
  const mapping = knownNow(whole, known);
  const rows = mappedRows(mapping, tableOf(mapping, known), 'public');
  if (path.includes(mapping.table)) return rows;
  const refusal = firstRefusal(conditionsBefore(mapping, known, path));
  return `select m.* from (${rows} offset 0) m where (${refusal}) is null`;
}

/** Those of them that come over: of rows with the same value where an index of ours wants it once, the first. */
function comingRows(mapping: Mapping, known: Known, path: readonly string[]): string {
  const accepted = acceptedRows(mapping, known, path);
  const unique = tableOf(mapping, known).constraints.flatMap(({ kind, sql, predicate }) => {
    if (kind !== 'unique') return [];
    const parts = splitIndex(sql).map((part) => `(${part})`);
    const concerned = [...parts.map((part) => `${part} is not null`), `(${predicate ?? 'true'})`].join(
      ' and ',
    );
    return { concerned, by: [`(${concerned})`, ...parts].join(', ') };
  });
  if (unique.length === 0 || path.includes(mapping.table)) return accepted;
  const places = unique.map(
    ({ concerned, by }, at) =>
      `case when ${concerned} then row_number() over (partition by ${by} order by m."legacy key") end as "place ${at}"`,
  );
  const first = unique.map((_, at) => `coalesce("place ${at}", 1) = 1`).join(' and ');
  return `select * from (select m.*, ${places.join(', ')} from (${accepted}) m) p where ${first}`;
}

/** The first rule that refuses a row `m`; null when none does. */
function firstRefusal(conditions: readonly Condition[]): string {
  const cases = conditions.map(({ rule, refuses }) => `when ${refuses} then ${literal(rule)}`);
  return cases.length === 0 ? 'null::text' : `case ${cases.join('\n ')} end`;
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
    ...conditions.map(
      ({ rule }, at) => `count(*) filter (where m."refusal of ours" = ${literal(rule)}) as r${at}`,
    ),
  ];
  if (counts.length === 0) return [];
  await sql.query('savepoint trial');
  try {
    // Without the offset, PostgreSQL would work an expression out anew for each condition that asks it.
    const judged = `select m.*, ${firstRefusal(conditions)} as "refusal of ours" from (${rows} offset 0) m offset 0`;
    const [row] = (await sql.query(`select ${counts.join(', ')} from (${judged}) m`)) as Record<
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
  return firstRefusal(
    conditionsOf(mapping, table, ({ columns, references, referenced }) => {
      // A row of the same table may come in the same batch.
      if (references === null || references === mapping.table) return null;
      const joined = columns
        .map((column, at) => `r.${quoted(referenced[at] ?? 'id')} = m.${quoted(column)}`)
        .join(' and ');
      return `not exists (select from ${qualified('public', references)} r where ${joined})`;
    }),
  );
}
