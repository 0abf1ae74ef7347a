import type { AlterTableCmd, DropStmt, RenameStmt } from 'libpg-query';

import type { Finding, Rule, RuleContext } from '../finding.js';
import { nameParts, plainName, tableName } from '../parse-step.js';

const WHOLE: Readonly<Record<string, string>> = {
  AT_SetTableSpace: 'SET TABLESPACE',
  AT_SetAccessMethod: 'SET ACCESS METHOD',
  AT_SetLogged: 'SET LOGGED',
  AT_SetUnLogged: 'SET UNLOGGED',
};
const NAMED_BY_HOSTS = new Set([
  'OBJECT_TABLE',
  'OBJECT_COLUMN',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_FUNCTION',
  'OBJECT_PROCEDURE',
  'OBJECT_ROUTINE',
  'OBJECT_SCHEMA',
  'OBJECT_TYPE',
  'OBJECT_ATTRIBUTE',
]);
const CONTRACT =
  'Expand and contract: add the new one beside the old, keep both current, switch the host over in the next version, drop the old one in the version after';

/** What goes, gets another name, or is written anew as a whole. */
export const tableRules: Rule = (node, context) => {
  if ('RenameStmt' in node) return renamed(node.RenameStmt, context);
  if ('AlterObjectSchemaStmt' in node && node.AlterObjectSchemaStmt.objectType === 'OBJECT_TABLE')
    return [broken('move-table', tableName(node.AlterObjectSchemaStmt.relation), 'moving')];
  if ('DropStmt' in node) return dropped(node.DropStmt, context);
  if ('TruncateStmt' in node) {
    const tables = (node.TruncateStmt.relations ?? []).map((one) =>
      'RangeVar' in one ? tableName(one.RangeVar) : '',
    );
    return [
      {
        rule: 'truncate',
        weight: 'window',
        tables,
        why: `every row of ${tables.join(', ')} goes${node.TruncateStmt.behavior === 'DROP_CASCADE' ? ', and of every table that refers to it' : ''}`,
        safer: 'Delete rows that are not needed with a data migration, which keeps what they were',
      },
    ];
  }
  if (!('AlterTableStmt' in node)) return [];
  const table = tableName(node.AlterTableStmt.relation);
  return (node.AlterTableStmt.cmds ?? []).flatMap((cmd) =>
    'AlterTableCmd' in cmd ? ofCommand(table, cmd.AlterTableCmd) : [],
  );
};

function ofCommand(table: string, { subtype = 'AT_AddColumn', def }: AlterTableCmd): Finding[] {
  const whole = WHOLE[subtype];
  if (whole) {
    return [
      {
        rule: 'rewrite-table',
        weight: 'long',
        tables: [table],
        why: `${whole} writes ${table} anew while nobody may read or write it`,
        safer: 'Make a new table that way, fill it with a data migration, and switch over',
      },
    ];
  }
  const concurrent = def && 'PartitionCmd' in def && def.PartitionCmd.concurrent === true;
  if (subtype === 'AT_DetachPartition' && !concurrent) {
    return [
      {
        rule: 'detach-partition',
        weight: 'window',
        tables: [table],
        why: `rows of ${table} are out of everybody’s sight from then on, and nobody may read it meanwhile`,
        safer: 'DETACH PARTITION … CONCURRENTLY in a step with "transaction = false"',
      },
    ];
  }
  return [];
}

function renamed(
  { renameType = 'OBJECT_TABLE', relation, object, subname, newname }: RenameStmt,
  context: RuleContext,
): Finding[] {
  if (!NAMED_BY_HOSTS.has(renameType)) return [];
  if (relation) {
    const column = renameType === 'OBJECT_COLUMN' ? `.${subname}` : '';
    // A table that stands in for another under its old name within one transaction is no different for the host.
    return [broken('rename', tableName(relation), 'renaming', column)];
  }
  const name = nameParts(object);
  if (renameType === 'OBJECT_FUNCTION' && !context.functionExists(name)) return [];
  return [
    {
      rule: 'rename',
      weight: 'refused',
      tables: [],
      why: `renaming ${name} to ${newname} breaks every host that runs, and every policy and function that names it in its text`,
      safer: CONTRACT,
    },
  ];
}

function broken(rule: string, table: string, doing: string, column = ''): Finding {
  return {
    rule,
    weight: 'refused',
    tables: [table],
    why: `${doing} ${table}${column} breaks every host that runs, at once`,
    safer: CONTRACT,
  };
}

function dropped({ removeType, objects = [], behavior }: DropStmt, context: RuleContext): Finding[] {
  const names = objects.map(nameParts);
  const findings: Finding[] = [];
  if (behavior === 'DROP_CASCADE') {
    findings.push({
      rule: 'drop-cascade',
      weight: 'window',
      tables: removeType === 'OBJECT_TABLE' ? names : [],
      why: `CASCADE takes away whatever hangs on ${names.join(', ')}, which on a live database may be more than is known here`,
      safer: 'Drop each thing by its name, without CASCADE',
    });
  }
  if (removeType === 'OBJECT_TABLE' || removeType === 'OBJECT_VIEW' || removeType === 'OBJECT_MATVIEW') {
    const again = names.filter((name) => !madeAgain(name, context));
    if (again.length > 0) {
      findings.push({
        rule: 'drop-table',
        weight: 'window',
        tables: again,
        why: `a host of the version before that still uses ${again.join(', ')} fails from then on`,
        safer:
          'Stop using it in one version and drop it in the next, once no host of the version before runs',
      });
    }
  }
  if (removeType === 'OBJECT_FUNCTION' || removeType === 'OBJECT_PROCEDURE') {
    const gone = names.filter((name) => context.functionExists(name) && !functionMadeAgain(name, context));
    if (gone.length > 0) {
      findings.push({
        rule: 'drop-function',
        weight: 'window',
        tables: [],
        why: `a host of the version before that still calls ${gone.join(', ')} fails from then on`,
        safer:
          'Stop calling it in one version and drop it in the next, once no host of the version before runs',
      });
    }
  }
  return findings;
}

function madeAgain(name: string, { after }: RuleContext): boolean {
  return after.some(
    ({ node }) =>
      ('CreateStmt' in node && tableName(node.CreateStmt.relation) === name) ||
      ('ViewStmt' in node && tableName(node.ViewStmt.view) === name),
  );
}

function functionMadeAgain(name: string, { after }: RuleContext): boolean {
  return after.some(
    ({ node }) =>
      'CreateFunctionStmt' in node &&
      plainName([nameParts({ List: { items: node.CreateFunctionStmt.funcname ?? [] } })]) === name,
  );
}
