import type { Node, RangeVar } from 'libpg-query';

import type { Finding, Rule } from '../finding.js';
import { nodesIn, stringOf, tableName } from '../parse-step.js';

/** Statements that change rows which are there, also inside WITH. */
export const rowRules: Rule = (node) => {
  if (!['UpdateStmt', 'DeleteStmt', 'MergeStmt', 'InsertStmt', 'SelectStmt'].some((kind) => kind in node))
    return [];
  return [...nodesIn(node)].flatMap((inner) => {
    if ('UpdateStmt' in inner)
      return changes('update', inner.UpdateStmt.relation, inner.UpdateStmt.whereClause);
    if ('DeleteStmt' in inner)
      return changes('delete', inner.DeleteStmt.relation, inner.DeleteStmt.whereClause);
    if ('MergeStmt' in inner) return changes('merge', inner.MergeStmt.relation, undefined);
    return [];
  });
};

function changes(
  what: 'update' | 'delete' | 'merge',
  relation: RangeVar | undefined,
  where: Node | undefined,
): Finding[] {
  const table = tableName(relation);
  if (where && isOneRow(where)) return [];
  return [
    {
      rule: `${what}-many-rows`,
      weight: 'long',
      tables: [table],
      why: `${what === 'delete' ? 'rows of' : 'rows in'} ${table} are ${what === 'delete' ? 'deleted' : 'changed'} in one transaction: who wants to write one of them waits until all are done`,
      safer:
        'Make it a data migration, which takes the rows in small batches, can be resumed and undone, and makes nobody wait',
      perRow: true,
    },
  ];
}

/** `id = …`, alone or with more conditions beside it. */
function isOneRow(where: Node): boolean {
  if ('BoolExpr' in where)
    return where.BoolExpr.boolop === 'AND_EXPR' && (where.BoolExpr.args ?? []).some(isOneRow);
  if (!('A_Expr' in where)) return false;
  const { kind, name = [], lexpr, rexpr } = where.A_Expr;
  if (kind !== 'AEXPR_OP' || stringOf(name[0]) !== '=') return false;
  return (isId(lexpr) && isConstant(rexpr)) || (isId(rexpr) && isConstant(lexpr));
}

function isConstant(node: Node | undefined): boolean {
  return ![...nodesIn(node)].some((inner) => 'ColumnRef' in inner || 'SubLink' in inner);
}

function isId(node: Node | undefined): boolean {
  return node !== undefined && 'ColumnRef' in node && stringOf(node.ColumnRef.fields?.at(-1)) === 'id';
}
