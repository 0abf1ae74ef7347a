import type { Mapping } from './mapping.js';
import { dollarQuoted, MIRROR, nameOf, qualified, quoted } from './names.js';
import type { Plan } from './plan.js';

export interface SidedMapping {
  readonly mapping: Mapping;
  /** Functions that the owner of the other table must own, and their plain names. */
  readonly theirHelpers: readonly string[];
  readonly theirHelperNames: readonly string[];
  /** Functions that the owner of our tables must own. */
  readonly ourHelpers: readonly string[];
}

/** The tables that SQL reads: schema and name. */
function tablesRead(sql: string): { schema: string; name: string }[] {
  const named =
    /\b(?:from|join)\s+(?:only\s+)?("(?:[^"]|"")+"|[a-z_][\w$]*)\s*\.\s*("(?:[^"]|"")+"|[a-z_][\w$]*)/gi;
  return [...sql.matchAll(named)].map(([, schema = '', name = '']) => ({
    schema: nameOf(schema),
    name: nameOf(name),
  }));
}

function oursAmong(ourTables: readonly string[]) {
  return ({ schema, name }: { schema: string; name: string }) =>
    schema === 'carenode' || (schema === 'public' && ourTables.includes(name));
}

/** The columns whose SQL reads tables of ours: what they will be cannot be said before those are there. */
export function readingOurs(ourTables: readonly string[], mapping: Mapping): string[] {
  return mapping.columns
    .filter(({ sql }) => tablesRead(sql).some(oursAmong(ourTables)))
    .map(({ column }) => column);
}

/**
 * Neither side may read the other's tables. Where SQL over a row of one side reads a table of the other, a function that the
 * other side owns does that; it is called with the row.
 */
export function eachOnItsSide(plan: Pick<Plan, 'ourTables'>, mapping: Mapping, theirs: string): SidedMapping {
  const isOurs = oursAmong(plan.ourTables);
  const ourHelpers: string[] = [];
  const theirHelpers: string[] = [];
  const theirHelperNames: string[] = [];
  const columns = mapping.columns.map((column, at) => {
    const read = tablesRead(column.sql);
    if (!read.some(isOurs)) return column;
    refuseBoth(mapping, column.column, read.every(isOurs));
    const name = `${quoted(MIRROR)}.${quoted(`of${at}_${mapping.table}`)}`;
    ourHelpers.push(definer(name, `l ${theirs}`, column.type, column.sql));
    return { ...column, sql: `${name}(l)` };
  });
  const back = [
    ...mapping.back,
    ...(mapping.backWhere === null ? [] : [{ column: '', type: 'boolean', sql: mapping.backWhere }]),
  ].map((column, at) => {
    const read = tablesRead(column.sql);
    if (read.every(isOurs)) return column;
    refuseBoth(mapping, column.column, !read.some(isOurs));
    const plain = `to${at}_${mapping.table}`;
    const name = `${quoted(MIRROR)}.${quoted(plain)}`;
    theirHelperNames.push(plain);
    theirHelpers.push(definer(name, `o ${qualified('public', mapping.table)}`, column.type, column.sql));
    return { ...column, sql: `${name}(o)` };
  });
  return {
    mapping: {
      ...mapping,
      columns,
      back: back.filter(({ column }) => column !== ''),
      backWhere: back.find(({ column }) => column === '')?.sql ?? null,
    },
    ourHelpers,
    theirHelpers,
    theirHelperNames,
  };
}

/** Schema carenode_mirror is open to both sides alone, so its functions need no further rights. */
function definer(name: string, parameter: string, type: string, sql: string): string {
  return `create or replace function ${name}(${parameter}) returns ${type}
    language sql stable security definer set search_path = '' as ${dollarQuoted(`select (${sql})::${type}`, 'side')}`;
}

function refuseBoth({ module, table }: Mapping, column: string, one: boolean): void {
  if (!one)
    throw new Error(
      `Module ${module} adopts ${table}${column && `.${column}`} with SQL that reads tables of both sides; ask one side at a time.`,
    );
}
