import { type Node, parse, parsePlPgSQL, type RangeVar } from 'libpg-query';

import type { ParsedStatement } from './finding.js';

export interface ParsedStep {
  readonly statements: readonly ParsedStatement[];
  /** Calls whose text is not in the grammar. */
  readonly unread: readonly number[];
}

/** A step's statements as PostgreSQL's own parser reads them; those inside DO blocks follow their block. */
export async function parseStep(sql: readonly string[]): Promise<ParsedStep> {
  const statements: ParsedStatement[] = [];
  const unread: number[] = [];
  for (const [call, text] of sql.entries()) {
    const nodes = await nodesOf(text);
    if (nodes === null) unread.push(call);
    for (const node of nodes ?? []) {
      statements.push({ call, node });
      if ('DoStmt' in node)
        for (const inner of await insideBlock(text)) statements.push({ call, node: inner });
    }
  }
  return { statements, unread };
}

async function nodesOf(text: string): Promise<Node[] | null> {
  try {
    const { stmts = [] } = await parse(text);
    return stmts.flatMap(({ stmt }) => (stmt ? [stmt] : []));
  } catch {
    return null;
  }
}

async function insideBlock(text: string): Promise<Node[]> {
  const texts: string[] = [];
  try {
    eachQuery(await parsePlPgSQL(text), (query) => texts.push(query));
  } catch {
    return [];
  }
  const nodes: Node[] = [];
  for (const query of texts) {
    // EXECUTE with a constant text; what a text is put together from at run time only a run can show.
    const constant = /^'((?:[^']|'')*)'$/.exec(query.trim())?.[1]?.replaceAll("''", "'");
    nodes.push(...((await nodesOf(constant ?? query)) ?? []));
  }
  return nodes;
}

function eachQuery(value: unknown, visit: (query: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (key === 'query' && typeof inner === 'string') visit(inner);
    else eachQuery(inner, visit);
  }
}

/** Every node in a statement, the statement itself first; bodies of functions are not looked into. */
export function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const inner of value) yield* nodesIn(inner);
    return;
  }
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (/^[A-Z]/.test(key)) yield { [key]: inner } as unknown as Node;
    if (key !== 'sql_body') yield* nodesIn(inner);
  }
}

/** A table's name as it is written everywhere here: without the schema when that is public. */
export function tableName(range: RangeVar | undefined): string {
  return plainName([range?.schemaname, range?.relname]);
}

export function plainName(parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined && part !== '');
  return (known[0] === 'public' && known.length > 1 ? known.slice(1) : known).join('.');
}

/** The parts of a name given as a list of strings. */
export function nameParts(node: Node | undefined): string {
  if (!node) return '';
  if ('List' in node) return plainName((node.List.items ?? []).map(stringOf));
  if ('TypeName' in node) return plainName((node.TypeName.names ?? []).map(stringOf));
  if ('ObjectWithArgs' in node) return plainName((node.ObjectWithArgs.objname ?? []).map(stringOf));
  return stringOf(node) ?? '';
}

export function stringOf(node: Node | undefined): string | undefined {
  return node && 'String' in node ? node.String.sval : undefined;
}
