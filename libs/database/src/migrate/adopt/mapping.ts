import type { ModuleManifest, TableAdoption } from '@carenode/module-kit';

import type { LegacyCatalog, LegacyTable } from './legacy-catalog.js';
import { literal, quoted } from './names.js';
import type { OurSchema, OurTable } from './our-schema.js';

export interface MappedColumn {
  readonly column: string;
  readonly type: string;
  /** SQL over the other row `l`. */
  readonly sql: string;
  /** Says nothing about the other row: set when the row comes in, and never again. */
  readonly constant: boolean;
  /** A change of the column here does not reach the other side. */
  readonly oneWay: boolean;
}

export interface BackColumn {
  readonly column: string;
  readonly type: string;
  readonly sql: string;
}

/** How one table of the other application becomes one of ours. */
export interface Mapping {
  readonly module: string;
  readonly table: string;
  readonly from: string;
  readonly key: { readonly column: string; readonly type: string; readonly ids: 'same' | 'derived' };
  /** Without the id. */
  readonly columns: readonly MappedColumn[];
  /** Without the key. */
  readonly back: readonly BackColumn[];
  readonly where: string | null;
  readonly whereWhy: string | null;
  readonly backWhere: string | null;
  /** Columns of ours that may not be null, have no default, and get no value. */
  readonly withoutSource: readonly string[];
  /** Columns of theirs that no expression reads. */
  readonly withoutPlace: readonly string[];
  /** Columns of theirs that may not be null, have no default, and get no value for rows made here. */
  readonly withoutBack: readonly string[];
  /** Our triggers set them on each update. */
  readonly touched: readonly string[];
}

/** A declared adoption, with the table that was taken for it, or why none was. */
export interface Match {
  readonly module: string;
  readonly table: string;
  readonly mapping: Mapping | null;
  /** A table of one of the names that has half of the columns asked for, or more, and lacks others. With fewer it is something else. */
  readonly alike: { readonly table: string; readonly lacks: readonly string[] } | null;
}

/** The columns of the other row `l`, or of ours `o`, that SQL reads. */
export function columnsRead(sql: string, alias: 'l' | 'o'): string[] {
  const names = [...sql.matchAll(new RegExp(`\\b${alias}\\.(?:"((?:[^"]|"")+)"|([a-z_][a-z0-9_]*))`, 'g'))];
  return [...new Set(names.map(([, quotedName, name]) => quotedName?.replaceAll('""', '"') ?? name ?? ''))];
}

/** Finds for each declared adoption the table of the other application, in the order in which rows must come. */
export function matchTables(
  modules: readonly ModuleManifest[],
  legacy: LegacyCatalog,
  ours: OurSchema,
): Match[] {
  const taken = new Set<string>();
  return modules.flatMap(({ name: module, adopts }) =>
    adopts.map((adoption) => {
      const named = adoption.from.flatMap(
        (name) => legacy.tables.find((table) => table.name === name && 'rp'.includes(table.kind)) ?? [],
      );
      const asked = [...new Set([...adoption.when, adoption.key.column])];
      const lacks = (table: LegacyTable) =>
        asked.filter((name) => !table.columns.some((column) => column.name === name));
      const found = named.find((table) => !taken.has(table.name) && lacks(table).length === 0);
      const alike = named.find((table) => lacks(table).length <= asked.length / 2);
      const ourTable = ours.tables.find((table) => table.name === adoption.table);
      if (!ourTable)
        throw new Error(`Module ${module} adopts into ${adoption.table}, which none of its steps makes.`);
      if (found) taken.add(found.name);
      return {
        module,
        table: adoption.table,
        mapping: found ? mappingOf(module, adoption, found, ourTable) : null,
        alike: !found && alike ? { table: alike.name, lacks: lacks(alike) } : null,
      };
    }),
  );
}

function mappingOf(module: string, adoption: TableAdoption, legacy: LegacyTable, ours: OurTable): Mapping {
  const theirs = new Set(legacy.columns.map((column) => column.name));
  const back = Object.entries(adoption.back)
    .filter(([column]) => theirs.has(column) && column !== adoption.key.column)
    .filter(([column]) => !legacy.columns.some((known) => known.name === column && known.generated))
    .map(([column, sql]) => ({
      column,
      type: legacy.columns.find((known) => known.name === column)?.type ?? 'text',
      sql,
    }));
  const written = new Set([adoption.key.column, ...back.map(({ column }) => column)]);
  const columns = Object.entries(adoption.columns).flatMap(([column, choices]): MappedColumn[] => {
    if (column === 'id') return [];
    const place = ours.columns.find((known) => known.name === column);
    if (!place || place.generated)
      throw new Error(
        `Module ${module} adopts into ${ours.name}.${column}, which is no column that can be set.`,
      );
    const sql = [choices].flat().find((choice) => columnsRead(choice, 'l').every((name) => theirs.has(name)));
    if (sql === undefined) return [];
    const read = columnsRead(sql, 'l');
    const oneWay =
      !back.some((way) => columnsRead(way.sql, 'o').includes(column)) ||
      !read.every((name) => written.has(name));
    return [{ column, type: place.type, sql, constant: read.length === 0, oneWay }];
  });
  const read = new Set([
    adoption.key.column,
    ...columns.flatMap(({ sql }) => columnsRead(sql, 'l')),
    ...columnsRead(adoption.where?.sql ?? '', 'l'),
  ]);
  const key = legacy.columns.find((column) => column.name === adoption.key.column);
  return {
    module,
    table: ours.name,
    from: legacy.name,
    key: { column: adoption.key.column, type: key?.type ?? 'text', ids: adoption.key.ids },
    columns,
    back,
    where: adoption.where?.sql ?? null,
    whereWhy: adoption.where?.why ?? null,
    backWhere: adoption.backWhere?.sql ?? null,
    withoutSource: ours.columns
      .filter(
        ({ name, notNull, default: given, generated }) =>
          name !== 'id' && notNull && given === null && !generated,
      )
      .filter(({ name }) => !columns.some(({ column }) => column === name))
      .map(({ name }) => name),
    withoutPlace: legacy.columns.filter(({ name }) => !read.has(name)).map(({ name }) => name),
    withoutBack: legacy.columns
      .filter(({ name, notNull, hasDefault }) => notNull && !hasDefault && !written.has(name))
      .map(({ name }) => name),
    touched: ours.touched
      ? ['updated_at', 'version'].filter((name) => ours.columns.some((column) => column.name === name))
      : [],
  };
}

/** SQL over `l`: the id that the row has in our table. */
export function idSql({ table, key }: Mapping): string {
  const column = `l.${quoted(key.column)}`;
  return key.ids === 'same' ? `${column}::uuid` : `carenode.adopted_id(${literal(table)}, ${column}::text)`;
}

/** SQL over `l`: the row's key as text. */
export function keySql({ key }: Mapping): string {
  return `l.${quoted(key.column)}::text`;
}
