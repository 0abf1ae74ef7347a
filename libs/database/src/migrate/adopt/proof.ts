import type { SqlRunner } from '@carenode/module-kit';

import { type AdoptionState, asLogin, type TableSum } from './bookkeeping.js';
import { mappedRows } from './data-checks.js';
import { mirrorFunction } from './mirror-sql.js';
import type { Mapping } from './mapping.js';
import { list, literal, qualified, quoted } from './names.js';
import { placeOf, type Plan } from './plan.js';

/** What was compared of one mapped table: counts and sums that do not depend on the order of rows. */
export interface TableProof {
  readonly table: string;
  readonly from: string;
  readonly rowsThere: string;
  readonly rowsHere: string;
  /** Of all compared columns together, on each side. */
  readonly sumThere: string;
  readonly sumHere: string;
  readonly equal: boolean;
  /** Columns whose sums differ. */
  readonly different: readonly string[];
  /** Columns that are not compared, since each side keeps its own. */
  readonly apart: readonly string[];
  /** Rows that one side refused: noted, and not compared. */
  readonly unmirrored: number;
}

export interface UnmappedProof {
  readonly table: string;
  readonly rows: string;
  readonly equal: boolean;
}

const sumOf = (text: string) => `coalesce(sum(pg_catalog.hashtextextended(${text}, 0)), 0)::text`;
/** A value with the row it belongs to, so that values that changed places are seen. */
const cell = (column: string) => `m.id::text || '|' || coalesce(m.${quoted(column)}::text, E'\\\\N')`;

/**
 * Compares both sides of a mapped table in one snapshot: `sql` is in a repeatable read transaction of the owner. With `all`,
 * also the columns of which each side keeps its own once both are written.
 */
export async function proveTable(
  sql: SqlRunner,
  plan: Plan,
  mapping: Mapping,
  all = false,
): Promise<TableProof> {
  const { table, from } = mapping;
  const ours = plan.tables.find(({ name }) => name === table);
  if (!ours) throw new Error(`The plan has no table ${table}.`);
  const apart = all ? [...mapping.touched] : apartOf(mapping);
  const compared = mapping.columns.map(({ column }) => column).filter((column) => !apart.includes(column));
  const sums = [
    'count(*)::text as rows',
    ...compared.map((column, at) => `${sumOf(cell(column))} as s${at}`),
    `${sumOf('m.id::text')} as ids`,
  ];
  const noted = (await sql.query(
    `select direction, key from carenode.adoption_unmirrored where table_name = $1`,
    [table],
  )) as { direction: string; key: string }[];
  const keysIn = noted.filter(({ direction }) => direction === 'in').map(({ key }) => key);
  const idsOut = noted.filter(({ direction }) => direction === 'out').map(({ key }) => key);
  const idThere = mapping.key.ids === 'same' ? 'm.id::text' : `carenode.legacy_id(${literal(table)}, m.id)`;
  const [here] = (await sql.query(
    `select ${list(sums)} from ${qualified('public', table)} m
      where not exists (select from carenode.adoption_own_rows r where r.table_name = ${literal(table)} and r.id = m.id)
        and m.id::text <> all ($1::text[]) and ${idThere} <> all ($2::text[])
        and ${mirrorFunction('keep', table)}(m)`,
    [idsOut, keysIn],
  )) as Record<string, string>[];
  const [there] = await asLogin(
    sql,
    async () =>
      (await sql.query(
        `select ${list(sums)} from (${mappedRows(mapping, ours, placeOf(plan, from), (text) => text)}) m
          where m."legacy key" <> all ($1::text[]) and m.id::text <> all ($2::text[])`,
        [keysIn, idsOut],
      )) as Record<string, string>[],
  );
  const different = [
    ...(here?.['ids'] === there?.['ids'] ? [] : ['id']),
    ...compared.filter((_, at) => here?.[`s${at}`] !== there?.[`s${at}`]),
  ];
  const total = (row: Record<string, string> | undefined) =>
    ['ids', ...compared.map((_, at) => `s${at}`)]
      .reduce((sum, name) => sum + BigInt(row?.[name] ?? 0), 0n)
      .toString();
  const [rowsHere = '0', rowsThere = '0'] = [here?.['rows'], there?.['rows']];
  return {
    table,
    from,
    rowsThere,
    rowsHere,
    sumThere: total(there),
    sumHere: total(here),
    equal: rowsHere === rowsThere && different.length === 0,
    different,
    apart,
    unmirrored: noted.length,
  };
}

/** Columns that are each side's own: set once when the row comes in, set by our triggers, or not carried back. */
function apartOf(mapping: Mapping): string[] {
  return mapping.columns
    .filter(({ column, constant, oneWay }) => constant || oneWay || mapping.touched.includes(column))
    .map(({ column }) => column);
}

/** Count and sum of whole rows of each table, as the login. */
export async function sumTables(
  sql: SqlRunner,
  tables: readonly { schema: string; name: string }[],
): Promise<Record<string, TableSum>> {
  const sums: [string, TableSum][] = [];
  for (const { schema, name } of tables) {
    const [row] = (await sql.query(
      `select count(*)::text as rows, ${sumOf('(t.*)::text')} as sum from ${qualified(schema, name)} t`,
    )) as TableSum[];
    if (row) sums.push([name, row]);
  }
  return Object.fromEntries(sums);
}

/** The tables nobody maps, compared with what they were before. */
export async function proveUnmapped(
  sql: SqlRunner,
  { plan, before }: AdoptionState,
): Promise<UnmappedProof[]> {
  const tables = plan.unmapped.map((name) => ({ name, schema: placeOf(plan, name) }));
  const now = await asLogin(sql, () => sumTables(sql, tables));
  return plan.unmapped
    .filter((table) => now[table])
    .map((table) => ({
      table,
      rows: now[table]?.rows ?? '0',
      equal: now[table]?.rows === before.sums[table]?.rows && now[table]?.sum === before.sums[table]?.sum,
    }));
}
