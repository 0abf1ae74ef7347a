import type { RequestContext } from '@carenode/module-kit';

/** A line of a file that was not taken, and why. Never repeats the line. */
export interface RefusedFoodLine {
  readonly line: number;
  readonly reason: string;
}

/** What an import did: `read` = `created` + `updated` + `unchanged` + `refused`. */
export interface ReferenceFoodCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The first hundred of the refused. */
  readonly refusals: readonly RefusedFoodLine[];
}

export interface ReferenceFoodReport {
  /** Lines of ABBREV.txt. */
  readonly foods: ReferenceFoodCounts;
  /** Lines of WEIGHT.txt; those of foods that are not known are refused. */
  readonly portions: ReferenceFoodCounts;
}

/** Fills the reference foods from the files their publishers distribute. Bound by patient-data. */
export abstract class ReferenceFoods {
  /**
   * The folder of a release of USDA SR: ABBREV.txt, and WEIGHT.txt if it is there. The caller is background work
   * (systemContext). In one transaction: stored whole or, on a throw, not at all. The same files again change nothing; foods
   * that are not in the file stay. Throws `file_not_readable`, and `wrong_food_file` for a file of another kind.
   */
  abstract importUsdaSr(ctx: RequestContext, folder: string): Promise<ReferenceFoodReport>;
}
