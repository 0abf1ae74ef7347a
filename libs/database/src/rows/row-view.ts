import { getMetadataArgsStorage } from 'typeorm';

import type { TextRow } from '../door/statement.js';
import { snakeCase } from './snake-case.js';

type Write = (text: string) => string;

const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\u{10ffff}]*$/u;

const quoted: Write = (text) => `"${text}"`;
const escaped: Write = (text) => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
const asIs: Write = (text) => text;
// JSON has no NaN or Infinity; numeric columns forbid them by constraint, and null is what is left to say.
const number: Write = (text) => (text === 'NaN' || text.endsWith('y') ? 'null' : text);
const boolean: Write = (text) => (text === 't' ? 'true' : 'false');
/** `2026-03-01 08:30:00.25+00`, as PostgreSQL writes it in UTC → `2026-03-01T08:30:00.25Z`. */
const instant: Write = (text) => `"${text.slice(0, 10)}T${text.slice(11, -3)}Z"`;

const WRITERS: Readonly<Record<string, readonly [write: Write, schema: Readonly<Record<string, unknown>>]>> =
  {
    uuid: [quoted, { type: 'string', format: 'uuid' }],
    text: [escaped, { type: 'string' }],
    date: [quoted, { type: 'string', format: 'date' }],
    timestamptz: [instant, { type: 'string', format: 'date-time' }],
    integer: [asIs, { type: 'integer' }],
    smallint: [asIs, { type: 'integer' }],
    bigint: [asIs, { type: 'integer' }],
    numeric: [number, { type: 'number' }],
    boolean: [boolean, { type: 'boolean' }],
    jsonb: [asIs, {}],
    'text[]': [asIs, { type: 'array', items: { type: 'string' } }],
  };

/** One column of a view: the property it is shown as, the SQL it is read by, and how its text becomes JSON. */
export interface ViewColumn {
  readonly property: string;
  readonly sql: string;
  /** The table's own column, or null when it is joined or computed. */
  readonly column: string | null;
  readonly nullable: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly write: Write;
}

export interface RowViewOptions<E> {
  /** Properties that are never shown. */
  readonly hide?: readonly (keyof E & string)[];
  /** Tables joined for display, e.g. `join public.variables v on v.id = t.variable_id`; the row itself is `t`. */
  readonly join?: string;
  /** What the joined tables add: property → SQL, type and meaning. */
  readonly joined?: Readonly<
    Record<string, { sql: string; type: string; nullable?: boolean; about: string }>
  >;
}

/**
 * How a table's rows are shown: which columns, in which order, and their JSON. Derived from the entity's columns (each
 * with an explicit type and, as its comment, its meaning), so that table, API and documentation cannot drift apart.
 */
export class RowView<E extends object = object> {
  readonly table: string;
  readonly columns: readonly ViewColumn[];
  readonly join: string;
  /** `t.id, t.patient_id, …` */
  readonly select: string;
  /** JSON Schema of one row. */
  readonly schema: Readonly<Record<string, unknown>>;
  private readonly types: ReadonlyMap<string, string>;
  private readonly jsonProperties: ReadonlySet<string>;

  constructor(
    readonly entity: new () => E,
    options: RowViewOptions<E> = {},
  ) {
    const storage = getMetadataArgsStorage();
    const table = storage.tables.find((candidate) => candidate.target === entity)?.name;
    if (!table) throw new Error(`${entity.name} is not an entity: give it @Entity('table_name').`);
    this.table = table;
    this.join = options.join ?? '';
    const columns: ViewColumn[] = [];
    const types = new Map<string, string>();
    const jsonProperties = new Set<string>();
    const lineage = new Set<unknown>();
    for (let type: unknown = entity; typeof type === 'function'; type = Object.getPrototypeOf(type))
      lineage.add(type);
    for (const { target, propertyName, options: declared } of storage.columns) {
      if (!lineage.has(target)) continue;
      const type = `${String(declared.type)}${declared.array ? '[]' : ''}`;
      const column = declared.name ?? snakeCase(propertyName);
      types.set(propertyName, column);
      if (type === 'jsonb') jsonProperties.add(propertyName);
      if (options.hide?.some((hidden) => hidden === propertyName)) continue;
      const sql = declared.array ? `array_to_json(t.${column})` : `t.${column}`;
      columns.push(
        viewColumn(`${entity.name}.${propertyName}`, {
          property: propertyName,
          sql,
          column,
          type,
          nullable: declared.nullable ?? false,
          about: declared.comment,
        }),
      );
    }
    for (const [property, { sql, type, nullable = false, about }] of Object.entries(options.joined ?? {})) {
      columns.push(
        viewColumn(`${entity.name}.${property}`, { property, sql, column: null, type, nullable, about }),
      );
    }
    this.columns = columns;
    this.types = types;
    this.jsonProperties = jsonProperties;
    this.select = columns.map((column) => column.sql).join(', ');
    this.schema = {
      type: 'object',
      title: entity.name,
      properties: Object.fromEntries(columns.map((column) => [column.property, column.schema])),
      required: columns.map((column) => column.property),
    };
  }

  /** The position of a shown property; throws when it is not shown. */
  indexOf(property: string): number {
    const index = this.columns.findIndex((column) => column.property === property);
    if (index < 0) throw new Error(`${this.table} does not show ${property}.`);
    return index;
  }

  /** The table column of a property, shown or not; throws for a name that is not a property. */
  columnOf(property: string): string {
    const column = this.types.get(property);
    if (!column) throw new Error(`${this.table} has no property ${property}.`);
    return column;
  }

  /** A value as the driver is to send it: JSON as its text, since a list would go out as an SQL array. */
  parameter(property: string, value: unknown): unknown {
    return this.jsonProperties.has(property) && value !== null ? JSON.stringify(value) : value;
  }

  /** One row as JSON. */
  json(row: TextRow): string {
    let json = '{';
    for (let index = 0; index < this.columns.length; index++) {
      const column = this.columns[index] as ViewColumn;
      const text = row[index];
      json +=
        (index > 0 ? ',' : '') +
        column.key +
        (text === null || text === undefined ? 'null' : column.write(text));
    }
    return `${json}}`;
  }

  /** Rows as a JSON array. */
  jsonList(rows: readonly TextRow[]): string {
    let json = '[';
    for (let index = 0; index < rows.length; index++)
      json += (index > 0 ? ',' : '') + this.json(rows[index] as TextRow);
    return `${json}]`;
  }
}

function viewColumn(
  name: string,
  column: {
    property: string;
    sql: string;
    column: string | null;
    type: string;
    nullable: boolean;
    about: string | undefined;
  },
): ViewColumn {
  const known = WRITERS[column.type];
  if (!known)
    throw new Error(`${name} has type ${column.type}; a view shows ${Object.keys(WRITERS).join(', ')}.`);
  const [write, schema] = known;
  const type = schema['type'];
  return {
    property: column.property,
    sql: column.sql,
    column: column.column,
    nullable: column.nullable,
    key: `"${column.property}":`,
    write,
    schema: {
      ...schema,
      ...(column.nullable && type ? { type: [type, 'null'] } : {}),
      ...(column.about ? { description: column.about } : {}),
    },
  };
}
