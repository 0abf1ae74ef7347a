import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';

import type { HostLogin } from '../roles.js';
import { withScratch } from '../scratch/scratch-database.js';
import { withLock } from '../session.js';
import type { Step } from '../steps.js';
import { catalogDifference } from '../catalog/catalog-lines.js';
import { type Lines, ScratchSteps } from './scratch-steps.js';

export interface VerifyOptions {
  /** Where scratch databases are made; beside it, where its login may not make databases. */
  readonly server: { readonly adminUrl: string; readonly hostLogin: HostLogin };
  readonly modules: readonly ModuleManifest[];
  /** Only this module, and what it requires. */
  readonly module?: string;
  /** Told what was tried, a line per step. */
  readonly log?: (line: string) => void;
}

/** A step, or a whole module, that does not come back to what was there. */
export interface VerifyProblem {
  /** `module/id` of the step, or the name of the module, or `all modules`. */
  readonly step: string;
  /** What was compared. */
  readonly what: string;
  /** As in a diff: `-` is missing, `+` is too much; or what PostgreSQL said. */
  readonly lines: readonly string[];
}

export interface VerifyReport {
  /** Steps that were taken up, down and up one by one. */
  readonly steps: number;
  /** Sets of modules that were taken up, down and up as a whole. */
  readonly wholes: readonly string[];
  readonly problems: readonly VerifyProblem[];
  readonly durationMs: number;
}

/**
 * Proves on scratch databases that every step has a way back: each step alone, and modules as a whole, go up, down and up,
 * after which catalog, rights and rows are the same; and that all views and functions compile after each step.
 */
export async function verifyMigrations(options: VerifyOptions): Promise<VerifyReport> {
  const started = performance.now();
  const modules = chosen(inDependencyOrder(options.modules), options.module);
  const run = new VerifyRun(options, modules);
  const steps = await run.eachStep();
  const wholes = await run.wholes();
  return { steps, wholes, problems: run.problems, durationMs: Math.round(performance.now() - started) };
}

class VerifyRun {
  readonly problems: VerifyProblem[] = [];

  constructor(
    private readonly options: VerifyOptions,
    private readonly modules: readonly ModuleManifest[],
  ) {}

  /** Every step, one after the other, all modules together. Returns how many were tried. */
  eachStep(): Promise<number> {
    return this.onScratch(async (scratch) => {
      let tried = 0;
      let before = await scratch.lines();
      for (const step of scratch.steps) {
        const after = await this.oneStep(scratch, step, before);
        tried++;
        if (after === null) return tried;
        before = after;
      }
      for (const [step, lines] of scratch.neverCompiled())
        this.problems.push({ step, what: 'up leaves what does not compile, after all steps too', lines });
      return tried;
    });
  }

  /** Modules as a whole: the required ones, each other with what it requires, and all. Returns what was tried. */
  wholes(): Promise<string[]> {
    return this.onScratch(async (scratch) => {
      const tried: string[] = [];
      const empty = await scratch.lines();
      const base = scratch.steps.filter(({ module }) => this.isRequired(module));
      const others = scratch.steps.filter(({ module }) => !this.isRequired(module));
      tried.push('required modules');
      const required = await this.whole(scratch, 'required modules', base, empty);
      if (required === null) return tried;
      for (const { name } of this.modules.filter((module) => !module.required)) {
        const needed = new Set(chosen(this.modules, name).map((module) => module.name));
        const steps = others.filter(({ module }) => needed.has(module));
        tried.push(name);
        if ((await this.whole(scratch, name, steps, required)) === null) return tried;
        await scratch.down(steps);
      }
      await scratch.down(base);
      tried.push('all modules');
      await this.whole(scratch, 'all modules', scratch.steps, empty);
      return tried;
    });
  }

