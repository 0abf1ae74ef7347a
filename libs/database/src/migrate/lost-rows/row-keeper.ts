import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import { type Beside, isOneTransaction } from '../step-runner.js';
import type { Step } from '../steps.js';
import { type DroppedRows, forgetDropped, readDropped } from './dropped-rows.js';
import { foresee, type ForeseenChanges, NO_CHANGES } from './foreseen-changes.js';
import { eachOnce, lossesOf, type LostRows } from './lost-rows.js';
import { type Suspicion, suspicionOf } from './may-lose.js';
import type { StepChanges } from './observed-changes.js';
import { restoringRows } from './restore-rows.js';
import { type Section, sectionsOf } from './rows-file.js';
import type { Direction } from './rows-file-format.js';
import { RowsFileWriter } from './rows-file-writer.js';
import { refusal, savingRows, UnforeseenLoss } from './save-rows.js';

export interface RowOptions {
  /** Path of a file, which must not be there, for the rows that are lost. Without it no step runs that would lose one. */
  readonly dropData?: string;
  /** Files that rows were written to when they were lost: what the steps taken now once lost is put back from them. */
  readonly restore?: readonly string[];
}

const OPPOSITE: Readonly<Record<Direction, Direction>> = { up: 'down', down: 'up' };
const ATTEMPTS = 5;

/** What steps would lose. `before`: the applied steps, in order. */
export async function foreseeLosses(
  session: MigratorSession,
  direction: Direction,
  before: readonly Step[],
  taken: readonly Step[],
): Promise<ForeseenChanges> {
  if (direction === 'down')
    return taken.length === 0 ? NOTHING : foresee(session.options, { up: before, down: taken });
  if (before.length === 0) return NOTHING;
  const suspicions = new Map<Step, Suspicion>();
  for (const step of taken) {
    const suspicion = step.kind === 'schema' ? await suspicionOf(step.sql) : 'nothing';
    if (suspicion !== 'nothing') suspicions.set(step, suspicion);
  }
  if (suspicions.size === 0) return NOTHING;
  const seen = await foresee(session.options, { up: [...before, ...taken] });
  return {
    ...seen,
    of: (step, way) => {
      const suspicion = way === 'up' ? suspicions.get(step) : undefined;
      if (suspicion === undefined) return NO_CHANGES;
      const changes = seen.of(step, way);
      return suspicion === 'rows' ? changes : { ...changes, rewritten: [] };
    },
    isWatched: (step) => suspicions.get(step) === 'rows',
  };
}

const NOTHING: ForeseenChanges = { of: () => NO_CHANGES, isBookkeeping: () => false, isWatched: () => false };

/** Counts in this database what the steps would lose. Runs as the owner. */
export async function countLosses(
  sql: SqlRunner,
  direction: Direction,
  foreseen: ForeseenChanges,
  taken: readonly Step[],
): Promise<LostRows[]> {
  const losses: LostRows[] = [];
  for (const step of taken) losses.push(...(await lossesOf(sql, step.key, foreseen.of(step, direction))));
  return eachOnce(losses);
}

/** Runs steps so that no row is lost unless it is in a file, and puts rows back that were. */
export class RowKeeper {
  private constructor(
    private readonly session: MigratorSession,
    private readonly direction: Direction,
    private readonly foreseen: ForeseenChanges,
    private readonly sections: ReadonlyMap<string, Section>,
    private readonly file: RowsFileWriter | null,
  ) {}

  /** Refuses, before anything is changed, losses without a file, and files that are damaged or not the right ones. */
  static async open(
    session: MigratorSession,
    direction: Direction,
    before: readonly Step[],
    taken: readonly Step[],
    { dropData, restore = [] }: RowOptions,
  ): Promise<RowKeeper> {
    const sections: Section[] = [];
    for (const file of restore) sections.push(...(await sectionsOf(file)));
    const noted = await session.transaction((sql) => readDropped(sql, OPPOSITE[direction]));
    const log = (line: string) => session.options.log?.(line);
    const chosen = chooseSections(taken, OPPOSITE[direction], noted, sections, restore.length > 0, log);
    const foreseen = await foreseeLosses(session, direction, before, taken);
    for (const step of before.length > 0 ? taken : []) await refuseUnseenLoss(step, direction);
    if (dropData === undefined && foreseen !== NOTHING) {
      const losses = await session.transaction((sql) => countLosses(sql, direction, foreseen, taken));
      const lost = losses.filter(({ rows }) => rows > 0);
      if (lost.length > 0) throw new Error(refusal(lost));
    }
    const file = dropData === undefined ? null : new RowsFileWriter(dropData, () => databaseName(session));
    return new RowKeeper(session, direction, foreseen, chosen, file);
  }

