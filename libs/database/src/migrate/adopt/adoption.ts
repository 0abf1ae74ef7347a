import type { MigratorOptions } from '../migrator-options.js';
import { inDependencyOrder } from '@carenode/module-kit';
import { DataSteps } from '../data/data-steps.js';
import { withSession } from '../session.js';
import { AdoptionError } from './adoption-error.js';
import { beginAdoption } from './begin.js';
import { readState } from './bookkeeping.js';
import { finishAdoption, type Finished, type FinishOptions } from './finish.js';
import { type Choices, inspectDatabase } from './inspect.js';
import { type PhaseOptions, type Proofs, runPhases } from './phases.js';
import { blocking, type Plan } from './plan.js';
import { adoptionStatus, type AdoptionStatus } from './status.js';
import { undoAdoption, type Undone, type UndoOptions } from './undo.js';

/** A copy of the database, for trying the adoption on. */
export interface DatabaseCopy {
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** Makes a copy of the live database with its rows; throws, saying what it would need, where that cannot be done. */
export type CopyDatabase = () => Promise<DatabaseCopy>;

export interface ApplyOptions extends PhaseOptions {
  /** Ways chosen other than those that the inspection takes, by the id of the conflict. */
  readonly choices?: Choices;
  /** Where the whole adoption is tried before; null to go without. */
  readonly branch: CopyDatabase | null;
}

export interface Applied extends Proofs {
  /** What was proven on the copy; null where it was not tried there, now or before. */
  readonly onBranch: Proofs | null;
}

/** Takes over the database of another application, which works on meanwhile. */
export class Adoption {
  private readonly options: MigratorOptions;

  constructor(options: MigratorOptions) {
    this.options = { ...options, modules: inDependencyOrder(options.modules) };
  }

  /** What an adoption would do, and what is in its way. Changes nothing. */
  async inspect(choices: Choices = {}): Promise<Plan> {
    if (await this.isBegun())
      throw new AdoptionError('The adoption has begun; see: carenode migrate adopt status');
    return inspectDatabase(this.options, this.options.modules, choices);
  }

  /** Begins the adoption, on a copy first, or goes on with one that was cut off. Returns what was proven. */
  async apply(options: ApplyOptions): Promise<Applied> {
    let onBranch: Proofs | null = null;
    if (!(await this.isBegun())) {
      const plan = await inspectDatabase(this.options, this.options.modules, options.choices);
      const blocks = blocking(plan);
      if (blocks.length > 0) throw new AdoptionError(`The plan cannot be applied:\n${blocks.join('\n')}`);
      if (options.branch) onBranch = await this.tryOnBranch(options.branch, plan);
      await beginAdoption(this.options, plan);
    }
    const proofs = await runPhases(this.options, options);
    await this.runDataSteps();
    return { ...proofs, onBranch };
  }

  /** How far it is; null where none has begun. */
  status(): Promise<AdoptionStatus | null> {
    return adoptionStatus(this.options);
  }

  /** Takes it back, before it is finished. */
  undo(options: UndoOptions): Promise<Undone> {
    return undoAdoption(this.options, options);
  }

  /** Ends the old application's part in it. */
  async finish(options: FinishOptions = {}): Promise<Finished> {
    const finished = await finishAdoption(this.options, options);
    await this.runDataSteps();
    return finished;
  }

  /** The steps that change rows ran before these came in: they run again over them. */
  private async runDataSteps(): Promise<void> {
    const steps = new DataSteps(this.options);
    for (const { module, id, state } of await steps.list())
      if (state === 'applied' || state === 'unfinished') {
        const key = `${module}/${id}`;
        this.options.log?.(`running ${key} over the rows that came in`);
        await steps.run(key);
      }
  }

  private async tryOnBranch(copy: CopyDatabase, plan: Plan): Promise<Proofs> {
    this.options.log?.('trying the adoption on a copy of the database');
    const branch = await copy();
    try {
      const options = { ...this.options, adminUrl: branch.adminUrl };
      const database = decodeURIComponent(new URL(branch.adminUrl).pathname.slice(1));
      await beginAdoption(options, { ...plan, database });
      return await runPhases(options, { disconnect: true });
    } finally {
      await branch.drop();
    }
  }

  private async isBegun(): Promise<boolean> {
    return withSession(
      this.options,
      async (session) => (await session.mayActAsOwner()) && (await session.transaction(readState)) !== null,
    );
  }
}
