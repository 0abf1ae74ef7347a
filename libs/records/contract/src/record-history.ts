import type { RequestContext } from '@carenode/module-kit';

/** A record as it was. */
export interface FormerRecord {
  readonly version: number;
  readonly replacedAt: string;
  /** Who corrected or deleted it; null for background work. */
  readonly replacedBy: string | null;
  readonly deleted: boolean;
  /** The import that changed it; null when somebody did so by hand. */
  readonly importId: string | null;
  /** Its columns, named as in the record itself. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** What records were before they were corrected or deleted, of tables whose triggers keep it. Bound by records. */
export abstract class RecordHistory {
  /**
   * The former versions of a row, newest first, at most 200; of a deleted one too. Reads what the caller may read, and notes
   * it when it is somebody else's. Throws `not_found` for a row that the caller may not see and that has no history they may see.
   */
  abstract list(
    ctx: RequestContext,
    patientId: string,
    table: string,
    rowId: string,
  ): Promise<{ items: FormerRecord[]; nextCursor: null }>;
}