  /** The file that rows were written to; null when no row was lost. */
  get written(): string | null {
    return this.file?.used ? this.file.path : null;
  }

  /** Runs one step with `act`, with this work beside it in its transaction. */
  async run(step: Step, act: (beside: Beside) => Promise<void>, more: Beside = {}): Promise<void> {
    if (step.kind === 'data') return act(more);
    const section = this.sections.get(step.key);
    if (section) {
      // What is put back is how the rows were after this step: nothing that it takes away now is missed.
      const restoring = restoringRows(this.session, step, section, (line) =>
        this.session.options.log?.(line),
      );
      const forgetting = { before: (sql: SqlRunner) => forgetDropped(sql, step, this.direction) };
      return act(inTurn(forgetting, restoring, more));
    }
    let losing = this.foreseen.of(step, this.direction);
    for (let attempt = 1; ; attempt++) {
      const saving = savingRows(this.session, {
        step,
        direction: this.direction,
        losing,
        alsoKept: this.direction === 'down' ? this.foreseen.of(step, 'up').rewritten : [],
        file: this.file,
        watch: this.foreseen.isWatched(step) ? this.foreseen : null,
      });
      try {
        await act(inTurn(saving, more));
        this.file?.keep();
        return;
      } catch (error) {
        const { cause } = error as Error;
        if (!(cause instanceof UnforeseenLoss) || attempt === ATTEMPTS) throw error;
        losing = joined(losing, cause.changes);
      }
    }
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}

/** Of each step the section that the database tells of; where it tells of none, the last one. */
function chooseSections(
  taken: readonly Step[],
  direction: Direction,
  noted: readonly DroppedRows[],
  sections: readonly Section[],
  restoring: boolean,
  log: (line: string) => void,
): Map<string, Section> {
  const chosen = new Map<string, Section>();
  for (const { key } of taken) {
    const own = sections.filter((section) => section.section === key && section.direction === direction);
    const note = noted.find((candidate) => candidate.key === key);
    const section = own.find(({ sha256 }) => sha256 === note?.sha256) ?? own.at(-1);
    if (section) chosen.set(key, section);
    if (!note) continue;
    if (!restoring)
      log(`${note.rows} rows of ${key} are in ${note.file}; they are not put back without --restore`);
    else if (!section)
      throw new Error(
        `${note.rows} rows of ${key} were written to ${note.file}: name that file, too. Nothing was put back.`,
      );
    else if (section.sha256 !== note.sha256)
      log(
        `the rows of ${key} come from ${section.file}, not from ${note.file}, where those are that went last`,
      );
  }
  if (restoring && chosen.size === 0) log('none of these steps has rows in the file: nothing is put back');
  return chosen;
}

/** Outside a transaction nobody can watch what a statement does to rows, nor save them together with it. */
async function refuseUnseenLoss(step: Step, direction: Direction): Promise<void> {
  if (step.kind === 'data' || isOneTransaction(step)) return;
  if ((await suspicionOf(direction === 'up' ? step.sql : step.downSql)) !== 'rows') return;
  throw new Error(
    `${step.key} is not one transaction and may delete rows, which cannot be saved together with it: that has to be another step.`,
  );
}

function inTurn(...parts: readonly Beside[]): Required<Beside> {
  return {
    before: async (sql) => {
      for (const part of parts) await part.before?.(sql);
    },
    after: async (sql) => {
      for (const part of parts) await part.after?.(sql);
    },
  };
}

function joined(a: StepChanges, b: StepChanges): StepChanges {
  const both = (x: readonly string[], y: readonly string[]) => [...new Set([...x, ...y])];
  return {
    dropped: both(a.dropped, b.dropped),
    columns: [...a.columns, ...b.columns],
    rewritten: both(a.rewritten, b.rewritten),
    sequences: both(a.sequences, b.sequences),
  };
}

async function databaseName(session: MigratorSession): Promise<string> {
  const [row] = (await session.query('select current_database() as name')) as { name: string }[];
  return row?.name ?? '';
}
