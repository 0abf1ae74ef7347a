import { type Caller, CALLERS, databaseRole, type ModuleManifest, type Verb } from '@carenode/module-kit';
import type { TestDatabase } from '@carenode/testing';

import { columnStatement, type TableFacts } from './probes.js';

/** One change for the worse (or the better) that has to be noticed. */
export interface Mutant {
  readonly kind: string;
  readonly table: string;
  readonly name: string;
  /** The SQL that makes it. */
  readonly change: string;
  /** Whose probes can notice it. */
  readonly callers: readonly Caller[];
  /** With which verbs. */
  readonly verbs: readonly Verb[];
  /** Why nothing can tell it from the original, where that follows from how PostgreSQL works. */
  readonly equivalent?: string;
}

interface PolicyRow {
  readonly table: string;
  readonly name: string;
  readonly permissive: boolean;
  readonly verb: Verb;
  readonly roles: string[];
  readonly using: string | null;
  readonly check: string | null;
}

export const policiesOf = async (database: TestDatabase): Promise<PolicyRow[]> =>
  (
    await database.admin.query<PolicyRow>(`
      select tablename as "table", policyname as name, permissive = 'PERMISSIVE' as permissive, lower(cmd) as verb,
             roles::text[] as roles, qual as "using", with_check as "check"
        from pg_policies where schemaname = 'public' order by 1, 2`)
  ).rows;

const EVERY_VERB: readonly Verb[] = ['select', 'insert', 'update', 'delete'];
const callerOf = (role: string): Caller[] => CALLERS.filter((caller) => databaseRole(caller) === role);

/** A policy that goes, opens to every row, or leaves a caller out. */
export function policyMutants(
  policies: readonly PolicyRow[],
  modules: readonly ModuleManifest[],
  writable: Writable,
): Mutant[] {
  return policies.flatMap((policy) => {
    const callers = policy.roles.flatMap(callerOf);
    // What rows are seen decides which are changed, removed and given back too.
    const verbs = policy.verb === 'select' ? EVERY_VERB : [policy.verb];
    const make = (kind: string, name: string, change: string, equivalent?: string): Mutant => ({
      kind,
      table: policy.table,
      name: `${policy.table}.${policy.name} ${name}`,
      change,
      callers,
      verbs,
      ...(equivalent ? { equivalent } : {}),
    });
    const alter = `alter policy ${policy.name} on ${policy.table}`;
    const dropped = make('policy dropped', 'dropped', `drop policy ${policy.name} on ${policy.table}`);
    if (!policy.permissive) return [dropped, ...gateMutants(policy, modules, alter, make)];
    const opened = [
      ...(policy.using && policy.using !== 'true'
        ? [make('policy opened', 'for every row', `${alter} using (true)`)]
        : []),
      ...(policy.check && policy.check !== 'true'
        ? [
            make(
              'policy opened',
              'with any new row',
              `${alter} with check (true)`,
              equivalentCheck(policy, callers, writable),
            ),
          ]
        : []),
      ...(policy.using && policy.check && policy.using !== 'true'
        ? [make('policy opened', 'for every row and any new one', `${alter} using (true) with check (true)`)]
        : []),
    ];
    return [dropped, ...opened];
  });
}

/** A gate that lets everything through, asks half of its question, or forgets one caller. */
function gateMutants(
  policy: PolicyRow,
  modules: readonly ModuleManifest[],
  alter: string,
  make: (kind: string, name: string, change: string) => Mutant,
): Mutant[] {
  const clause = policy.verb === 'insert' ? 'with check' : 'using';
  const letters = { select: 'rs', insert: 'c', update: 'u', delete: 'd' }[policy.verb];
  const module = modules.find(({ tables }) => tables.some(({ name }) => name === policy.table));
  const forgotten = policy.roles.length < 2 ? [] : policy.roles;
  return [
    make('gate opened', 'open', `${alter} ${clause} (true)`),
    ...(module && !module.required
      ? [
          make(
            'gate opened',
            'whatever the scopes',
            `${alter} ${clause} ((select carenode.module_active('${module.name}')))`,
          ),
          make(
            'gate opened',
            'whether or not the module is active',
            `${alter} ${clause} ((select carenode.scope_allows('${policy.table}', '${letters}')))`,
          ),
        ]
      : []),
    ...forgotten.map((role) => ({
      ...make(
        'gate opened',
        `without ${role}`,
        `${alter} to ${policy.roles.filter((other) => other !== role).join(', ')}`,
      ),
      callers: callerOf(role),
    })),
  ];
}

