import { inDependencyOrder, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';

import { downTargets, upTargets } from './targets.js';
import { ensureLedger, type LedgerRow, readLedger } from './ledger.js';
import { tablesDropped } from './losses.js';
import type {
  DownOptions,
  Losses,
  MigrationStatus,
  MigratorOptions,
  PlannedStep,
  UpOptions,
} from './migrator-options.js';
import { declaredRights, desiredRights } from './rights/desired-rights.js';
import { rightsDifferences } from './rights/rights-drift.js';
import { gainsRefused, gainsWithoutName, type PendingRights, pendingRights } from './rights/rights-gains.js';
import { rightsAreAsRemembered } from './rights/rights-memo.js';
import { setRights } from './rights/set-rights.js';
import { OWNER_ROLE } from './roles.js';
import { type MigratorSession, withLock, withSession } from './session.js';
import { applyStep, isOneTransaction, takeStepBack } from './step-runner.js';
import { ledgerProblems, pendingOf, type Step, stepsOf } from './steps.js';

/** Brings a database to what the modules declare: their steps, in dependency order, then their rights. */
export class Migrator {
  readonly modules: readonly ModuleManifest[];

  constructor(readonly options: MigratorOptions) {
    this.modules = inDependencyOrder(options.modules);
  }

  /** What is applied and what is not. Changes nothing, and works on a database that was never migrated. */
  async status(): Promise<MigrationStatus> {
    const steps = await stepsOf(this.modules);
    return withSession(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      const rows = new Map(ledger.map((row) => [`${row.module}/${row.id}`, row]));
      const drift =
        ledger.length === 0
          ? []
          : await session.transaction((sql) =>
              rightsDifferences(sql, desiredRights(this.modules, steps, ledger)),
            );
      return {
        steps: steps.map(({ module, id, why, key }) => {
          const row = rows.get(key);
          return {
            module,
            id,
            why,
            state: row ? 'applied' : 'pending',
            appliedAt: row?.applied_at.toISOString() ?? null,
            durationMs: row?.duration_ms ?? null,
          };
        }),
        problems: ledgerProblems(steps, ledger),
        drift: drift.map((difference) => difference.words),
      };
    });
  }

  /** What `up` would change now about who may do what. Changes nothing; on an empty database everything is new. */
  async rightsChange(): Promise<PendingRights> {
    return withSession(this.options, async (session) => {
      const declared = declaredRights(this.modules);
      if ((await ledgerOf(session)).length === 0) {
        return { gained: [], lost: [], unnamed: [], newTables: declared.map(({ table }) => table) };
      }
      return session.transaction((sql) => pendingRights(sql, declared, this.modules));
    });
  }

  /** The SQL that `up` would run, step by step. Changes nothing. */
  async plan(): Promise<PlannedStep[]> {
    const steps = await stepsOf(this.modules);
    const ledger = await withSession(this.options, ledgerOf);
    return pendingOf(steps, ledger).flatMap((step) =>
      step.kind === 'data'
        ? []
        : [
            {
              module: step.module,
              id: step.id,
              why: step.why,
              transaction: isOneTransaction(step),
              sql: step.sql,
            },
          ],
    );
  }

  /**
   * Applies what is pending, each step together with its ledger row, then mends the rights. Any number of migrators may
   * run at once: one applies, the others wait and find nothing to do. Returns the steps applied here. With
   * `unlessCurrent`, a database on which neither steps nor rights have changed since the last time is left as it is,
   * after one look instead of the full comparison. Refuses, before anything is changed, rights which nobody has named that
   * tables with rights would get beyond those declared last.
   */
  async up(options: UpOptions = {}): Promise<string[]> {
    const steps = await stepsOf(this.modules);
    if (options.unlessCurrent && (await this.isCurrent(steps))) return [];
    return withLock(this.options, async (session) => {
      await session.transaction((sql) => ensureLedger(sql));
      const ledger = await ledgerOf(session);
      refuseProblems(ledgerProblems(steps, ledger));
      await this.refuseGains(session, options.approveGains);
      const applied: string[] = [];
      for (const step of upTargets(this.modules, steps, ledger, options)) {
        await applyStep(session, step, options.beside?.(step));
        applied.push(step.key);
        this.options.log?.(`applied ${step.key}`);
      }
      await this.mendRights(session, steps);
      return applied;
    });
  }

  /** What `down` with the same options would take back, and the tables that would go, with their rows. Changes nothing. */
  async losses(options: DownOptions = {}): Promise<Losses> {
    const steps = await stepsOf(this.modules);
    return withSession(this.options, async (session) => {
      const targets = downTargets(this.modules, steps, await ledgerOf(session), options);
      const keys = targets.map((row) => `${row.module}/${row.id}`);
      const taken = steps.filter((step) => keys.includes(step.key));
      const tables = keys.length === 0 ? [] : await session.transaction((sql) => tablesDropped(sql, taken));
      return { steps: keys, tables };
    });
  }

  /**
   * Takes steps back, last applied first: those of one module, or of all; down to but not including `to`. Refuses while a
   * module that requires it has later steps applied. Returns the steps taken back.
   */
  async down(options: DownOptions = {}): Promise<string[]> {
    const steps = await stepsOf(this.modules);
    return withLock(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      refuseProblems(ledgerProblems(steps, ledger));
      const targets = downTargets(this.modules, steps, ledger, options);
      const left = ledger.filter((row) => !targets.includes(row));
      const reverted: string[] = [];
      if (targets.length > 0) {
        await session.transaction((sql) => ensureLedger(sql));
        // First of all the rights: a policy may name a function that a step takes away.
        await setRights(session, desiredRights(this.modules, steps, left));
      }
      for (const row of targets) {
        const key = `${row.module}/${row.id}`;
        const step = steps.find((candidate) => candidate.key === key);
        if (!step)
          throw new Error(`${key} is not in the code, so there is no way back; load module ${row.module}.`);
        try {
          await takeStepBack(session, step);
        } catch (error) {
          await this.mendRights(session, steps);
          throw error;
        }
        reverted.push(key);
        this.options.log?.(`took back ${key}`);
      }
      await this.mendRights(session, steps);
      return reverted;
    });
  }

  private async isCurrent(steps: readonly Step[]): Promise<boolean> {
    return withSession(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      if (ledger.length === 0 || pendingOf(steps, ledger).length > 0) return false;
      if (ledgerProblems(steps, ledger).length > 0) return false;
      return session.transaction((sql) =>
        rightsAreAsRemembered(sql, desiredRights(this.modules, steps, ledger)),
      );
    });
  }

  private async mendRights(session: MigratorSession, steps: readonly Step[]): Promise<void> {
    const ledger = await ledgerOf(session);
    if (ledger.length > 0) await setRights(session, desiredRights(this.modules, steps, ledger));
  }

  private async refuseGains(session: MigratorSession, approved?: readonly string[]): Promise<void> {
    const gains = await session.transaction((sql: SqlRunner) =>
      gainsWithoutName(sql, declaredRights(this.modules), this.modules, approved),
    );
    if (gains.length > 0) throw new Error(gainsRefused(gains));
  }
}

/** The ledger, read as its owner: an admin who is no superuser has no right of its own to it. */
export async function ledgerOf(session: MigratorSession): Promise<LedgerRow[]> {
  const [owner] = (await session.query(
    `select coalesce(pg_has_role(oid, 'member'), false) as mine from pg_roles where rolname = '${OWNER_ROLE}'`,
  )) as { mine: boolean }[];
  return owner?.mine ? session.transaction(readLedger) : [];
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
