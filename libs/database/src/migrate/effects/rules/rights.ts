import type { CreateFunctionStmt, GrantStmt, Node } from 'libpg-query';

import type { Finding, Rule, RuleContext } from '../finding.js';
import { nameParts, stringOf, tableName } from '../parse-step.js';
import { PLATFORM } from '../../platform/index.js';

const DECLARE =
  'Declare it in the table’s entry of the manifest: the migrator sets policies and grants as declared after the steps';
const ROLE_STATEMENTS: Readonly<Record<string, string>> = {
  GrantRoleStmt: 'membership in a role',
  CreateRoleStmt: 'a role',
  AlterRoleStmt: 'a role',
  AlterRoleSetStmt: 'a role',
  DropRoleStmt: 'a role',
  AlterDefaultPrivilegesStmt: 'default rights',
  AlterOwnerStmt: 'an owner',
  DropOwnedStmt: 'what a role owns',
  ReassignOwnedStmt: 'what a role owns',
};
const SWITCHES: Readonly<Record<string, string>> = {
  AT_DisableRowSecurity: 'switches row security off',
  AT_NoForceRowSecurity: 'lets the owner’s programs past the policies',
  AT_ChangeOwner: 'gives the table to another owner',
  AT_DisableTrig: 'switches triggers off, those of the audit trail may be among them',
  AT_DisableTrigAll: 'switches the triggers off, those of the audit trail among them',
  AT_DisableTrigUser: 'switches the triggers off, those of the audit trail among them',
  AT_EnableReplicaTrig: 'lets a trigger run on replicas only',
  AT_DisableRule: 'switches a rule off',
};

/** Who may do what: desired state, which no step touches. */
export const rightsRules: Rule = (node, context) => {
  const kind = Object.keys(node)[0] ?? '';
  const role = ROLE_STATEMENTS[kind];
  if (role !== undefined)
    return [refused('roles-and-owners', `it changes ${role}, which is the migrator’s own affair`)];
  if ('CreatePolicyStmt' in node) return ofPolicy(tableName(node.CreatePolicyStmt.table), context);
  if ('AlterPolicyStmt' in node) return ofPolicy(tableName(node.AlterPolicyStmt.table), context);
  if ('DropStmt' in node) return ofDrop(node, context);
  if ('GrantStmt' in node) return ofGrant(node.GrantStmt, context);
  if ('AlterTableStmt' in node) return ofAlter(node);
  if ('CreateFunctionStmt' in node) return ofFunction(node.CreateFunctionStmt, context);
  if ('AlterFunctionStmt' in node) {
    const { func, actions = [] } = node.AlterFunctionStmt;
    const touches = actions.some(
      (one) => 'DefElem' in one && (one.DefElem.defname === 'security' || one.DefElem.defname === 'set'),
    );
    const name = nameParts(func && { ObjectWithArgs: func });
    return touches
      ? [
          refused(
            'alter-definer',
            `it changes with whose rights or search path ${name} runs`,
            'CREATE OR REPLACE the function as a whole, with "security definer set search_path = \'\'"',
          ),
        ]
      : [];
  }
  if ('ViewStmt' in node && !invoker(node.ViewStmt.options ?? [])) {
    const name = tableName(node.ViewStmt.view);
    return [
      refused(
        'view-with-owners-rights',
        `the view ${name} reads its tables with its owner’s rights, past every policy`,
        `create view ${name} with (security_invoker = true) as …`,
      ),
    ];
  }
  return [];
};

function refused(rule: string, why: string, safer = DECLARE, tables: readonly string[] = []): Finding {
  return { rule, weight: 'refused', tables, why, safer };
}

/** The platform's own tables in schema carenode are not declared anywhere: its steps give them what they need. */
function own(table: string, { module }: RuleContext): boolean {
  return module === PLATFORM && table.startsWith('carenode.');
}

function ofPolicy(table: string, context: RuleContext): Finding[] {
  return own(table, context) ? [] : [refused('policy-in-a-step', `it changes a policy of ${table}`)];
}

function ofDrop(node: Node, context: RuleContext): Finding[] {
  if (!('DropStmt' in node)) return [];
  const { removeType, objects = [] } = node.DropStmt;
  const names = objects.map(nameParts);
  if (removeType === 'OBJECT_POLICY')
    return names.flatMap((name) => ofPolicy(name.slice(0, name.lastIndexOf('.')), context));
  if (removeType === 'OBJECT_TRIGGER') {
    const kept = names.filter((name) => /\.(audit_\w+|append_only|never_empty)$/.test(name));
    return kept.map((name) =>
      refused('drop-audit-trigger', `the audit trail is told by the trigger ${name}`),
    );
  }
  return [];
}

