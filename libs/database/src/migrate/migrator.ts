import { inDependencyOrder, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';

import { CompileGuard } from './compile/compile-guard.js';
import { finishTakenBackHalfway } from './data/finish-data-steps.js';
import { policiesNamingWithdrawn } from './enum/policy-mentions.js';
import { plannedSteps, refuseUnsafe } from './effects/plan-steps.js';
import { downTargets, upTargets } from './targets.js';
import { ensureLedger, ledgerOf, type LedgerRow, readUnfinished } from './ledger.js';
import { countLosses, foreseeLosses, RowKeeper } from './lost-rows/row-keeper.js';
import type {
  DownOptions,
  Losses,
  MigrationStatus,
  MigratorOptions,
  PlannedStep,
  PlanOptions,
  UpOptions,
} from './migrator-options.js';
import { declaredRights, desiredRights } from './rights/desired-rights.js';
import { rightsDifferences } from './rights/rights-drift.js';
import { gainsRefused, gainsWithoutName, type PendingRights, pendingRights } from './rights/rights-gains.js';
import { rightsAreAsRemembered } from './rights/rights-memo.js';
import { setRights } from './rights/set-rights.js';
import { type MigratorSession, withLock, withSession } from './session.js';
import { applyStep, takeStepBack } from './step-runner.js';
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
      const unfinished = ledger.length === 0 ? [] : await session.transaction(readUnfinished);
      const drift =
        ledger.length === 0
          ? []
          : await session.transaction((sql) =>
              rightsDifferences(sql, desiredRights(this.modules, steps, ledger)),
            );
      return {
        steps: steps.map(({ module, id, why, key, kind }) => {
          const row = rows.get(key);
          return {
            module,
            id,
            why,
            kind,
            state: row ? 'applied' : 'pending',
            unfinished: unfinished.some((begun) => begun.module === module && begun.id === id),
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

  /**
   * What `up` with the same options would run, step by step: the SQL, the locks and whom they make wait, what is lost, and
   * whether it is safe. Changes nothing; tries the steps on a scratch database unless the database is empty.
   */
  async plan(options: PlanOptions = {}): Promise<PlannedStep[]> {
    const steps = await stepsOf(this.modules);
    return withSession(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      const targets = upTargets(this.modules, steps, ledger, options);
      return plannedSteps(session, this.modules, appliedOf(steps, ledger), targets);
    });
  }

  /**
   * Applies what is pending, each step together with its ledger row, then mends the rights. Any number of migrators may
   * run at once: one applies, the others wait and find nothing to do. Returns the steps applied here. With
   * `unlessCurrent`, a database on which neither steps nor rights have changed since the last time is left as it is,
   * after one look instead of the full comparison. Refuses, before anything is changed, rights which nobody has named that
   * tables with rights would get beyond those declared last; steps that make others wait and are not named in `accept`;
   * and steps that must not run at all.
   */
  async up(options: UpOptions = {}): Promise<string[]> {
    const steps = await stepsOf(this.modules);
    if (options.unlessCurrent && (await this.isCurrent(steps))) return [];
    return withLock(this.options, async (session) => {
      await session.transaction((sql) => ensureLedger(sql));
      const ledger = await ledgerOf(session);
      refuseProblems(ledgerProblems(steps, ledger));
      refuseProblems(policiesNamingWithdrawn(this.modules, pendingOf(steps, ledger)));
      await this.refuseGains(session, options.approveGains);
      await finishTakenBackHalfway(session, steps, ledger);
      const applied: string[] = [];
      const targets = upTargets(this.modules, steps, ledger, options);
      refuseUnknown(steps, options.accept);
      await refuseUnsafe(session, this.modules, appliedOf(steps, ledger), targets, options.accept);
      const guard = new CompileGuard(ledger.length > 0);
      const keeper = await RowKeeper.open(session, 'up', appliedOf(steps, ledger), targets, options);
      try {
        for (const step of targets) {
          await keeper.run(
            step,
            (beside) => applyStep(session, step, beside),
            guard.beside(step, options.beside?.(step)),
          );
          applied.push(step.key);
          this.options.log?.(`applied ${step.key}`);
        }
      } finally {
        await keeper.close();
      }
      await this.mendRights(session, steps);
      return applied;
    });
  }

  /** What `down` with the same options would take back, and what would go with it, with its rows. Changes nothing. */
  async losses(options: DownOptions = {}): Promise<Losses> {
    const steps = await stepsOf(this.modules);
    return withSession(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      const taken = takenOf(steps, downTargets(this.modules, steps, ledger, options));
      if (taken.length === 0) return { steps: [], tables: [] };
      const foreseen = await foreseeLosses(session, 'down', appliedOf(steps, ledger), taken);
      const tables = await session.transaction((sql) => countLosses(sql, 'down', foreseen, taken));
      return { steps: taken.map(({ key }) => key), tables };
    });
  }

  /**
   * Takes steps back, last applied first: those of one module, or of all; down to but not including `to`. Refuses while a
   * module that requires it has later steps applied, and when rows would be lost without a file to write them to
   * (`dropData`). Returns the steps taken back.
   */
  async down(options: DownOptions = {}): Promise<string[]> {
    const steps = await stepsOf(this.modules);
    return withLock(this.options, async (session) => {
      const ledger = await ledgerOf(session);
      refuseProblems(ledgerProblems(steps, ledger));
      const targets = downTargets(this.modules, steps, ledger, options);
      const left = ledger.filter((row) => !targets.includes(row));
      const reverted: string[] = [];
      if (targets.length === 0) {
        await this.mendRights(session, steps);
        return reverted;
      }
      const taken = takenOf(steps, targets);
      await session.transaction((sql) => ensureLedger(sql));
      const keeper = await RowKeeper.open(session, 'down', appliedOf(steps, ledger), taken, options);
      try {
        // First of all the rights: a policy may name a function that a step takes away.
        await setRights(session, desiredRights(this.modules, steps, left));
        for (const step of taken) {
          await keeper.run(step, (beside) => takeStepBack(session, step, beside));
          reverted.push(step.key);
          this.options.log?.(`took back ${step.key}`);
        }
      } catch (error) {
        await this.mendRights(session, steps);
        throw error;
      } finally {
        await keeper.close();
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

/** The applied steps that the code has, in the order in which they were applied. */
function appliedOf(steps: readonly Step[], ledger: readonly LedgerRow[]): Step[] {
  return ledger.flatMap((row) => steps.find(({ key }) => key === `${row.module}/${row.id}`) ?? []);
}

/** The steps of these rows of the ledger. Throws for one that the code does not have. */
function takenOf(steps: readonly Step[], targets: readonly LedgerRow[]): Step[] {
  return targets.map(({ module, id }) => {
    const step = steps.find(({ key }) => key === `${module}/${id}`);
    if (!step)
      throw new Error(`${module}/${id} is not in the code, so there is no way back; load module ${module}.`);
    return step;
  });
}

function refuseUnknown(steps: readonly Step[], accepted: readonly string[] = []): void {
  const unknown = accepted.find((name) => !steps.some(({ key }) => key === name));
  if (unknown !== undefined) throw new Error(`There is no step ${unknown} to accept.`);
}

function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
