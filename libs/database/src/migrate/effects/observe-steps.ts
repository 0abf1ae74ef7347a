import { inDependencyOrder, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';

import { ensureLedger } from '../ledger.js';
import { createPolicy } from '../rights/rights-drift.js';
import type { PolicyRow } from '../rights/rights-drift.js';
import type { HostLogin } from '../roles.js';
import { withScratch } from '../scratch/scratch-database.js';
import { type MigratorSession, withLock } from '../session.js';
import { isOneTransaction } from '../step-runner.js';
import { type SchemaStep, type Step, stepsOf } from '../steps.js';
import { observeStep, type StepObservation } from './observe-step.js';

export interface ObservedStep {
  readonly step: Step;
  /** Null for a step that changes rows, and for those that come after one that failed. */
  readonly observation: StepObservation | null;
}

export interface Observations {
  /** The steps that were not applied yet, in the order in which they would run. */
  readonly steps: readonly ObservedStep[];
  /** Which step made a table or view, by `module/id`; among them those of the applied steps. */
  readonly madeBy: ReadonlyMap<string, string>;
  /** True when all of it happened on the given server, not on an embedded one in its place. */
  readonly sameServer: boolean;
}

export interface ObserveOptions {
  /** Policies that the tables have when the steps run: a step cannot change what they hang on. */
  readonly policies?: readonly PolicyRow[];
  /** These of the steps that are not applied, by `module/id`; all of them if absent. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Runs the applied steps on an empty scratch database, then each of the others in a transaction of its own, and tells what
 * every statement locked, rewrote and scanned. With no applied steps: every step of an instance from its beginning. The
 * given server is left as it was.
 */
export async function observeSteps(
  server: { readonly adminUrl: string; readonly hostLogin: HostLogin },
  modules: readonly ModuleManifest[],
  applied: ReadonlySet<string>,
  { policies = [], only }: ObserveOptions = {},
): Promise<Observations> {
  const steps = await stepsOf(inDependencyOrder(modules));
  const pending = steps.filter(({ key }) => !applied.has(key) && (only?.has(key) ?? true));
  return withScratch(server, (scratch) =>
    withLock(scratch, async (session) => {
      const madeBy = new Map<string, string>();
      await session.transaction((sql) => ensureLedger(sql));
      let known = await tablesNow(session);
      for (const step of steps.filter(({ key, kind }) => applied.has(key) && kind === 'schema')) {
        await run(session, step as SchemaStep);
        known = noteMade(madeBy, step, known, await tablesNow(session));
      }
      if (policies.length > 0) await takeOver(session, policies);
      const observed: ObservedStep[] = [];
      let stopped = false;
      for (const step of pending) {
        const observation = step.kind === 'data' || stopped ? null : await observeStep(session, step);
        if (observation?.failure != null) stopped = true;
        known = noteMade(madeBy, step, known, await tablesNow(session));
        observed.push({ step, observation });
      }
      return { steps: observed, madeBy, sameServer: sameServer(server.adminUrl, scratch.adminUrl) };
    }),
  );
}

async function run(session: MigratorSession, step: SchemaStep): Promise<void> {
  const up = (sql: SqlRunner) => step.migration.up(sql);
  await (isOneTransaction(step) ? session.transaction(up) : session.outsideTransaction(up));
}

async function tablesNow(session: MigratorSession): Promise<Set<string>> {
  const rows = (await session.query(`
    select case when n.nspname = 'public' then c.relname::text else n.nspname || '.' || c.relname end as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`)) as {
    name: string;
  }[];
  return new Set(rows.map(({ name }) => name));
}

function noteMade(
  madeBy: Map<string, string>,
  step: Step,
  before: Set<string>,
  after: Set<string>,
): Set<string> {
  for (const table of after) if (!before.has(table)) madeBy.set(table, step.key);
  return after;
}

/** Gives the scratch tables the policies of the live ones, as far as they fit. */
export async function takeOver(session: MigratorSession, policies: readonly PolicyRow[]): Promise<void> {
  const statements = policies.map(({ table, name, verb, roles, ...policy }) => {
    const create = createPolicy('public', table, {
      ...policy,
      name: `"${name.replaceAll('"', '""')}"`,
      verb: verb as 'select',
      roles: roles.split(','),
    });
    return `begin ${create}; exception when others then null; end;`;
  });
  await session.transaction((sql) =>
    sql.query(`do $take_over$ begin ${statements.join('\n')} end $take_over$`),
  );
}

function sameServer(a: string, b: string): boolean {
  return new URL(a).host === new URL(b).host;
}
