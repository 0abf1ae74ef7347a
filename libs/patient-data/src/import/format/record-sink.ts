import type { UploadedFile } from './import-format.js';
import type { ReadRow } from './read-rows.js';

/** Why a record cannot be stored, or only in part. Repeats no value of the file. */
export interface Problem {
  /** Column, attribute or JSON path that is to blame, if one is. */
  readonly field?: string;
  readonly reason: string;
}

/**
 * Takes what a format reads. Every record of the files is told exactly once: added, skipped or quarantined, under its
 * `kind`, the source's own name for such records (`HKQuantityTypeIdentifierStepCount`, `Observation`, `6`). `at` is the
 * line of a text file (from 1), else the number of the record in its file (from 1).
 */
export interface RecordSink {
  /** All that follows is of this file. */
  open(file: UploadedFile): void;
  /** A record and the rows it gives: at least one. Rows of one record are stored or there already together. */
  add(kind: string, at: number, rows: ReadRow | readonly ReadRow[]): void;
  /** Records that are not read because Carenode has no place for them. */
  skip(kind: string, count?: number): void;
  /** A record that should be stored and cannot be. */
  quarantine(kind: string, at: number, problem: Problem): void;
  /** What is to be known about the file and is no record: a checksum that does not match, a part of a record left out. */
  note(at: number, problem: Problem): void;
  /** To be awaited after every piece of input (some 64 KiB): waits while the database is behind. Throws when cancelled. */
  ready(): Promise<void>;
}
