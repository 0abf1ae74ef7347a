import type { RequestContext } from '@carenode/module-kit';

/** Resource types of a bundle that become rows. */
export type StoredType = 'Patient' | 'Condition' | 'Observation' | 'MedicationRequest' | 'Goal';

/** Rows of one resource type: added, changed by another version of the same record, or there already. */
export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  readonly duplicate: number;
}

/** Why an entry, or (as a warning) a part of it, was not stored. Repeats no value of the file. */
export interface EntryNote {
  /** Position in `Bundle.entry`, from 0. */
  readonly entry: number;
  readonly resourceType: string;
  readonly id?: string | undefined;
  /** JSON path, such as `entry[3].resource.code`. */
  readonly field: string;
  readonly reason: string;
}

/**
 * What became of a bundle. It adds up: `read` = entries.stored + entries.duplicate + entries.skipped + entries.refused,
 * where an entry is stored when at least one of its rows was created or updated, and duplicate when all its rows were
 * there already; `rows` = the sum of `stored`.
 */
export interface ImportReport {
  /** Entries in the bundle. */
  readonly read: number;
  readonly entries: {
    readonly stored: number;
    readonly duplicate: number;
    readonly skipped: number;
    readonly refused: number;
  };
  /** Entries that gave rows, by resource type: the stored and the duplicate ones. */
  readonly used: Readonly<Record<string, number>>;
  /** Rows, by resource type; an Observation with components gives several. */
  readonly stored: Readonly<Record<StoredType, RowCounts>>;
  /** Entries of resource types that are not read, by type. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly refused: readonly EntryNote[];
  /** What was left out or shortened of entries that were used. */
  readonly warnings: readonly EntryNote[];
  /** Rows that the used entries hold, whether they were new or not. */
  readonly rows: number;
}

/** How far an import is. `recordsRead` is null until the file is read. */
export interface ImportProgress {
  readonly entriesRead: number | null;
  readonly recordsRead: number | null;
  readonly recordsDone: number;
}

export interface CompletedImport extends ImportReport {
  readonly importId: string;
  readonly patientId: string;
}

/** Imports FHIR R4 bundles from files of this machine. Bound by patient-data. */
export abstract class FhirImports {
  /**
   * Imports all of the file or, on a throw, nothing, under the patient's own rights. The caller is that patient, or
   * background work (systemContext). `new` makes a patient's profile, without a way to sign in, from the bundle's
   * Patient. Throws an AppError that says what to do: for the file (fhir_xml, not_json, truncated, several_patients, …),
   * for another patient's file (another_patient), for a file that cannot be opened (file_not_readable) or is too large.
   */
  abstract importFile(
    ctx: RequestContext,
    patientId: string,
    path: string,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<CompletedImport>;
}