  /** Up, down and up of a step; what is there after it, null when it could not be done. */
  private async oneStep(scratch: ScratchSteps, step: Step, before: Lines): Promise<Lines | null> {
    const started = performance.now();
    const found = this.problems.length;
    const once = await this.reach(scratch, step.key, 'up', async () => {
      await scratch.up([step]);
      this.broken(step.key, await scratch.brokenBy(step));
    });
    if (once === null) return null;
    const repeated = await this.reach(scratch, step.key, 'up, run again after it was cut off', () =>
      scratch.again(step, 'up'),
    );
    this.compare(step.key, 'up, run again after it was cut off', once, repeated);
    const back = await this.reach(scratch, step.key, 'down', async () => {
      await scratch.down([step]);
      await scratch.again(step, 'down');
    });
    if (back === null) return null;
    this.compare(step.key, 'down', before, back, ON_THE_WAY);
    const twice = await this.reach(scratch, step.key, 'up after down', () => scratch.up([step]));
    if (twice === null) return null;
    this.compare(step.key, 'up after down', once, twice);
    this.tell(step.key, started, found);
    return twice;
  }

  /** Up, down and up of several steps; what is there after them, null when it could not be done. */
  private async whole(
    scratch: ScratchSteps,
    name: string,
    steps: readonly Step[],
    before: Lines,
  ): Promise<Lines | null> {
    const started = performance.now();
    const found = this.problems.length;
    const once = await this.reach(scratch, name, 'up', () => scratch.up(steps));
    if (once === null) return null;
    const back = await this.reach(scratch, name, 'down', () => scratch.down(steps));
    if (back === null) return null;
    this.compare(name, 'down', before, back);
    const twice = await this.reach(scratch, name, 'up after down', async () => {
      await scratch.up(steps);
      this.broken(name, await scratch.broken());
    });
    if (twice === null) return null;
    this.compare(name, 'up after down', once, twice);
    this.tell(name, started, found);
    return twice;
  }

  private async reach(
    scratch: ScratchSteps,
    step: string,
    what: string,
    move: () => Promise<void>,
  ): Promise<Lines | null> {
    try {
      await move();
      return await scratch.lines();
    } catch (error) {
      this.problems.push({ step, what: `${what} fails`, lines: [(error as Error).message] });
      this.options.log?.(`${step}: ${what} fails: ${(error as Error).message}`);
      return null;
    }
  }

  private broken(step: string, lines: readonly string[]): void {
    if (lines.length > 0) this.problems.push({ step, what: 'up leaves what does not compile', lines });
  }

  private compare(step: string, what: string, before: Lines, after: Lines | null, except = NOTHING): void {
    const lines = after ? catalogDifference(before, after).filter((line) => !except.test(line)) : [];
    if (lines.length > 0) this.problems.push({ step, what: `${what} leaves a difference`, lines });
  }

  private tell(step: string, started: number, found: number): void {
    const problems = this.problems.slice(found);
    const words = problems.length === 0 ? 'the same' : problems.map(({ what }) => what).join('; ');
    this.options.log?.(`${step}: up, down, up: ${words} (${Math.round(performance.now() - started)} ms)`);
  }

  private isRequired(name: string): boolean {
    return this.modules.find((module) => module.name === name)?.required ?? true;
  }

  private onScratch<T>(work: (scratch: ScratchSteps) => Promise<T>): Promise<T> {
    return withScratch(this.options.server, (scratch) =>
      withLock(scratch, async (session) => work(await ScratchSteps.on(session, this.modules))),
    );
  }
}

const NOTHING = /^$/;

/**
 * Triggers that give whoever still writes the values of the other version the right ones: on the way up those of before are
 * on their way out, on the way back those of after. Between two steps of `changeValues` they differ; at its ends there is none.
 */
const ON_THE_WAY = /^[+-] trigger .* EXECUTE FUNCTION carenode\.map_value\(/;

/** A module, what it requires, and the required ones; all of them when none is named. */
function chosen(modules: readonly ModuleManifest[], name: string | undefined): readonly ModuleManifest[] {
  if (name === undefined) return modules;
  const wanted = new Set(modules.filter((module) => module.required).map((module) => module.name));
  const add = (needed: string) => {
    const module = modules.find((candidate) => candidate.name === needed);
    if (!module) throw new Error(`There is no module "${needed}" loaded.`);
    wanted.add(needed);
    module.requires.forEach(add);
  };
  add(name);
  return modules.filter((module) => wanted.has(module.name));
}
