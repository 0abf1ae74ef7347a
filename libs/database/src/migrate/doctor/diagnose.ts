import { inDependencyOrder, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';

import { brokenSince } from '../compile/compile-guard.js';
import { compileReport, type CompileReport } from '../compile/compile-problems.js';
import { takeOver } from '../effects/observe-steps.js';
import { ensureLedger, ledgerOf, type LedgerRow } from '../ledger.js';
import { policiesIn, type PolicyRow } from '../rights/rights-drift.js';
import { withScratch } from '../scratch/scratch-database.js';
import { type MigratorSession, type SessionOptions, withLock, withSession } from '../session.js';
import { applyStep } from '../step-runner.js';
import { pendingOf, type Step, stepsOf } from '../steps.js';
import { type ChangedThing, changedThings, namedThings } from './named-things.js';
import { names, short, type User, usersOfThings } from './users-of-things.js';

export interface DiagnoseOptions extends SessionOptions {
  readonly modules: readonly ModuleManifest[];
}

/** Something that uses what a pending step changes. */
export interface AffectedUser {
  readonly object: string;
  /** What it uses of that. */
  readonly uses: readonly string[];
  /**
   * `compiles`: it was tried, and does afterwards. `broken`: it was tried, and does not. `gone`: the step removes it.
   * `look`: it is not of our modules and could not be tried; its text, or the dependency catalog, names what changes.
   */
  readonly after: 'compiles' | 'broken' | 'gone' | 'look';
}

export interface PendingDiagnosis {
  /** `module/id`. */
  readonly step: string;
  /** Tables, columns, functions and types that it removes, renames or gives another shape. */
  readonly changes: readonly string[];
  readonly users: readonly AffectedUser[];
  /** Sentences: what would not compile, what could not be tried but names what goes, or why the step fails. */
  readonly problems: readonly string[];
}

export interface Diagnosis {
  /** Sentences about what is broken now. */
  readonly broken: readonly string[];
  /** How many views, functions, defaults, checks and policies were looked at. */
  readonly checked: number;
  readonly notChecked: CompileReport['notChecked'];
  /** The pending steps, in the order in which they would run. */
  readonly pending: readonly PendingDiagnosis[];
}

/**
 * Which views, functions and policies are broken now, and which ones each pending step would break. The pending steps run
 * on a scratch database; the given one is only read, and what it has beyond our modules is found by the names it uses.
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const modules = inDependencyOrder(options.modules);
  const steps = await stepsOf(modules);
  const live = await withSession(options, readLive);
  const pending = pendingOf(steps, live.ledger);
  const found =
    pending.length === 0
      ? []
      : await new Trial(options, steps, new Set(pending.map(({ key }) => key)), live).run();
  return {
    broken: live.report.problems.map(({ sentence }) => sentence),
    checked: live.report.checked.size,
    notChecked: live.report.notChecked,
    pending: found,
  };
}

interface Live {
  readonly ledger: readonly LedgerRow[];
  readonly report: CompileReport;
  /** What is not of our modules. */
  readonly others: readonly User[];
  readonly policies: readonly PolicyRow[];
}

async function readLive(session: MigratorSession): Promise<Live> {
  const ledger = await ledgerOf(session);
  const nothing: CompileReport = { problems: [], checked: new Set(), notChecked: [] };
  if (ledger.length === 0) return { ledger, report: nothing, others: [], policies: [] };
  return session.transaction(async (sql) => ({
    ledger,
    report: await compileReport(sql),
    others: (await usersOfThings(sql)).filter(({ ours }) => !ours),
    policies: await policiesIn(sql, `'public'::regnamespace`),
  }));
}

class Trial {
  constructor(
    private readonly options: DiagnoseOptions,
    private readonly steps: readonly Step[],
    private readonly pending: ReadonlySet<string>,
    private readonly live: Live,
  ) {}

  run(): Promise<PendingDiagnosis[]> {
    return withScratch(this.options, (scratch) =>
      withLock({ ...scratch, patience: this.options.patience }, async (session) => {
        await session.query('set jit = off');
        await session.transaction((sql) => ensureLedger(sql));
        for (const step of this.steps.filter(({ key }) => !this.pending.has(key)))
          await applyStep(session, step);
        if (this.live.policies.length > 0) await takeOver(session, this.live.policies);
        const found: PendingDiagnosis[] = [];
        for (const step of this.steps.filter(({ key }) => this.pending.has(key))) {
          const diagnosis = await this.tryStep(session, step);
          found.push(diagnosis);
          if (diagnosis.problems.some((problem) => problem.startsWith(`${step.key} failed`))) break;
        }
        return found;
      }),
    );
  }

  private async tryStep(session: MigratorSession, step: Step): Promise<PendingDiagnosis> {
    if (step.kind === 'data') return { step: step.key, changes: [], users: [], problems: [] };
    const before = await session.transaction(look);
    try {
      await applyStep(session, step);
    } catch (error) {
      return { step: step.key, changes: [], users: [], problems: [(error as Error).message] };
    }
    const after = await session.transaction(look);
    const changed = changedThings(before.things, after.things);
    const problems = this.live.ledger.length === 0 ? [] : brokenSince(before.report, after.report);
    const users = [
      ...usersAmong(before.users, changed).map(({ user, uses }) => ({
        object: user.object,
        uses,
        after: stateAfter(user.object, after),
      })),
      ...usersAmong(this.live.others, changed).map(({ user, uses }) => ({
        object: user.object,
        uses,
        after: 'look' as const,
      })),
    ];
    const looks = users
      .filter(({ after: state }) => state === 'look')
      .map(({ object, uses }) => `${object} is not of these modules and names ${uses.join(', ')}`);
    return { step: step.key, changes: changed.map(words), users, problems: [...problems, ...looks] };
  }
}

interface Look {
  readonly things: Awaited<ReturnType<typeof namedThings>>;
  readonly users: readonly User[];
  readonly report: CompileReport;
}

async function look(sql: SqlRunner): Promise<Look> {
  return {
    things: await namedThings(sql),
    users: await usersOfThings(sql),
    report: await compileReport(sql),
  };
}

function usersAmong(
  users: readonly User[],
  changed: readonly ChangedThing[],
): { readonly user: User; readonly uses: readonly string[] }[] {
  return users.flatMap((user) => {
    const uses = changed.filter((thing) => names(user, thing)).map(({ name }) => short(name));
    return uses.length > 0 ? [{ user, uses }] : [];
  });
}

function stateAfter(object: string, { users, report }: Look): AffectedUser['after'] {
  if (report.problems.some((problem) => problem.object === object)) return 'broken';
  return users.some((user) => user.object === object) || report.checked.has(object) ? 'compiles' : 'gone';
}

function words({ kind, name, how }: ChangedThing): string {
  return `${kind} ${short(name)} ${how === 'gone' ? 'is removed or renamed' : 'gets another type'}`;
}
