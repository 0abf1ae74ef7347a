import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';

import { catalogDifference, catalogLines } from '../../catalog/catalog-lines.js';
import { ensureLedger, ledgerOf } from '../../ledger.js';
import { declaredRights, desiredRights } from '../../rights/desired-rights.js';
import { changeWords } from '../../rights/rights-difference.js';
import { rightsDifferences } from '../../rights/rights-drift.js';
import { gainsWithoutName } from '../../rights/rights-gains.js';
import { setRights } from '../../rights/set-rights.js';
import { type MigratorSession, withLock } from '../../session.js';
import { applyStep, type Beside, isOneTransaction, takeStepBack } from '../../step-runner.js';
import { ledgerProblems, pendingOf, type Step, stepsOf } from '../../steps.js';
import type { BranchSource, OpenBranch } from '../branch.js';
import { compared, readTimes, slowerReads } from './read-times.js';
import type { BranchReport, HeldLock, ReadTime, StepReport } from './report.js';
import {
  brokenConstraints,
  type RightsState,
  rightsMoved,
  rightsState,
  isOpen,
  schemaProblems,
} from './schema-checks.js';
import { countsChanged, countTables, heldLocks } from './table-counts.js';

export interface RehearseOptions {
  /** Afterwards take every step back and apply it again: catalog and rows must come out the same. */
  readonly roundTrip?: boolean;
  /** Only the steps of these modules. */
  readonly modules?: readonly ModuleManifest[];
}

/**
 * Applies on a branch what is pending, step by step, in the order and in the kind of transactions of `up`, and looks after
 * each step what it took, what it changed and what no longer holds. A step that fails ends the rehearsal, and is a problem of
 * the report, no error.
 */
export async function rehearse(
  branch: { readonly name: string; readonly masked: boolean; readonly of: string },
  open: OpenBranch,
  source: Pick<BranchSource, 'modules' | 'log'>,
  options: RehearseOptions = {},
): Promise<BranchReport> {
  const modules = inDependencyOrder(options.modules ?? source.modules);
  const steps = await stepsOf(modules);
  const startedAt = new Date().toISOString();
  const session = {
    adminUrl: open.adminUrl,
    hostLogin: open.hostLogin,
    ...(source.log ? { log: source.log } : {}),
  };
  return withLock(session, async (own) => {
    const run = new Rehearsal(own, modules, steps);
    await run.begin();
    const whole = (await run.up()) && (!options.roundTrip || (await run.roundTrip()));
    if (whole) await run.finish();
    const { reports, problems, warnings } = run;
    const ok = problems.length === 0 && reports.every((report) => report.problems.length === 0);
    return {
      branch: branch.name,
      of: branch.of,
      masked: branch.masked,
      startedAt,
      steps: reports,
      problems,
      warnings,
      ok,
    };
  });
}

class Rehearsal {
  readonly reports: StepReport[] = [];
  readonly problems: string[] = [];
  readonly warnings: string[] = [];
  private reads: readonly ReadTime[] = [];
  private counts: ReadonlyMap<string, number> = new Map();
  private rights: RightsState = new Map();
  /** What was wrong before the first step is not its doing, nor that of any other. */
  private known = new Set<string>();
  private waiting = new Set<string>();

  constructor(
    private readonly session: MigratorSession,
    private readonly modules: readonly ModuleManifest[],
    private readonly steps: readonly Step[],
  ) {}

  async begin(): Promise<void> {
    const { session } = this;
    await analyzeUnknown(session);
    await session.transaction((sql) => ensureLedger(sql));
    const ledger = await ledgerOf(session);
    this.problems.push(...ledgerProblems(this.steps, ledger));
    if (ledger.length > 0) {
      const gains = await session.transaction((sql) =>
        gainsWithoutName(sql, declaredRights(this.modules), this.modules),
      );
      this.problems.push(
        ...gains.map((gain) => `"up" will refuse a right that nobody has approved: ${changeWords(gain)}`),
      );
      const found = await session.transaction((sql) => schemaProblems(sql));
      this.warnings.push(...found.map((words) => `before the first step: ${words}`));
      this.known = new Set(found);
    }
    this.counts = await session.transaction((sql) => countTables(sql));
    this.rights = await session.transaction((sql) => rightsState(sql));
    this.reads = await readTimes(session, this.modules);
  }

  /** False when a step failed. */
  async up(): Promise<boolean> {
    const pending = pendingOf(this.steps, await ledgerOf(this.session));
    for (const [index, step] of pending.entries()) {
      const works = await this.take(step, 'up', index < pending.length - 1, (beside) =>
        applyStep(this.session, step, beside),
      );
      if (!works) return false;
    }
    if (pending.length > 0) await this.setRights();
    return true;
  }

