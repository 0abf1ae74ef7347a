import type { AlterTableCmd, ColumnDef, Constraint, Node } from 'libpg-query';

import type { Finding, Rule } from '../finding.js';
import { nameParts, nodesIn, stringOf, tableName } from '../parse-step.js';
import { constraintFindings } from './constraints.js';

/** Functions that give one value for all rows of a statement: their value is stored once, not row by row. */
const ONE_VALUE = new Set(['now', 'transaction_timestamp', 'statement_timestamp', 'timezone', 'date_trunc']);
const SERIAL = /^(small|big)?serial[248]?$/;

/** ALTER TABLE: what it does to columns. */
export const columnRules: Rule = (node) => {
  if (!('AlterTableStmt' in node)) return [];
  const { relation, cmds = [], objtype } = node.AlterTableStmt;
  if (objtype !== 'OBJECT_TABLE') return [];
  const table = tableName(relation);
  return cmds.flatMap((cmd) => ('AlterTableCmd' in cmd ? columnFindings(table, cmd.AlterTableCmd) : []));
};

function columnFindings(table: string, { subtype, name = '', def }: AlterTableCmd): Finding[] {
  const column = `${table}.${name}`;
  switch (subtype) {
    case 'AT_AddColumn':
      return def && 'ColumnDef' in def ? addedColumn(table, def.ColumnDef) : [];
    case 'AT_SetNotNull':
      return [
        {
          rule: 'set-not-null',
          weight: 'long',
          tables: [table],
          why: `SET NOT NULL on ${column} reads every row while nobody may read or write the table`,
          safer: `Add "check (${name} is not null) not valid", validate it in a later step, then SET NOT NULL in the step after that, which needs no scan, and drop the check`,
        },
      ];
    case 'AT_AlterColumnType':
      return [
        {
          rule: 'change-column-type',
          weight: 'long',
          tables: [table],
          why: `the new type of ${column} writes the whole table and its indexes anew while nobody may read or write it`,
          safer:
            'Expand and contract: add a column of the new type, keep it current by a trigger, fill it with a data migration, switch the host over, drop the old column in a later version',
        },
      ];
    case 'AT_DropColumn':
      return [
        {
          rule: 'drop-column',
          weight: 'window',
          tables: [table],
          why: `a host of the version before that still names ${column} fails from then on`,
          safer: `Stop using ${column} in one version and drop it in the next, once no host of the version before runs`,
        },
      ];
    case 'AT_DropNotNull':
      return [
        {
          rule: 'drop-not-null',
          weight: 'note',
          tables: [table],
          why: `whoever reads ${column} must be ready for null`,
          safer: 'Let the host read null first, in a version before',
        },
      ];
    case 'AT_SetExpression':
      return [rewrite('generated-column', table, `the new expression of ${column}`, COMPUTED)];
    default:
      return [];
  }
}

const COMPUTED =
  'Add an ordinary column that a trigger fills, and fill the rows that are there with a data migration';

function addedColumn(
  table: string,
  { colname: name = '', typeName, constraints = [] }: ColumnDef,
): Finding[] {
  const column = `${table}.${name}`;
  const all = constraints.flatMap((one) => ('Constraint' in one ? [one.Constraint] : []));
  const findings: Finding[] = [];
  const fallback = all.find(({ contype }) => contype === 'CONSTR_DEFAULT');
  const type = stringOf(typeName?.names?.at(-1)) ?? '';
  const identity = SERIAL.test(type) || all.some(({ contype }) => contype === 'CONSTR_IDENTITY');
  const stored = all.some((one) => one.contype === 'CONSTR_GENERATED' && one.generated_kind !== 'v');
  if (identity) {
    const safer = `Add ${name} without a default, give new rows theirs with SET DEFAULT, and fill the rows that are there with a data migration`;
    findings.push(rewrite('numbered-column', table, `numbering the rows in ${column}`, safer));
  }
  if (stored) findings.push(rewrite('generated-column', table, `the generated column ${column}`, COMPUTED));
  if (fallback && isVolatile(fallback.raw_expr)) {
    const safer = `Add ${name} without the default, set the default in a second statement, and fill the rows that are there with a data migration`;
    findings.push(
      rewrite('volatile-default', table, `the default of ${column}, another value for each row,`, safer),
    );
  }
  const required = all.some(({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY');
  const generated = all.some(({ contype }) => contype === 'CONSTR_GENERATED');
  if (required && !generated && !identity && (!fallback || isNull(fallback))) {
    findings.push({
      rule: 'required-column',
      weight: 'when rows',
      tables: [table],
      why: `${column} may not be null and has no default: that fails as soon as the table has a row, and a host of the version before cannot insert`,
      safer: `Give ${name} a constant default; or add it nullable, fill it with a data migration, and SET NOT NULL after a validated CHECK`,
    });
  }
  // Without a default the new column is null everywhere, and PostgreSQL does not check a foreign key of nulls.
  const checked = all.filter(({ contype }) => contype !== 'CONSTR_FOREIGN' || fallback !== undefined);
  return [...findings, ...checked.flatMap((constraint) => constraintFindings(table, constraint, name))];
}

function rewrite(rule: string, table: string, what: string, safer: string): Finding {
  const why = `${what} writes the whole table ${table} anew while nobody may read or write it`;
  return { rule, weight: 'long', tables: [table], why, safer };
}

function isNull({ raw_expr: expression }: Constraint): boolean {
  return expression !== undefined && 'A_Const' in expression && expression.A_Const.isnull === true;
}

/** True unless it is known that the expression gives one value for the whole statement. */
function isVolatile(expression: Node | undefined): boolean {
  for (const node of nodesIn(expression)) {
    if ('FuncCall' in node) {
      const name = nameParts({ List: { items: node.FuncCall.funcname ?? [] } }).replace(/^pg_catalog\./, '');
      if (!ONE_VALUE.has(name)) return true;
    }
  }
  return false;
}