function ofGrant(
  { targtype, objtype, objects = [], grantees = [], is_grant: gives }: GrantStmt,
  context: RuleContext,
) {
  const everybody = grantees.some((one) => 'RoleSpec' in one && one.RoleSpec.roletype === 'ROLESPEC_PUBLIC');
  if (objtype === 'OBJECT_TABLE') {
    const tables = objects.map((one) => ('RangeVar' in one ? tableName(one.RangeVar) : 'every table'));
    return targtype === 'ACL_TARGET_OBJECT' && tables.every((table) => own(table, context))
      ? []
      : [refused('grant-in-a-step', `it changes who has rights on ${tables.join(', ') || 'every table'}`)];
  }
  if (gives && everybody) {
    const what = objects.map(nameParts).join(', ') || 'them';
    return [
      refused(
        'grant-to-everybody',
        `it lets everybody use ${what}`,
        'Grant it to the caller roles that need it',
      ),
    ];
  }
  return [];
}

function ofAlter(node: Node): Finding[] {
  if (!('AlterTableStmt' in node)) return [];
  const { relation, cmds = [], objtype } = node.AlterTableStmt;
  const table = tableName(relation);
  return cmds.flatMap((cmd) => {
    if (!('AlterTableCmd' in cmd)) return [];
    const { subtype = 'AT_AddColumn', def } = cmd.AlterTableCmd;
    const words = SWITCHES[subtype];
    if (words) return [refused('row-security', `it ${words}: ${table}`)];
    const options = def && 'List' in def ? (def.List.items ?? []) : [];
    const loosened =
      objtype === 'OBJECT_VIEW' &&
      (subtype === 'AT_ResetRelOptions' || (options.some(isInvokerOption) && !invoker(options)));
    return loosened
      ? [
          refused(
            'view-with-owners-rights',
            `the view ${table} would read its tables past every policy`,
            'Keep security_invoker on',
          ),
        ]
      : [];
  });
}

function ofFunction(fn: CreateFunctionStmt, context: RuleContext): Finding[] {
  const options = (fn.options ?? []).flatMap((one) => ('DefElem' in one ? [one.DefElem] : []));
  const definer = options.some(
    ({ defname, arg }) => defname === 'security' && arg && 'Boolean' in arg && arg.Boolean.boolval === true,
  );
  if (!definer) return [];
  const name = nameParts({ List: { items: fn.funcname ?? [] } });
  const findings: Finding[] = [];
  const path = options.some(
    ({ arg }) => arg && 'VariableSetStmt' in arg && arg.VariableSetStmt.name === 'search_path',
  );
  if (!path) {
    findings.push(
      refused(
        'definer-without-search-path',
        `${name} runs with its owner’s rights on whatever the caller’s search path names`,
        `create function ${name} … security definer set search_path = ''`,
      ),
    );
  }
  const trigger = stringOf(fn.returnType?.names?.at(-1)) === 'trigger';
  const keepsRights =
    fn.replace === true &&
    (context.functionAtHand(name) || context.before.some((one) => makes(one.node, name)));
  if (!trigger && !keepsRights && !context.after.some(({ node }) => revokes(node, name))) {
    findings.push(
      refused(
        'definer-for-everybody',
        `everybody may call ${name}, which runs with its owner’s rights`,
        `revoke execute on function ${name}(…) from public, in the same step`,
      ),
    );
  }
  return findings;
}

function makes(node: Node, name: string): boolean {
  return functionMadeBy(node) === name;
}

/** The function that a statement makes, by its name; undefined for other statements. */
export function functionMadeBy(node: Node): string | undefined {
  return 'CreateFunctionStmt' in node
    ? nameParts({ List: { items: node.CreateFunctionStmt.funcname ?? [] } })
    : undefined;
}

function revokes(node: Node, name: string): boolean {
  if (!('GrantStmt' in node)) return false;
  const { is_grant: gives, objtype, targtype, objects = [], grantees = [] } = node.GrantStmt;
  return (
    gives !== true &&
    (objtype === 'OBJECT_FUNCTION' || objtype === 'OBJECT_ROUTINE' || objtype === 'OBJECT_PROCEDURE') &&
    grantees.some((one) => 'RoleSpec' in one && one.RoleSpec.roletype === 'ROLESPEC_PUBLIC') &&
    (targtype === 'ACL_TARGET_ALL_IN_SCHEMA' || objects.some((object) => nameParts(object) === name))
  );
}

function isInvokerOption(option: Node): boolean {
  return 'DefElem' in option && option.DefElem.defname === 'security_invoker';
}

/** True when the options say security_invoker, without a value or with a true one. */
function invoker(options: readonly Node[]): boolean {
  return options.some((option) => {
    if (!('DefElem' in option) || option.DefElem.defname !== 'security_invoker') return false;
    const { arg } = option.DefElem;
    if (!arg) return true;
    if ('Boolean' in arg) return arg.Boolean.boolval === true;
    if ('Integer' in arg) return arg.Integer.ival === 1;
    return ['true', 'on', 'yes', '1'].includes((stringOf(arg) ?? nameParts(arg)).toLowerCase());
  });
}