  async roundTrip(): Promise<boolean> {
    const { session } = this;
    const taken = this.reports.map(({ step }) => step);
    const catalog = await session.transaction((sql) => catalogLines(sql));
    const counts = this.counts;
    const ledger = await ledgerOf(session);
    const left = ledger.filter((row) => !taken.includes(`${row.module}/${row.id}`));
    await setRights(session, desiredRights(this.modules, this.steps, left));
    this.rights = await session.transaction((sql) => rightsState(sql));
    const back = this.steps.filter(({ key }) => taken.includes(key)).reverse();
    for (const step of back) {
      if (!(await this.take(step, 'down', true, (beside) => takeStepBack(session, step, beside))))
        return false;
    }
    if (!(await this.up())) return false;
    const changed = catalogDifference(catalog, await session.transaction((sql) => catalogLines(sql)));
    this.problems.push(
      ...changed.map((line) => `down and up again is not what up was: ${line.slice(0, 200)}`),
    );
    for (const { table, before, after } of countsChanged(counts, this.counts))
      this.warnings.push(`${table}: down and up again leaves ${after ?? 'no'} rows of ${before ?? 'none'}`);
    return true;
  }

  async finish(): Promise<void> {
    const { session, modules, steps } = this;
    const ledger = await ledgerOf(session);
    const end = await session.transaction(async (sql) => ({
      schema: await schemaProblems(sql),
      drift: await rightsDifferences(sql, desiredRights(modules, steps, ledger)),
      broken: await brokenConstraints(sql),
    }));
    this.problems.push(
      ...end.schema.filter((words) => !this.known.has(words)),
      ...end.drift.map(({ words }) => words),
      ...end.broken,
    );
    const reads = compared(this.reads, await readTimes(session, modules));
    this.warnings.push(...slowerReads(reads).map((words) => `with rights as declared: ${words}`));
  }

  /** Runs one step and reports on it. What a later step may still put right is a warning until the last. */
  private async take(
    step: Step,
    direction: 'up' | 'down',
    more: boolean,
    run: (beside: Beside) => Promise<void>,
  ): Promise<boolean> {
    const { session } = this;
    const problems: string[] = [];
    const warnings: string[] = [];
    let locks: HeldLock[] | null = null;
    const began = performance.now();
    const works = await run({
      after: async (sql) => {
        locks = await heldLocks(sql, this.counts);
      },
    }).then(
      () => true,
      (error: unknown) => {
        problems.push(plainWords(error, step));
        return false;
      },
    );
    const ms = performance.now() - began;
    const counts = await session.transaction((sql) => countTables(sql));
    const rights = await session.transaction((sql) => rightsState(sql));
    let reads: ReadTime[] = [];
    if (works) {
      problems.push(...rightsMoved(this.rights, rights));
      const found = await session.transaction((sql) => schemaProblems(sql));
      for (const words of found.filter((text) => !this.known.has(text))) {
        // Of tables that a module declares, row security comes with the rights, after the last step: `finish` looks then.
        if (this.modules.some(({ tables }) => tables.some(({ name }) => words === isOpen(name)))) continue;
        // Seen once is enough: it is said again at the end if it is still so.
        if (this.waiting.has(words)) continue;
        this.waiting.add(words);
        (isForLater(words) && more ? warnings : problems).push(words);
      }
      reads = compared(this.reads, await readTimes(session, this.modules));
      warnings.push(...slowerReads(reads));
    }
    this.reports.push({
      step: step.key,
      kind: step.kind,
      direction,
      ms: Math.round(ms * 10) / 10,
      locks: step.kind === 'schema' && isOneTransaction(step) ? locks : null,
      rows: countsChanged(this.counts, counts),
      slowest: reads.reduce<ReadTime | null>(
        (slow, read) => (slow && slow.after >= read.after ? slow : read),
        null,
      ),
      problems,
      warnings,
    });
    this.counts = counts;
    this.rights = rights;
    if (reads.length > 0) this.reads = reads;
    return works;
  }

  private async setRights(): Promise<void> {
    try {
      await setRights(this.session, desiredRights(this.modules, this.steps, await ledgerOf(this.session)));
    } catch (error) {
      this.problems.push(`Rights could not be set: ${(error as Error).message}`);
    }
    this.rights = await this.session.transaction((sql) => rightsState(sql));
  }
}

/** NOT VALID now and validated in a step that follows is how it should be. */
function isForLater(words: string): boolean {
  return words.includes('NOT VALID');
}

/** A database that was restored from a dump has no statistics yet. */
async function analyzeUnknown(session: MigratorSession): Promise<void> {
  const [found] = (await session.query(
    `select count(*)::int as unknown from pg_class where relkind = 'r' and reltuples < 0 and relpages > 0 and relnamespace = 'public'::regnamespace`,
  )) as { unknown: number }[];
  if (found && found.unknown > 0) await session.query('analyze');
}

/** PostgreSQL's words for what kind of failure it was, and which constraint; what a row says stands in other fields. */
function plainWords(error: unknown, step: Step): string {
  const cause = (error as { cause?: { code?: string; constraint?: string; message?: string } }).cause;
  if (!cause?.code) return (error as Error).message;
  // Messages of class 22 quote the value that was no number, no date, and so on.
  const words = cause.code.startsWith('22') ? 'a value is not as the step expects it' : cause.message;
  return `${step.key} failed: ${words} (${cause.code}${cause.constraint ? `, ${cause.constraint}` : ''})`;
}