/** The columns that a caller may write with a verb. */
export type Writable = (table: string, verb: 'insert' | 'update', caller: Caller) => ReadonlySet<string>;

/** PostgreSQL asks the new row what it asked the old one; where nobody can write what is asked about, the answer stays. */
function equivalentCheck(
  policy: PolicyRow,
  callers: readonly Caller[],
  writable: Writable,
): string | undefined {
  const { verb, check } = policy;
  if ((verb !== 'update' && verb !== 'insert') || (verb === 'update' && check !== policy.using))
    return undefined;
  const named = new Set((check ?? '').match(/[a-z_]+/g) ?? []);
  if (callers.some((caller) => [...writable(policy.table, verb, caller)].some((column) => named.has(column))))
    return undefined;
  return verb === 'insert'
    ? 'What the check asks about is always the default of the column, which nobody may write.'
    : 'The rows that may be changed pass the check already, and no column it asks about may be written.';
}

/** Row security that is off. */
export const securityMutants = (tables: readonly string[]): Mutant[] =>
  tables.map((table) => ({
    kind: 'row security off',
    table,
    name: `${table} without row security`,
    change: `alter table ${table} disable row level security`,
    callers: CALLERS,
    verbs: EVERY_VERB,
  }));

/** A grant taken away or added, with the one statement that has to notice. */
export interface GrantMutant {
  readonly kind: 'grant revoked' | 'grant added';
  readonly table: string;
  readonly name: string;
  readonly change: string;
  readonly role: string;
  readonly statement: string;
}

/** Every grant there is, revoked; and every verb and column that a caller lacks, granted. */
export async function grantMutants(
  database: TestDatabase,
  facts: ReadonlyMap<string, TableFacts>,
): Promise<GrantMutant[]> {
  const { rows } = await database.admin.query<{ grant: string }>(`
    select concat_ws(' ', c.relname, r.rolname, lower(x.privilege_type), x.attname) as "grant"
      from pg_class c
      cross join lateral (
        select g.grantee, g.privilege_type, null::name as attname from aclexplode(c.relacl) g
        union all
        select g.grantee, g.privilege_type, a.attname from pg_attribute a, aclexplode(a.attacl) g
         where a.attrelid = c.oid and a.attnum > 0
      ) x join pg_roles r on r.oid = x.grantee
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and x.grantee <> c.relowner`);
  const granted = new Set(rows.map((row) => row.grant));
  const mutants: GrantMutant[] = [];
  for (const [table, { columns }] of facts) {
    for (const caller of CALLERS) {
      const role = databaseRole(caller);
      for (const verb of EVERY_VERB) {
        const whole = granted.has(`${table} ${role} ${verb}`);
        const first = columns[0];
        if (whole && first) {
          const statement = columnStatement(table, verb, first);
          const change = `revoke ${verb} on ${table} from ${role}`;
          mutants.push({
            kind: 'grant revoked',
            table,
            name: `${role} ${verb} ${table}`,
            change,
            role,
            statement,
          });
        } else if (verb === 'delete') {
          const statement = columnStatement(table, verb, { name: '', type: '' });
          const change = `grant delete on ${table} to ${role}`;
          mutants.push({
            kind: 'grant added',
            table,
            name: `${role} delete ${table}`,
            change,
            role,
            statement,
          });
        } else {
          for (const column of columns) {
            if (verb === 'insert' && column.generated) continue;
            const has = granted.has(`${table} ${role} ${verb} ${column.name}`);
            mutants.push({
              kind: has ? 'grant revoked' : 'grant added',
              table,
              name: `${role} ${verb} ${table}.${column.name}`,
              change: `${has ? 'revoke' : 'grant'} ${verb} ("${column.name}") on ${table} ${has ? 'from' : 'to'} ${role}`,
              role,
              statement: columnStatement(table, verb, column),
            });
          }
        }
      }
    }
  }
  return mutants;
}
