import type { RequestContext } from '@carenode/module-kit';

/** A record of a file that was not taken, and why. Never repeats the record. */
export interface RefusedRecall {
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly reason: string;
}

/** What an import did: `read` = `created` + `updated` + `unchanged` + `refused`. */
export interface RecallImportReport {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Pairs of a recall and a lot of the shop that are new: each of these lots is held since. */
  readonly possibleMatches: number;
  /** The first hundred of the refused. */
  readonly refusals: readonly RefusedRecall[];
}

export interface RecallImportProgress {
  readonly signal?: AbortSignal;
  /** Reports done, of so many in the file. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Whose numbers the reports have; `fda` if absent. */
  readonly source?: string;
}

export interface RecallSummary {
  readonly recallNumber: string;
  readonly classification: string | null;
  readonly status: string | null;
  /** `YYYY-MM-DD`. */
  readonly reportedOn: string | null;
  readonly recallingFirm: string | null;
  readonly productDescription: string;
  /** Lots of the shop that it may mean, and nobody decided about. */
  readonly possible: number;
  readonly confirmed: number;
}

/** Imports and tells recalls. Bound by ecommerce. */
export abstract class RecallImports {
  /**
   * Imports drug enforcement reports: openFDA's JSON (an envelope with `results`, a list, or NDJSON), a zip with one such
   * file, or the enforcement report in XML. Looks at the whole file first: of one that is broken, nothing is stored. The same
   * file again changes nothing. Each report is compared with the shop's lots in the transaction that stores it, and lots that
   * it may mean are held. The caller is an admin or background work. Throws `recall_file_not_readable` and
   * `recall_file_broken`.
   */
  abstract importFile(
    ctx: RequestContext,
    path: string,
    progress?: RecallImportProgress,
  ): Promise<RecallImportReport>;

  /** Recalls: those first that wait for most decisions, then those imported last. */
  abstract list(ctx: RequestContext, limit: number): Promise<RecallSummary[]>;
}
