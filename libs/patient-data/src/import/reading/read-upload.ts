import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

import { patientDataErrors } from '../../patient-data.errors.js';
import type { Answers, Question } from '../format/import-format.js';
import {
  type BatchRange,
  type FromReader,
  READ_LIMITS,
  type ReadBatch,
  type ReadLimits,
  type ReadProgress,
  type ReadRefusal,
  type ReadTotals,
  type Recognised,
  type ToReader,
} from './messages.js';

export interface ReadOptions {
  /** Where the upload lies. Only read. */
  readonly path: string;
  /** What the sender calls it; for reports. */
  readonly name: string;
  /** Part of what a row is: the same reading of two patients is two rows. */
  readonly patientId: string;
  readonly answers?: Answers;
  readonly limits?: Partial<ReadLimits>;
  /** Batches of this upload that are stored already: they are counted, and not handed out again. */
  readonly stored?: readonly BatchRange[];
  /** Ends the reading; the outcome is `cancelled`. */
  readonly signal?: AbortSignal;
  /** How long a reader may say nothing, in milliseconds; a minute if absent. */
  readonly silentMs?: number;
  /** The module that the process runs; the built reader.main if absent. */
  readonly reader?: string;
}

export interface ReadHandlers {
  /** Told once, before questions and batches. */
  recognised?(recognised: Recognised): void;
  /**
   * Stores a batch. Two may be at work at once, except around a batch with clinical rows: it waits for all before it, and
   * all after it wait. The reader stops when four are waiting. A rejection ends the reading with that error.
   */
  batch(batch: ReadBatch): Promise<void>;
  /** A batch of `stored` was passed. */
  stored?(number: number): void;
  /** At least every two seconds while there is a reader. */
  progress?(progress: ReadProgress): void;
}

/** How a reading ended. Except for `read`, whatever was stored of the upload is not all of it. */
export type ReadEnd =
  | ({ readonly outcome: 'read' } & ReadTotals)
  /** Nothing was read; to be asked, and read again with the answers. */
  | { readonly outcome: 'questions'; readonly questions: readonly Question[] }
  | ({ readonly outcome: 'refused' } & ReadRefusal)
  | { readonly outcome: 'cancelled' };

/** The reader was ended from outside (killed, out of the machine's memory): reading again may go well. */
export class ReaderStopped extends Error {
  readonly retryable = true;

  constructor(signal: string) {
    super(`The reader of the file was ended from outside (${signal}).`);
    this.name = 'ReaderStopped';
  }
}

// The built file, also when this one is run from its source.
const READER = join(import.meta.dirname, '../../../dist/import/reading/reader.main.js');
// A bundle of the largest size, whole in memory, takes more than 400.
const HEAP_MIB = 512;
const AT_ONCE = 2;
const KILL_AFTER_MS = 1000;
const SILENT_MS = 60_000;
/** Looks without a word between them, after which a reader is taken for lost. */
const MOST_SILENT = 12;
/** What V8 ends a process with when its memory is used up. */
const OUT_OF_MEMORY = ['SIGABRT', 'SIGTRAP', 'SIGILL'];
const ABORTED = 134;

/**
 * Reads an upload in a process of its own, without rights: it hands out batches and decides nothing. Resolves when every
 * batch is stored. Rejects with the error of a handler, with ReaderStopped, and with `import_too_complex` when reading
 * takes more memory than it may or nothing was heard of the reader for too long.
 */
