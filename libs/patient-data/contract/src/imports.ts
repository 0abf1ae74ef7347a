import type { RequestContext } from '@carenode/module-kit';

/** Records of an import. `read` = stored + duplicate + quarantined + skipped. */
export interface RecordCounts {
  readonly read: number;
  /** Records of which at least one row was added or changed. */
  readonly stored: number;
  /** Records whose rows were all there already. */
  readonly duplicate: number;
  /** Records that should be stored and cannot be. */
  readonly quarantined: number;
  /** Records that there is no place for. */
  readonly skipped: number;
}

/** Rows of one table: added, changed by another version of the same record, or there already. */
export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  readonly duplicate: number;
}

/** What the rows of an import are. */
export type RowKind =
  'profile' | 'conditions' | 'treatments' | 'measurements' | 'goals' | 'foods' | 'activities';

/** What became of a file. The counts of `kinds` add up to `total`, each by itself. */
export interface ImportReport {
  /** How the files of the upload were read. */
  readonly formats: readonly { readonly id: string; readonly title: string; readonly files: number }[];
  /** Files of the upload, and those that were not read: all counted, the first hundred named. */
  readonly files: number;
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  readonly ignoredCount: number;
  readonly total: RecordCounts;
  /** By the source's own name for such records. */
  readonly kinds: Readonly<Record<string, RecordCounts>>;
  readonly rows: Readonly<Record<RowKind, RowCounts>>;
  /** How many quarantined records and notes there are, and how many of both are told one by one. */
  readonly problems: { readonly quarantined: number; readonly notes: number; readonly told: number };
}

/** What only the patient knows about a file: its `id` is the same for every such file. */
export interface ImportQuestion {
  readonly id: string;
  readonly text: string;
  /** An IANA time zone, one of `choices`, or a mapping of a table's columns as JSON. */
  readonly kind: 'time-zone' | 'choice' | 'columns';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly examples?: readonly string[];
}

/** How far an import is. */
export interface ImportProgress {
  readonly bytesRead: number;
  /** Size of the file in bytes. */
  readonly bytesTotal: number;
  readonly recordsRead: number;
  /** Records that were compared with what is stored. */
  readonly recordsDone: number;
}

export interface ImportOptions {
  /** Answers to questions that files of this kind raise, by the question's id. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What the file is called, for reports; its own name if absent. */
  readonly name?: string;
  /** Cancels the import: what it stored is taken back, and `import_cancelled` is thrown. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export type ImportOutcome =
  | {
      readonly status: 'done';
      readonly importId: string;
      readonly patientId: string;
      readonly report: ImportReport;
    }
  /** Nothing was stored: these must be answered first. */
  | { readonly status: 'waiting'; readonly questions: readonly ImportQuestion[] };

/** Imports files of this machine. Bound by patient-data. */
export abstract class Imports {
  /**
   * Imports the file under the patient's own rights. The caller is that patient, or background work (systemContext). `new`
   * makes a patient's profile, without a way to sign in, from a file that says who the patient is (FHIR). On a throw nothing
   * of the file stays, except after a failure of the instance (kind internal or unavailable): then what is stored so far
   * stays, and importing the file again adds the rest. Throws an AppError that says what to do: for the file
   * (unknown_format, truncated, several_patients, …), for another patient's file (another_patient), for a file that cannot
   * be opened (file_not_readable) or is too large, for a `new` patient without a name in the file (no_patient).
   */
  abstract importFile(
    ctx: RequestContext,
    patientId: string,
    path: string,
    options?: ImportOptions,
  ): Promise<ImportOutcome>;
}
