import type { Node } from 'libpg-query';

import type { LockMode } from './locks.js';
import { nameParts, parseStep, tableName } from './parse-step.js';
import type { Snapshot } from './snapshot.js';

interface Effects {
  readonly locks: ReadonlyMap<string, LockMode>;
  readonly rewritten: ReadonlySet<string>;
  readonly scanned: ReadonlySet<string>;
}

/** What the manual of PostgreSQL says of statements that cannot be in a transaction, and so cannot be watched. */
export async function outsideEffects(sql: string, before: Snapshot): Promise<Effects> {
  const locks = new Map<string, LockMode>();
  const rewritten = new Set<string>();
  const scanned = new Set<string>();
  const { statements } = await parseStep([sql]);
  for (const { node } of statements) {
    for (const table of tablesOf(node, before)) {
      const whole = takesEverything(node);
      locks.set(table, whole ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE');
      if (whole) rewritten.add(table);
      if (!('DropStmt' in node) && !('AlterTableStmt' in node)) scanned.add(table);
    }
  }
  return { locks, rewritten, scanned };
}

function takesEverything(node: Node): boolean {
  if ('ClusterStmt' in node) return true;
  return (
    'VacuumStmt' in node &&
    (node.VacuumStmt.options ?? []).some((one) => 'DefElem' in one && one.DefElem.defname === 'full')
  );
}

function tablesOf(node: Node, before: Snapshot): string[] {
  if ('IndexStmt' in node) return [tableName(node.IndexStmt.relation)];
  if ('ClusterStmt' in node) return [tableName(node.ClusterStmt.relation)];
  if ('AlterTableStmt' in node) return [tableName(node.AlterTableStmt.relation)];
  if ('DropStmt' in node)
    return (node.DropStmt.objects ?? []).flatMap((one) => owner(nameParts(one), before));
  if ('ReindexStmt' in node) return owner(tableName(node.ReindexStmt.relation), before);
  if ('VacuumStmt' in node)
    return (node.VacuumStmt.rels ?? []).flatMap((one) =>
      'VacuumRelation' in one ? [tableName(one.VacuumRelation.relation)] : [],
    );
  return [];
}

/** The table that an index, by name, belongs to; a table itself. */
function owner(name: string, { relations }: Snapshot): string[] {
  const last = name.split('.').at(-1);
  return [...relations.values()]
    .filter((relation) => relation.name === name || relation.name.split('.').at(-1) === last)
    .map(({ table }) => table)
    .slice(0, 1);
}
