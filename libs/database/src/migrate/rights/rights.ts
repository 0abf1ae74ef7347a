import {
  CALLERS,
  type Caller,
  databaseRole,
  type ModuleManifest,
  type TableDeclaration,
  type Verb,
  VERBS,
} from '@carenode/module-kit';

import { auditOf, NOT_TOLD, type TableAudit } from './table-audit.js';

/** One row-security policy, as PostgreSQL is to have it. */
export interface PolicyRight {
  readonly name: string;
  readonly permissive: boolean;
  readonly verb: Verb;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  /** What it says, in the declaration's words; absent when read from PostgreSQL. */
  readonly words?: string;
}

/** What a table's rights are to be. A grant reads `role verb` or `role verb column`. */
export interface TableRights {
  readonly table: string;
  readonly policies: readonly PolicyRight[];
  readonly grants: ReadonlySet<string>;
  /** How its writes are told in the audit trail; absent when read from PostgreSQL. */
  readonly audit?: TableAudit;
}

/** Which letters of a scope's `cruds` let a token use a verb: any of them does. */
export const SCOPE_VERBS: Readonly<Record<Verb, string>> = {
  select: 'rs',
  insert: 'c',
  update: 'u',
  delete: 'd',
};

/**
 * The policies and grants of a table, from what its module declares. Each verb that anybody may use also gets one
 * restrictive gate, asked once per statement: do the token's scopes allow it, and is the (optional) module active?
 */
export function rightsOf(module: ModuleManifest, table: TableDeclaration): TableRights {
  const policies: PolicyRight[] = [];
  const grants = new Set<string>();
  const gated = new Map<Verb, string[]>();
  for (const caller of CALLERS) {
    for (const verb of VERBS) {
      const rule = table.policies[caller]?.[verb];
      if (!rule) continue;
      const role = databaseRole(caller);
      gated.set(verb, [...(gated.get(verb) ?? []), role]);
      const check = rule.check?.sql ?? rule.when.sql;
      policies.push({
        name: policyName(caller, verb),
        permissive: true,
        verb,
        roles: [role],
        using: verb === 'insert' ? null : rule.when.sql,
        check: verb === 'insert' || verb === 'update' ? check : null,
        words: rule.check ? `${rule.when.words}, as ${rule.check.words}` : rule.when.words,
      });
      if (rule.columns && verb !== 'delete')
        for (const column of rule.columns) grants.add(`${role} ${verb} ${column}`);
      else grants.add(`${role} ${verb}`);
    }
  }
  for (const [verb, roles] of gated) {
    const gate = gateOf(module, table.name, verb);
    policies.push({
      name: `gate_${verb}`,
      permissive: false,
      verb,
      roles,
      using: verb === 'insert' ? null : gate,
      check: verb === 'insert' ? gate : null,
    });
  }
  return { table: table.name, policies, grants, audit: auditOf(module, table) };
}

/** No rights at all, and nothing told: what the tables of a module have until all its migrations are applied. */
export function noRights(table: TableDeclaration): TableRights {
  return { table: table.name, policies: [], grants: new Set(), audit: NOT_TOLD };
}

function policyName(caller: Caller, verb: Verb): string {
  return `${caller.replace('-', '_')}_${verb}`;
}

function gateOf(module: ModuleManifest, table: string, verb: Verb): string {
  const scopes = `carenode.scope_allows('${table}', '${SCOPE_VERBS[verb]}')`;
  return module.required
    ? `(select ${scopes})`
    : `(select ${scopes} and carenode.module_active('${module.name}'))`;
}
