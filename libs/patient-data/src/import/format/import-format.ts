import type { RecordSink } from './record-sink.js';

/** One file of an upload: the upload itself, or an entry of an uploaded zip archive. */
export interface UploadedFile {
  /** What it is called, in the archive or by the sender: for choosing among files and for reports, never for opening. */
  readonly path: string;
  /** Its first 64 KiB, uncompressed, or all of it where it is shorter. */
  readonly head: Uint8Array;
  /** Its uncompressed size in bytes. */
  readonly size: number;
  /** Its bytes from the beginning; each call reads anew. */
  read(): AsyncIterable<Uint8Array>;
}

/** What only the patient knows: the file does not tell it, and nothing of it is guessed. */
export interface Question {
  /** The same in every import of such a file, so that an answer can be kept: `time-zone`, `date-order`, `unit`, `columns`. */
  readonly id: string;
  /** The question, as a person reads it. */
  readonly text: string;
  /**
   * What an answer looks like: an IANA time zone, one of `choices`, or the mapping of a table's columns (JSON, see
   * generic-csv).
   */
  readonly kind: 'time-zone' | 'choice' | 'columns';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** Column names of a table, for `columns`; a few texts in question, for `choice`. Never more than a person needs. */
  readonly examples?: readonly string[];
}

/** Answers by the id of their question. */
export type Answers = Readonly<Record<string, string>>;

/**
 * Reads one kind of export. A new format is one file with one of these, an entry in formats/index.ts, and real fixtures.
 * All of it runs in a process of its own, without rights, files or network: it turns bytes into records and nothing else.
 */
export interface ImportFormat {
  /** Kept with imports and in URLs: `apple-health`. */
  readonly id: string;
  /** What people call it: `Apple Health export`. */
  readonly title: string;
  /** Those of an upload's files that this format reads, by what is in them, never by name alone; none: not this format. */
  recognise(files: readonly UploadedFile[]): readonly UploadedFile[];
  /** What must be known before reading and is in neither the files nor the answers. May read the files. */
  ask?(files: readonly UploadedFile[], answers: Answers): Promise<readonly Question[]>;
  /**
   * Tells the sink every record of the files, in one order: the same files and answers give the same records. Hostile and
   * broken content is quarantined or noted, never thrown, except FileRefusal for a file that must not be stored at all.
   */
  read(files: readonly UploadedFile[], sink: RecordSink, answers: Answers): Promise<void>;
}

/** A file that must not be stored at all, in part or whole; `code` is stable, `message` repeats no value of the file. */
export class FileRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = 'FileRefusal';
  }
}
