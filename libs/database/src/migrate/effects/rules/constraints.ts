import type { AlterTableCmd, Constraint } from 'libpg-query';

import { type Finding, OUTSIDE, type Rule, type RuleContext } from '../finding.js';
import { tableName } from '../parse-step.js';

/** ALTER TABLE and ALTER DOMAIN: what must be true of rows that are there. */
export const constraintRules: Rule = (node, context) => {
  if ('AlterDomainStmt' in node) {
    const { subtype, def } = node.AlterDomainStmt;
    const checked = subtype === 'C' && def && 'Constraint' in def && !def.Constraint.skip_validation;
    return checked || subtype === 'O'
      ? [
          {
            rule: 'domain-constraint',
            weight: 'long',
            tables: [],
            why: 'every table with a column of the domain is read while nobody may write it',
            safer: 'ADD CONSTRAINT … NOT VALID here, and VALIDATE CONSTRAINT in a later step',
          },
        ]
      : [];
  }
  if (!('AlterTableStmt' in node) || node.AlterTableStmt.objtype !== 'OBJECT_TABLE') return [];
  const { relation, cmds = [] } = node.AlterTableStmt;
  const table = tableName(relation);
  return cmds.flatMap((cmd) => ('AlterTableCmd' in cmd ? ofCommand(table, cmd.AlterTableCmd, context) : []));
};

function ofCommand(
  table: string,
  { subtype, name = '', def }: AlterTableCmd,
  context: RuleContext,
): Finding[] {
  if (subtype === 'AT_AddConstraint' && def && 'Constraint' in def)
    return constraintFindings(table, def.Constraint);
  if (subtype === 'AT_ValidateConstraint' && context.transaction && lockedBefore(table, context)) {
    return [
      {
        rule: 'validate-with-the-lock-of-before',
        weight: 'long',
        tables: [table],
        why: `VALIDATE CONSTRAINT ${name} reads every row of ${table} while the locks of the statements before it are still held`,
        safer: 'Put VALIDATE CONSTRAINT into a later step of its own, where it makes nobody wait',
      },
    ];
  }
  if (subtype === 'AT_AttachPartition') {
    return [
      {
        rule: 'attach-partition',
        weight: 'long',
        tables: [table],
        why: `a table that becomes a part of ${table} is read from end to end, and its default partition too`,
        safer:
          'Give the table a CHECK of the partition’s bounds first, NOT VALID and validated in steps of their own: then nothing is read',
      },
    ];
  }
  if (subtype === 'AT_DropConstraint') {
    return [
      {
        rule: 'drop-constraint',
        weight: 'note',
        tables: [table],
        why: `${table} no longer keeps the rule ${name}`,
        safer: 'Add the rule that replaces it before it goes',
      },
    ];
  }
  return [];
}

/** What a constraint on a table that is there makes PostgreSQL do; `column` when it comes with a new column. */
export function constraintFindings(table: string, constraint: Constraint, column?: string): Finding[] {
  const { contype, conname = 'the constraint', skip_validation: later, indexname, pktable } = constraint;
  const what = column ? `${table}.${column}` : `${conname} of ${table}`;
  const laterStep = column
    ? 'Add the column alone, then the constraint NOT VALID, and VALIDATE CONSTRAINT in a later step'
    : 'ADD CONSTRAINT … NOT VALID here, and VALIDATE CONSTRAINT in a later step of its own';
  if (contype === 'CONSTR_FOREIGN' && !later) {
    const other = tableName(pktable);
    return [
      {
        rule: 'foreign-key-checks-rows',
        weight: 'long',
        tables: [table, other],
        why: `the foreign key ${what} is checked for every row while nobody may write ${table} and ${other}`,
        safer: laterStep,
      },
    ];
  }
  if (contype === 'CONSTR_CHECK' && !later && constraint.is_enforced !== false) {
    return [
      {
        rule: 'check-reads-rows',
        weight: 'long',
        tables: [table],
        why: `the check ${what} is tried on every row while nobody may read or write the table`,
        safer: laterStep,
      },
    ];
  }
  // A column that comes with NOT NULL has the same value everywhere: that is another rule's.
  if (contype === 'CONSTR_NOTNULL' && !later && column === undefined) {
    return [
      {
        rule: 'set-not-null',
        weight: 'long',
        tables: [table],
        why: `the not-null constraint ${what} reads every row while nobody may read or write the table`,
        safer:
          'Add a CHECK (… is not null) NOT VALID, validate it in a later step, then SET NOT NULL in the step after that, which needs no scan',
      },
    ];
  }
  if ((contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') && !indexname) {
    return [
      {
        rule: 'unique-builds-index',
        weight: 'long',
        tables: [table],
        why: `the index of ${what} is built while nobody may read or write the table`,
        safer: `CREATE UNIQUE INDEX CONCURRENTLY in a step with ${OUTSIDE}, then ADD CONSTRAINT … USING INDEX in the next step`,
      },
    ];
  }
  if (contype === 'CONSTR_EXCLUSION') {
    return [
      {
        rule: 'exclusion-builds-index',
        weight: 'long',
        tables: [table],
        why: `the index of ${what} is built while nobody may read or write the table, and PostgreSQL has no other way`,
        safer:
          'Make a new table with the constraint, fill it with a data migration and switch over, or name this step at a quiet hour',
      },
    ];
  }
  return [];
}

/** True when statements before this one hold a lock on the table that writers wait for. */
function lockedBefore(table: string, { before }: RuleContext): boolean {
  return before.some(
    ({ node }) =>
      ('AlterTableStmt' in node && !onlyValidates(node.AlterTableStmt.cmds ?? [])) ||
      ('CreateTrigStmt' in node && tableName(node.CreateTrigStmt.relation) === table) ||
      ('LockStmt' in node && (node.LockStmt.mode ?? 0) >= 5),
  );
}

function onlyValidates(cmds: readonly object[]): boolean {
  return cmds.every(
    (cmd) =>
      'AlterTableCmd' in cmd && (cmd.AlterTableCmd as AlterTableCmd).subtype === 'AT_ValidateConstraint',
  );
}
