import pg from 'pg';

/** Where tables of the other application go whose names our tables need. */
export const LEGACY = 'legacy';
/** Where the other application finds its tables under their old names while both run. */
export const COMPAT = 'compat';
/** The functions that carry rows from one side to the other. */
export const MIRROR = 'carenode_mirror';
/** The name of the triggers on both sides. */
export const MIRROR_TRIGGER = 'carenode_mirror';

/** The plain name of a function of the mirror. */
export const mirrorKind = (kind: string, table: string): string => `${kind}_${table}`;

export const quoted = (name: string): string => pg.escapeIdentifier(name);
export const literal = (text: string): string => pg.escapeLiteral(text);

/** A name with its schema, quoted. */
export function qualified(schema: string, name: string): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

/** The name that an identifier in SQL stands for. */
export function nameOf(identifier: string): string {
  return identifier.startsWith('"')
    ? identifier.slice(1, -1).replaceAll('""', '"')
    : identifier.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** SQL between dollar quotes of a tag that does not occur in it. */
export function dollarQuoted(sql: string, tag: string): string {
  let free = tag;
  for (let n = 1; sql.includes(`$${free}$`); n++) free = `${tag}${n}`;
  return `$${free}$${sql}$${free}$`;
}

/** A list of SQL, with a comma between. */
export function list(parts: readonly string[]): string {
  return parts.join(', ');
}

const UUID = `'^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'`;

/**
 * The id of the row of our table whose id there is this text: the text itself where it is a uuid, else one of version 8 made
 * of its MD5 sum. Both arguments are SQL.
 */
export function adoptedIdSql(table: string, legacyId: string): string {
  const sum = `pg_catalog.md5('carenode/' || ${table} || '/' || ${legacyId})`;
  const variant = `pg_catalog.substr('89ab', 1 + (pg_catalog.ascii(pg_catalog.substr(${sum}, 17, 1)) & 3), 1)`;
  return `case when ${legacyId} ~ ${UUID} then ${legacyId}::uuid
      else overlay(overlay(${sum} placing '8' from 13 for 1) placing ${variant} from 17 for 1)::uuid end`;
}

/** SQL with its calls of carenode.adopted_id written out, for a database that does not have the function yet. */
export function withoutAdoptedId(sql: string): string {
  const call = /carenode\.adopted_id\s*\(/g;
  let text = '';
  let from = 0;
  for (let match = call.exec(sql); match; match = call.exec(sql)) {
    const start = match.index + match[0].length;
    const { parts, end } = argumentsAt(sql, start);
    if (parts.length !== 2) continue;
    const [table = '', legacyId = ''] = parts.map((part) => withoutAdoptedId(part));
    text += `${sql.slice(from, match.index)}(select ${adoptedIdSql('a.t', 'a.i')} from (select (${table})::text as t, (${legacyId})::text as i) a)`;
    from = end;
    call.lastIndex = end;
  }
  return text + sql.slice(from);
}

function argumentsAt(sql: string, start: number): { parts: string[]; end: number } {
  const parts: string[] = [];
  let depth = 0;
  let inString = false;
  let from = start;
  for (let at = start; at < sql.length; at++) {
    const sign = sql.charAt(at);
    if (sign === "'") inString = !inString;
    if (inString) continue;
    if (sign === '(') depth++;
    if (sign === ',' && depth === 0) {
      parts.push(sql.slice(from, at));
      from = at + 1;
    }
    if (sign === ')' && depth-- === 0) return { parts: [...parts, sql.slice(from, at)], end: at + 1 };
  }
  return { parts, end: sql.length };
}
