import type { AlterEnumStmt, Node } from 'libpg-query';

import type { Finding, Rule, RuleContext } from '../finding.js';
import { nameParts, nodesIn, tableName } from '../parse-step.js';

const SAVEPOINTS = new Set(['TRANS_STMT_SAVEPOINT', 'TRANS_STMT_RELEASE', 'TRANS_STMT_ROLLBACK_TO']);
const OURS = new Set([
  'role',
  'session_authorization',
  'session_replication_role',
  'row_security',
  'search_path',
  'lock_timeout',
  'statement_timeout',
]);
const SERVER: Readonly<Record<string, string>> = {
  AlterSystemStmt: 'settings of the server',
  AlterDatabaseSetStmt: 'settings of the database',
  AlterDatabaseStmt: 'the database',
  CreatedbStmt: 'databases',
  DropdbStmt: 'databases',
  CreateTableSpaceStmt: 'the disks of the server',
  DropTableSpaceStmt: 'the disks of the server',
  CreateEventTrigStmt: 'event triggers, which need a superuser',
  CreateSubscriptionStmt: 'replication',
  CopyStmt: 'files of the server',
};
const MAX_NAME = 63;

/** What is the migrator's own affair, what PostgreSQL will not do, and what is only worth knowing. */
export const sessionRules: Rule = (node, context) => {
  const kind = Object.keys(node)[0] ?? '';
  const server = SERVER[kind];
  if (server)
    return [
      refused('server-affair', `it is about ${server}, not the schema`, 'Leave it to who runs the server'),
    ];
  if ('TransactionStmt' in node && !SAVEPOINTS.has(node.TransactionStmt.kind ?? '')) {
    const why = 'the step would begin or end a transaction by itself, and no longer agree with the ledger';
    return [
      refused(
        'transaction-in-a-step',
        why,
        'Leave it out: every step is one transaction with its ledger row',
      ),
    ];
  }
  if ('VariableSetStmt' in node && OURS.has(node.VariableSetStmt.name ?? '')) {
    const why = `the step sets ${node.VariableSetStmt.name}, which the migrator sets`;
    return [
      refused(
        'session-setting',
        why,
        'Leave it out; the options --lock-timeout and --statement-timeout are for operators',
      ),
    ];
  }
  if ('AlterEnumStmt' in node) return ofEnum(node.AlterEnumStmt, context);
  if ('LockStmt' in node && (node.LockStmt.mode ?? 8) >= 5) {
    const tables = (node.LockStmt.relations ?? []).map((one) =>
      'RangeVar' in one ? tableName(one.RangeVar) : '',
    );
    const why = `LOCK TABLE keeps others from ${tables.join(', ')} until the step has ended, however long it takes`;
    return [
      {
        rule: 'lock-table',
        weight: 'long',
        tables,
        why,
        safer: 'Leave it out: each statement takes the lock it needs',
      },
    ];
  }
  if ('CreateExtensionStmt' in node) {
    const why = `the extension ${node.CreateExtensionStmt.extname} must be installed on every server, and allowed for the owner`;
    return [note('extension', why, 'Do without it, as the plan’s defaults do')];
  }
  return [...badTypes(node), ...longNames(node)];
};

function refused(rule: string, why: string, safer: string): Finding {
  return { rule, weight: 'refused', tables: [], why, safer };
}

function note(rule: string, why: string, safer: string): Finding {
  return { rule, weight: 'note', tables: [], why, safer };
}

function ofEnum(
  { typeName = [], oldVal, newVal = '', newValNeighbor }: AlterEnumStmt,
  context: RuleContext,
): Finding[] {
  const type = nameParts({ List: { items: typeName } });
  if (oldVal !== undefined) {
    return [
      {
        rule: 'rename-enum-value',
        weight: 'window',
        tables: [],
        why: `a host of the version before that writes or compares with "${oldVal}" of ${type} fails from then on`,
        safer:
          'Add the new value, map the rows with a data migration, and take the old one away in a later version',
      },
    ];
  }
  const findings: Finding[] = [];
  if (context.transaction && context.after.some(({ node }) => mentions(node, newVal))) {
    const why = `PostgreSQL does not let a value of ${type} be used in the transaction that adds it`;
    findings.push(
      refused('enum-value-used-at-once', why, 'Add the value in one step and use it in the next'),
    );
  }
  if (!newValNeighbor)
    findings.push(
      note(
        'enum-value-order',
        `"${newVal}" sorts after all values of ${type}`,
        'Say BEFORE or AFTER which value',
      ),
    );
  return findings;
}

function mentions(node: Node, value: string): boolean {
  return [...nodesIn(node)].some((inner) => 'A_Const' in inner && inner.A_Const.sval?.sval === value);
}

/** Types that one regrets; of new columns only, where another one costs nothing yet. */
function badTypes(node: Node): Finding[] {
  const findings: Finding[] = [];
  if (!('CreateStmt' in node) && !('AlterTableStmt' in node)) return findings;
  for (const inner of nodesIn(node)) {
    if (!('ColumnDef' in inner) || !inner.ColumnDef.colname) continue;
    const { colname, typeName } = inner.ColumnDef;
    const type = nameParts({ List: { items: typeName?.names ?? [] } }).replace(/^pg_catalog\./, '');
    const sized = (typeName?.typmods ?? []).length > 0;
    if (type === 'timestamp')
      findings.push(
        note('time-without-zone', `${colname} means another moment in each time zone`, 'timestamptz'),
      );
    else if (type === 'bpchar')
      findings.push(
        note('padded-text', `char pads ${colname} with blanks`, 'text with a CHECK of its length'),
      );
    else if (type === 'varchar' && sized)
      findings.push(
        note(
          'sized-text',
          `another length of ${colname} changes its type`,
          'text with a CHECK of its length',
        ),
      );
    else if (/^(small|big)?serial[248]?$/.test(type))
      findings.push(
        note('serial', `the sequence of ${colname} has rights of its own`, 'generated always as identity'),
      );
  }
  return findings;
}

function longNames(node: Node): Finding[] {
  const names: (string | undefined)[] = [];
  for (const inner of nodesIn(node)) {
    if ('CreateStmt' in inner) names.push(inner.CreateStmt.relation?.relname);
    if ('ColumnDef' in inner) names.push(inner.ColumnDef.colname);
    if ('Constraint' in inner) names.push(inner.Constraint.conname);
    if ('IndexStmt' in inner) names.push(inner.IndexStmt.idxname);
  }
  return names
    .filter((name) => name !== undefined && Buffer.byteLength(name) > MAX_NAME)
    .map((name) =>
      note('name-too-long', `PostgreSQL cuts ${name} after ${MAX_NAME} bytes`, 'A shorter name'),
    );
}