export async function readUpload(options: ReadOptions, on: ReadHandlers): Promise<ReadEnd> {
  if (options.signal?.aborted) return { outcome: 'cancelled' };
  const child = fork(options.reader ?? READER, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MIB}`, '--permission', '--allow-fs-read=*'],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    return await new Reading(child, on).follow(options);
  } finally {
    child.kill('SIGKILL');
  }
}

/** One reader process, from start to end. */
class Reading {
  private readonly waiting: ReadBatch[] = [];
  private readonly work = new Set<Promise<void>>();
  private alone = false;
  private end: ReadEnd | undefined;
  private failure: { readonly error: unknown } | undefined;
  private silent = 0;

  constructor(
    private readonly child: ChildProcess,
    private readonly on: ReadHandlers,
  ) {}

  async follow({
    signal,
    path,
    name,
    patientId,
    answers = {},
    limits,
    stored = [],
    silentMs = SILENT_MS,
  }: ReadOptions): Promise<ReadEnd> {
    const cancel = () => this.cancel();
    signal?.addEventListener('abort', cancel);
    // Counted in looks, so that a machine that slept is not taken for a silent reader.
    const timer = setInterval(() => this.look(), silentMs / MOST_SILENT);
    this.child.on('message', (message: FromReader) => this.take(message));
    this.tell({
      type: 'start',
      path,
      name,
      patientId,
      answers,
      limits: { ...READ_LIMITS, ...limits },
      stored,
    });
    try {
      const death = await ending(this.child);
      clearInterval(timer);
      while (this.work.size > 0) await Promise.all(this.work);
      if (this.failure) throw this.failure.error;
      if (this.end) return this.end;
      throw death;
    } finally {
      clearInterval(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  private take(message: FromReader): void {
    this.silent = 0;
    if (this.end || this.failure) return;
    try {
      this.heed(message);
    } catch (error) {
      this.fail(error);
    }
  }

  private heed(message: FromReader): void {
    switch (message.type) {
      case 'recognised':
        this.on.recognised?.(message.recognised);
        break;
      case 'batch':
        this.waiting.push(message.batch);
        this.next();
        break;
      case 'stored':
        this.on.stored?.(message.number);
        break;
      case 'progress':
        this.on.progress?.(message.progress);
        break;
      case 'questions':
        this.end = { outcome: 'questions', questions: message.questions };
        break;
      case 'refused':
        // What was not stored yet would only be taken back.
        this.waiting.length = 0;
        this.end = { outcome: 'refused', ...message.refusal };
        break;
      case 'end':
        this.end = { outcome: 'read', ...message.totals };
        break;
      case 'over':
        break;
    }
  }

  /** Starts what may start: rows that change others keep their place, all else may pass one another. */
  private next(): void {
    for (let batch = this.waiting[0]; batch; batch = this.waiting[0]) {
      const alone = batch.clinical.length > 0;
      if (this.alone || this.work.size >= (alone ? 1 : AT_ONCE)) return;
      this.waiting.shift();
      this.alone = alone;
      const work = this.store(batch).finally(() => {
        this.work.delete(work);
        this.alone = false;
        this.next();
      });
      this.work.add(work);
    }
  }

  private async store(batch: ReadBatch): Promise<void> {
    try {
      await this.on.batch(batch);
      this.tell({ type: 'ack', number: batch.number });
    } catch (error) {
      this.fail(error);
    }
  }

  private cancel(): void {
    if (this.end || this.failure) {
      // Everything is read; what is left to store is not stored.
      if (this.waiting.length === 0) return;
    } else this.tell({ type: 'cancel' });
    this.waiting.length = 0;
    this.end = { outcome: 'cancelled' };
    setTimeout(() => this.child.kill('SIGKILL'), KILL_AFTER_MS).unref();
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.waiting.length = 0;
    this.child.kill('SIGKILL');
  }

  private look(): void {
    this.silent += 1;
    if (this.silent > MOST_SILENT) this.fail(patientDataErrors.import_too_complex());
  }

  private tell(message: ToReader): void {
    // A reader that is gone is told by its end.
    if (this.child.connected) this.child.send(message, () => undefined);
  }
}

/** Waits until a process has ended and all it said was heard; answers why it ended if it was not to. */
function ending(child: ChildProcess): Promise<Error> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const over = () => resolve(deathOf(code, signal));
      if (child.connected) child.once('disconnect', over);
      else over();
    });
  });
}

function deathOf(code: number | null, signal: NodeJS.Signals | null): Error {
  if (code === ABORTED || (signal && OUT_OF_MEMORY.includes(signal))) {
    return patientDataErrors.import_too_complex();
  }
  return signal ? new ReaderStopped(signal) : new Error(`The reader of the file ended with ${code}.`);
}
