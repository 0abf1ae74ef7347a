import type { RequestContext } from '@carenode/module-kit';

/** What a variable was on one day of the patient's own calendar, in the variable's unit. */
export interface DailyValue {
  /** `YYYY-MM-DD`: the patient's own day, wherever they were. */
  readonly day: string;
  /** The day's total of a sum-type variable, the mean of a sample-type one. */
  readonly value: number;
  /** Least and greatest value told: of a sum-type variable, of single records. */
  readonly min: number;
  readonly max: number;
  /** Records that went into the value. */
  readonly count: number;
}

/** What variables were day by day, merged over their sources in the order that the patient gave them. Bound by records. */
export abstract class DailyValues {
  /**
   * The days of `from` up to and including `to` (`YYYY-MM-DD`, at most 3 years) on which something was measured, oldest
   * first, of each of the variables asked for, which are at most 100; an empty list for those without any. Computes first
   * what has changed since it was computed last. Reads what the caller may read, and notes it in the audit trail when it is
   * somebody else's. Throws `not_found` for a patient the caller may not see, `record_closed` for a record closed to them.
   */
  abstract read(
    ctx: RequestContext,
    patientId: string,
    variableIds: readonly string[],
    from: string,
    to: string,
  ): Promise<ReadonlyMap<string, readonly DailyValue[]>>;

  /** The day it is where the patient is, by their own time zones (`YYYY-MM-DD`). */
  abstract today(ctx: RequestContext, patientId: string): Promise<string>;

  /**
   * Asks for the job `daily-values`, which computes all of the patient's days that have changed, in the background and in
   * small transactions; to be called when much was written, such as by an import. Does nothing while one is waiting.
   */
  abstract refresh(ctx: RequestContext, patientId: string): Promise<void>;
}
