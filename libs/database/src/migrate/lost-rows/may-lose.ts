import { parse } from 'libpg-query';

/** `rows`: statements that delete rows, or could do so unseen; `drops`: only such that drop tables or columns. */
export type Suspicion = 'nothing' | 'drops' | 'rows';

const TAKES_ROWS = new Set(['DeleteStmt', 'TruncateStmt', 'MergeStmt', 'DoStmt', 'CallStmt']);
const DROPS = new Set(['OBJECT_TABLE', 'OBJECT_SCHEMA', 'OBJECT_TYPE', 'OBJECT_EXTENSION']);
const ALTERS = new Set(['AT_DropColumn', 'AT_DetachPartition']);

/** What a step may lose, by its statements alone: asked before anything slower is. What cannot be parsed is suspect. */
export async function suspicionOf(statements: readonly string[]): Promise<Suspicion> {
  let found: Suspicion = 'nothing';
  for (const statement of statements) {
    const tree: unknown = await parse(statement).catch(() => null);
    if (tree === null || some(tree, (name) => TAKES_ROWS.has(name))) return 'rows';
    if (some(tree, drops)) found = 'drops';
  }
  return found;
}

function drops(name: string, value: unknown): boolean {
  if (name === 'DropStmt') return DROPS.has(textOf(value, 'removeType'));
  return name === 'AlterTableCmd' && ALTERS.has(textOf(value, 'subtype'));
}

function some(node: unknown, test: (name: string, value: unknown) => boolean): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([name, value]) => test(name, value) || some(value, test));
}

function textOf(node: unknown, name: string): string {
  const value: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
  return typeof value === 'string' ? value : '';
}
