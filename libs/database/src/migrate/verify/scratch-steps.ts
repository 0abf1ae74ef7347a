import { inDependencyOrder, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';

import { catalogLines } from '../catalog/catalog-lines.js';
import { brokenSince, changesWhatExists } from '../compile/compile-guard.js';
import { compileReport, type CompileReport } from '../compile/compile-problems.js';
import { ensureLedger, readLedger } from '../ledger.js';
import { PLATFORM } from '../platform/index.js';
import { desiredRights } from '../rights/desired-rights.js';
import { setRights } from '../rights/set-rights.js';
import type { MigratorSession } from '../session.js';
import { applyStep, isOneTransaction, takeStepBack } from '../step-runner.js';
import { type Step, stepsOf } from '../steps.js';
import { rowLines, tablesThere } from './row-lines.js';

/** All of a database that must be the same again: lines of its catalog and of its rows. */
export type Lines = readonly string[];

/** Steps run up and down on a database that is thrown away. Rights are set after each move as the migrator does. */
export class ScratchSteps {
  /** The modules that had rights when they were set last. */
  private complete = '';
  private compiled: CompileReport = { problems: [], checked: new Set(), notChecked: [] };
  /** Sentence → the step that made what needs later steps. */
  private readonly unfinished = new Map<string, string>();

  private constructor(
    private readonly session: MigratorSession,
    private readonly modules: readonly ModuleManifest[],
    readonly steps: readonly Step[],
    /** The migrator's own tables, whose rows tell what it did. */
    private readonly bookkeeping: ReadonlySet<string>,
  ) {}

  static async on(session: MigratorSession, modules: readonly ModuleManifest[]): Promise<ScratchSteps> {
    const ordered = inDependencyOrder(modules);
    await session.transaction((sql) => ensureLedger(sql));
    await setRights(session, []);
    const bookkeeping = await session.transaction(tablesThere);
    return new ScratchSteps(session, ordered, await stepsOf(ordered), bookkeeping);
  }

  async up(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await applyStep(this.session, step);
    await this.mendRights();
  }

  /** Takes steps back, the last first. */
  async down(steps: readonly Step[]): Promise<void> {
    const keys = new Set(steps.map(({ key }) => key));
    await this.mendRights(keys);
    for (const step of [...steps].reverse()) await takeStepBack(this.session, step);
    await this.mendRights();
  }

  /** Runs a step outside a transaction once more, as after it was cut off at its end. */
  async again(step: Step, direction: 'up' | 'down'): Promise<void> {
    if (step.kind === 'data' || isOneTransaction(step)) return;
    await this.session.outsideTransaction((sql) => step.migration[direction](sql));
  }

  lines(): Promise<Lines> {
    return this.session.transaction(async (sql) => [
      ...(await catalogLines(sql)),
      ...(await rowLines(sql, this.bookkeeping)),
    ]);
  }

  /** Sentences about what does not compile. */
  async broken(): Promise<string[]> {
    return (await this.session.transaction(compileReport)).problems.map(({ sentence }) => sentence);
  }

  /** Sentences about what compiled before this step, which ran just now, and does not any more. */
  async brokenBy(step: Step): Promise<string[]> {
    if (step.kind === 'data') return [];
    if (!changesWhatExists(step.sql) && !/\b(function|procedure|view|trigger)\b/i.test(step.sql.join()))
      return [];
    const report = await this.session.transaction(compileReport);
    const broken = brokenSince(this.compiled, report);
    const found = new Set(report.problems.map(({ sentence }) => sentence));
    for (const sentence of this.unfinished.keys()) if (!found.has(sentence)) this.unfinished.delete(sentence);
    for (const sentence of found)
      if (!broken.includes(sentence) && !this.unfinished.has(sentence))
        this.unfinished.set(sentence, step.key);
    this.compiled = report;
    return broken;
  }

  /** What no step made compile: sentences, by the step that they came with. */
  neverCompiled(): Map<string, string[]> {
    const left = new Map<string, string[]>();
    for (const [sentence, step] of this.unfinished) left.set(step, [...(left.get(step) ?? []), sentence]);
    return left;
  }

  /** Sets the rights if other modules have some now than when they were set last; `without` these steps. */
  private async mendRights(without: ReadonlySet<string> = new Set()): Promise<void> {
    const ledger = (await this.session.transaction(readLedger)).filter(
      ({ module, id }) => !without.has(`${module}/${id}`),
    );
    const applied = new Set(ledger.map(({ module, id }) => `${module}/${id}`));
    const pending = new Set(this.steps.filter(({ key }) => !applied.has(key)).map(({ module }) => module));
    // The platform's steps make what setting rights needs, and required modules have their rights together.
    const whole =
      !pending.has(PLATFORM) && this.modules.every(({ name, required }) => !required || !pending.has(name));
    const complete = whole
      ? this.modules.filter(({ name }) => !pending.has(name)).map(({ name }) => name)
      : [];
    if (complete.join() === this.complete) return this.session.transaction((sql) => this.closeNew(sql));
    this.complete = complete.join();
    await setRights(this.session, desiredRights(this.modules, this.steps, ledger));
  }

  /** What setting the rights does with tables of modules whose steps are not all applied: they are closed to everybody. */
  private async closeNew(sql: SqlRunner): Promise<void> {
    const declared = this.modules.flatMap(({ tables }) => tables.map(({ name }) => name));
    const open = (await sql.query(
      `select oid::regclass::text as name from pg_class
        where relnamespace = 'public'::regnamespace and relname = any ($1) and not relrowsecurity`,
      [declared],
    )) as { name: string }[];
    for (const { name } of open) await sql.query(`alter table ${name} enable row level security`);
  }
}
