import { setImmediate as nextTurn } from 'node:timers/promises';

import type { UploadedFile } from '../format/import-format.js';
import type { ReadRow } from '../format/read-rows.js';
import type { Problem, RecordSink } from '../format/record-sink.js';
import { BatchBuilder } from './batch-builder.js';
import { tidyText } from './clean-text.js';
import { KindCounter } from './kind-counts.js';
import type { BatchRange, CountsByKind, FromReader, ReadProblem } from './messages.js';
import { problemOf } from './row-check.rules.js';
import { SeriesBook } from './series-book.js';

const ROWS_PER_BATCH = 5000;
const SIZE_PER_BATCH = 4_000_000;
const MOST_UNACKNOWLEDGED = 4;
/** How long the reader may keep the thread before it looks whether it was told something. */
const TURN_MS = 100;

export interface SinkOptions {
  readonly patientId: string;
  readonly stored: readonly BatchRange[];
  /** Problems told one by one. */
  readonly problems: number;
}

/** Thrown by `ready` after `cancel`; formats let it pass. */
export class ReadingCancelled extends Error {}

/**
 * Makes numbered batches of what a format reads. A batch ends with the record that brings it to 5000 rows or some 4 million
 * characters, and nothing else ends one, so that the same records give the same batches. What cannot be stored is quarantined here,
 * whatever the format thought of it, so that a batch is stored whole.
 */
export class BatchingSink implements RecordSink {
  private readonly counter = new KindCounter();
  private readonly series: SeriesBook;
  private batch: BatchBuilder;
  private quarantined: ReadProblem[] = [];
  private notes: ReadProblem[] = [];
  private toldQuarantined = 0;
  private toldNotes = 0;
  private file = '';
  private unacknowledged = 0;
  private cancelled = false;
  private turnedAt = performance.now();
  private wake: () => void = () => undefined;

  constructor(
    private readonly options: SinkOptions,
    private readonly tell: (message: FromReader) => void,
  ) {
    this.series = new SeriesBook(options.patientId);
    this.batch = this.begin(0);
  }

  get records(): number {
    return this.counter.records;
  }

  /** All that was told, after `finish`. */
  get totals(): CountsByKind {
    return this.counter.totals;
  }

  /** Notes in all. */
  get noteCount(): number {
    return this.toldNotes;
  }

  open(file: UploadedFile): void {
    this.file = file.path;
  }

  add(kind: string, at: number, told: ReadRow | readonly ReadRow[]): void {
    const rows = isList(told) ? told : [told];
    if (rows.length === 0) throw new Error(`A record of kind ${kind} was added without rows.`);
    for (const row of rows) {
      const problem = this.problemOf(row);
      if (problem) {
        this.quarantine(kind, at, problem);
        return;
      }
    }
    const onCut = (field: string) =>
      this.note(at, { field, reason: 'is too long; only its beginning was kept' });
    this.batch.open(this.counter.count(kind, 'added'), this.file, lineOf(at));
    for (const row of rows) {
      if (row.type === 'measurement') this.batch.addMeasurement(row, this.series.get(row.series), onCut);
      else this.batch.addOther(row, onCut);
    }
    if (this.batch.rows >= ROWS_PER_BATCH || this.batch.size >= SIZE_PER_BATCH) this.flush();
  }

  skip(kind: string, count = 1): void {
    if (count > 0) this.counter.count(kind, 'skipped', count);
  }

  quarantine(kind: string, at: number, problem: Problem): void {
    const name = this.counter.count(kind, 'quarantined');
    this.toldQuarantined += 1;
    if (this.toldQuarantined > this.options.problems) return;
    this.quarantined.push(problemAt(this.file, at, problem, name));
  }

  note(at: number, problem: Problem): void {
    this.noteIn(this.file, at, problem);
  }

  /** A note about another file than the open one. */
  noteIn(file: string, at: number, problem: Problem): void {
    this.toldNotes += 1;
    if (this.toldNotes <= this.options.problems) this.notes.push(problemAt(file, at, problem));
  }

  async ready(): Promise<void> {
    if (performance.now() - this.turnedAt > TURN_MS) {
      await nextTurn();
      this.turnedAt = performance.now();
    }
    while (this.unacknowledged > MOST_UNACKNOWLEDGED && !this.cancelled) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    if (this.cancelled) throw new ReadingCancelled();
  }

  acknowledge(): void {
    this.unacknowledged -= 1;
    this.wake();
  }

  cancel(): void {
    this.cancelled = true;
    this.wake();
  }

  /** Tells what is left; answers how many batches there were. */
  finish(): number {
    const { rows } = this.batch;
    const left = rows > 0 || this.counter.hasRecent || this.quarantined.length > 0 || this.notes.length > 0;
    if (left) this.flush();
    return this.batch.number;
  }

  private problemOf(row: ReadRow): Problem | undefined {
    return (row.type === 'measurement' ? this.series.get(row.series).problem : undefined) ?? problemOf(row);
  }

  private flush(): void {
    const { batch, quarantined, notes } = this;
    const counts = this.counter.takeRecent();
    this.quarantined = [];
    this.notes = [];
    if (this.isStored(batch.number)) this.tell({ type: 'stored', number: batch.number });
    else {
      this.unacknowledged += 1;
      this.tell({ type: 'batch', batch: batch.finish(counts, quarantined, notes) });
    }
    this.batch = this.begin(batch.number + 1);
  }

  private begin(number: number): BatchBuilder {
    return new BatchBuilder(number, this.options.patientId, this.isStored(number));
  }

  private isStored(number: number): boolean {
    return this.options.stored.some(([first, last]) => number >= first && number <= last);
  }
}

const isList = (told: ReadRow | readonly ReadRow[]): told is readonly ReadRow[] => Array.isArray(told);

const lineOf = (at: number) => (Number.isSafeInteger(at) && at > 0 ? at : 0);

function problemAt(file: string, at: number, { field, reason }: Problem, kind?: string): ReadProblem {
  return {
    file,
    line: lineOf(at),
    ...(kind === undefined ? {} : { kind }),
    ...(field === undefined ? {} : { field: tidyText(field, 200) }),
    reason: tidyText(reason, 500),
  };
}
