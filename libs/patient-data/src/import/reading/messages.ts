import type { MeasurementBatch } from '@carenode/records-contract';

import type { Answers, Question } from '../format/import-format.js';
import type { ReadActivity, ReadClinical, ReadFood } from '../format/read-rows.js';

// What the host and the process that reads an upload tell each other. They are sent as structured clones
// (`serialization: 'advanced'`), so that maps and `undefined` arrive as they are.

export interface ReadLimits {
  /** Bytes that unpacking may give in total. */
  readonly unpackedBytes: number;
  /** Files of one archive, those that are ignored included. */
  readonly files: number;
  /** Quarantined records told one by one, and as many notes; all of them are counted. */
  readonly problems: number;
}

export const READ_LIMITS: ReadLimits = { unpackedBytes: 16 * 1024 ** 3, files: 20_000, problems: 1000 };

/** Numbers of batches, both ends included: `[0, 41]` is the first 42. */
export type BatchRange = readonly [first: number, last: number];

/** Records of one kind. `read` = `added` + `skipped` + `quarantined`. */
export interface KindCounts {
  readonly read: number;
  /** Handed on to be stored: stored, or there already. */
  readonly added: number;
  /** Not read because there is no place for them. */
  readonly skipped: number;
  readonly quarantined: number;
}

/** By the source's own name of the kind; beyond 500 kinds all others are one: OTHER_KINDS. */
export type CountsByKind = Readonly<Record<string, KindCounts>>;

export const OTHER_KINDS = '(other kinds)';

/** A record that was not stored, or something to know about a file (then without kind). Repeats no value of the file. */
export interface ReadProblem {
  readonly file: string;
  /** Line of a text file, else number of the record, from 1; 0 when it is about the file as a whole. */
  readonly line: number;
  readonly kind?: string;
  readonly field?: string;
  readonly reason: string;
}

/** A row, and which record of the batch it belongs to: index into `ReadBatch.records`. */
export interface RowOf<Row> {
  /** Made from what the row is: the same row has the same id whenever it is read. */
  readonly id: string;
  readonly record: number;
  readonly row: Row;
}

/** Where the added records of a batch stand, record by record. */
export interface RecordPlaces {
  readonly files: readonly string[];
  /** Index into `files`. */
  readonly file: Uint16Array;
  /** As in `ReadProblem`. */
  readonly line: Float64Array;
}

/**
 * Consecutive records of an upload. The same upload, answers and limits give the same batches with the same numbers,
 * whatever the timing. A batch may have no rows: then it tells counts and problems only.
 */
export interface ReadBatch {
  /** From 0, without gaps. */
  readonly number: number;
  /** Everything told since the batch before. */
  readonly counts: CountsByKind;
  /** Kinds of this batch's added records. */
  readonly kinds: readonly string[];
  /** For every added record its kind: index into `kinds`. A record is stored when one of its rows is new. */
  readonly records: Uint16Array;
  readonly places: RecordPlaces;
  readonly measurements: Pick<MeasurementBatch, 'series' | 'rows'> & {
    /** For every row its record, an index into `records`; null when row n is record n. */
    readonly record: Uint32Array | null;
  };
  readonly foods: readonly RowOf<ReadFood>[];
  readonly activities: readonly RowOf<ReadActivity>[];
  /** In the order told. The id is that of the row's external id; the stores make their own. */
  readonly clinical: readonly RowOf<ReadClinical>[];
  readonly quarantined: readonly ReadProblem[];
  readonly notes: readonly ReadProblem[];
}

export interface RecognisedFormat {
  readonly id: string;
  readonly title: string;
  /** How many files it reads. */
  readonly files: number;
}

export interface Recognised {
  readonly formats: readonly RecognisedFormat[];
  /** Files of the upload, without directories and what operating systems put into archives. */
  readonly files: number;
  /** Files that are not read, the first hundred, and why. */
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  readonly ignoredCount: number;
}

export interface ReadProgress {
  /** Bytes of the upload that have been read, as it was sent (packed); never falls, and is `total` at the end. */
  readonly bytes: number;
  readonly total: number;
  /** Records told so far, whatever became of them. */
  readonly records: number;
}

export interface ReadRefusal {
  /** Stable: `unknown_format`, `truncated`, `encrypted`, `reader_failed` and those of the formats. */
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  /** Of `reader_failed`: kind and place of the defect in the program, for its logs. No value of the file. */
  readonly defect?: string;
}

export interface ReadTotals {
  readonly totals: CountsByKind;
  /** Batches told, those included that were stored before. */
  readonly batches: number;
  /** All notes, also those that were not told one by one. */
  readonly notes: number;
  /** The most memory the reader held, in bytes. */
  readonly peakMemory: number;
}

export interface StartMessage {
  readonly type: 'start';
  readonly path: string;
  /** What the sender calls the upload; for reports. */
  readonly name: string;
  readonly patientId: string;
  readonly answers: Answers;
  readonly limits: ReadLimits;
  /** Batches that are stored already. */
  readonly stored: readonly BatchRange[];
}

export type ToReader =
  StartMessage | { readonly type: 'ack'; readonly number: number } | { readonly type: 'cancel' };

export type FromReader =
  | { readonly type: 'recognised'; readonly recognised: Recognised }
  | { readonly type: 'questions'; readonly questions: readonly Question[] }
  | { readonly type: 'batch'; readonly batch: ReadBatch }
  /** Was stored before: not sent again, and not to be acknowledged. */
  | { readonly type: 'stored'; readonly number: number }
  | { readonly type: 'progress'; readonly progress: ReadProgress }
  | { readonly type: 'end'; readonly totals: ReadTotals }
  | { readonly type: 'refused'; readonly refusal: ReadRefusal }
  /** The last of all. */
  | { readonly type: 'over' };
