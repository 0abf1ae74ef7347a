import { CALLERS, type ModuleManifest, type SqlRunner, VERBS } from '@carenode/module-kit';

import { readDeclaredRights } from './declared-rights.js';
import type { PolicyRight, TableRights } from './rights.js';
import {
  changeWords,
  type RightChange,
  type RightsChange,
  rightName,
  rightsDifference,
  unnamedGains,
} from './rights-difference.js';
import { createPolicy, grantsIn, policiesIn, type PolicyRow } from './rights-drift.js';
import { rightsAreUntouched } from './rights-memo.js';
import { OWNER_ROLE } from '../roles.js';

/** What setting the declared rights changes for whom. */
export interface PendingRights extends RightsChange {
  /** Of `gained`: what nobody has named, so that `up` refuses it. Rights on tables that are new are none of these. */
  readonly unnamed: readonly RightChange[];
  /** Tables that get their first rights. */
  readonly newTables: readonly string[];
}

/**
 * The gains of these declarations over the last ones that no manifest and no operator has named. Tables that had no rights
 * before are new, and give nobody more than they had; drift is no gain, because it is taken back. Runs as the owner.
 */
export async function gainsWithoutName(
  sql: SqlRunner,
  desired: readonly TableRights[],
  modules: readonly ModuleManifest[],
  approved: readonly string[] = [],
): Promise<RightChange[]> {
  const named = new Set([...namedGains(modules), ...approved.map(checkedApproval)]);
  const { before, after } = await statesOf(sql, desired, await readDeclaredRights(sql));
  return unnamedGains(rightsDifference(before, after).gained, named);
}

/** What `up` would change now for each caller, drift included. Runs as the owner, and changes nothing. */
export async function pendingRights(
  sql: SqlRunner,
  desired: readonly TableRights[],
  modules: readonly ModuleManifest[],
): Promise<PendingRights> {
  // The declared words are the better answer, but only while PostgreSQL has what was declared.
  const declared = (await rightsAreUntouched(sql)) ? await readDeclaredRights(sql) : new Map<string, never>();
  const { before, after, fresh } = await statesOf(sql, desired, declared);
  const { gained, lost } = rightsDifference(before, after);
  const unnamed = await gainsWithoutName(sql, desired, modules);
  return { gained, lost, unnamed, newTables: fresh };
}

/** Why `up` refuses, with how to go on. */
export function gainsRefused(gains: readonly RightChange[]): string {
  const options = gains.map((change) => `--approve-gain "${rightName(change)}"`).join(' ');
  return [
    'This version gives rights that nobody has approved, so nothing was changed:',
    ...gains.map((change) => `  ${changeWords(change)}`),
    `Name them under "gains" in the manifest of the table's module, or approve them here: carenode migrate up ${options}`,
  ].join('\n');
}

/** The gains that manifests name. Throws for a name that does not say `caller verb table` of a table of the module. */
function namedGains(modules: readonly ModuleManifest[]): string[] {
  return modules.flatMap((module) =>
    Object.keys(module.gains).map((name) => {
      const table = partsOfName(name)?.table;
      if (!table || !module.tables.some((candidate) => candidate.name === table))
        throw new Error(
          `Module ${module.name}: the gain "${name}" is not "caller verb table" or "caller verb table column" of one of its tables.`,
        );
      return name;
    }),
  );
}

function checkedApproval(name: string): string {
  if (partsOfName(name)) return name;
  throw new Error(
    `"${name}" names no right: write "caller verb table" or "caller verb table column", with a caller of ${CALLERS.join(', ')} and a verb of ${VERBS.join(', ')}.`,
  );
}

function partsOfName(name: string): { table: string } | null {
  const [caller, verb, table, ...column] = name.split(' ');
  const known = CALLERS.some((one) => one === caller) && VERBS.some((one) => one === verb);
  return known && table && /^[a-z][a-z0-9_]*$/.test(table) && column.length <= 1 ? { table } : null;
}

/** The rights before and after, table by table in one wording: declared ones where known, else as PostgreSQL writes them. */
async function statesOf(
  sql: SqlRunner,
  desired: readonly TableRights[],
  declared: ReadonlyMap<string, TableRights>,
): Promise<{ before: TableRights[]; after: TableRights[]; fresh: string[] }> {
  const existing = await ownTables(sql);
  const held = await catalogRights(sql);
  const before: TableRights[] = [];
  const after: TableRights[] = [];
  const unwritten: TableRights[] = [];
  const fresh: string[] = [];
  for (const rights of desired) {
    const known = declared.get(rights.table);
    const inCatalog = held.get(rights.table);
    if (existing.has(rights.table) && known) {
      before.push(known);
      after.push(rights);
    } else if (existing.has(rights.table) && inCatalog) {
      before.push(inCatalog);
      unwritten.push(rights);
    } else if (rights.policies.length > 0) {
      fresh.push(rights.table);
    }
  }
  return { before, after: [...after, ...(await asPostgresWrites(sql, unwritten))], fresh };
}

async function ownTables(sql: SqlRunner): Promise<Set<string>> {
  const rows = (await sql.query(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relowner = $1::regrole`,
    [OWNER_ROLE],
  )) as { name: string }[];
  return new Set(rows.map((row) => row.name));
}

/** The rights PostgreSQL has, of tables that have policies. */
async function catalogRights(sql: SqlRunner): Promise<Map<string, TableRights>> {
  const grants = await grantsIn(sql);
  const rights = new Map<string, TableRights & { policies: PolicyRight[] }>();
  for (const row of await policiesIn(sql, `'public'::regnamespace`)) {
    const { table } = row;
    const known = rights.get(table) ?? {
      table,
      policies: [],
      grants: grants.get(table) ?? new Set<string>(),
    };
    known.policies.push(...rightsOfRow(row));
    rights.set(table, known);
  }
  return rights;
}

function rightsOfRow({ name, permissive, verb, roles, using, check }: PolicyRow): PolicyRight[] {
  const verbs = VERBS.filter((one) => verb === 'all' || verb === one);
  return verbs.map((one) => ({ name, permissive, verb: one, roles: roles.split(','), using, check }));
}

/**
 * The same rights with their conditions as PostgreSQL words them. A condition that names what does not exist yet, because
 * a pending step makes it, stays as it is: it cannot be one that PostgreSQL has.
 */
async function asPostgresWrites(sql: SqlRunner, desired: readonly TableRights[]): Promise<TableRights[]> {
  const written: TableRights[] = [];
  await sql.query('savepoint wording');
  for (const rights of desired) {
    await sql.query(`create temporary table ${rights.table} (like public.${rights.table})`);
    for (const policy of rights.policies) {
      await sql.query('savepoint one_policy');
      try {
        await sql.query(createPolicy('pg_temp', rights.table, policy));
        await sql.query('release savepoint one_policy');
      } catch {
        await sql.query('rollback to savepoint one_policy');
      }
    }
  }
  const rows = await policiesIn(sql, 'pg_my_temp_schema()');
  await sql.query('rollback to savepoint wording');
  for (const rights of desired) {
    const policies = rights.policies.map((policy) => {
      const row = rows.find((one) => one.table === rights.table && one.name === policy.name);
      return row ? { ...policy, using: row.using, check: row.check } : policy;
    });
    written.push({ ...rights, policies });
  }
  return written;
}
