import type { UserType } from '@carenode/module-kit';

/**
 * One kind of thing on a patient's timeline, as SQL on rows `t` of a table with a `patient_id`. The SQL is the module's own
 * and never anybody's input. Rows are read under the caller's rights, at most a page of each kind, so an index on
 * (patient_id, the instant, id) has to serve `at`; reads of somebody else's rows are noted for `table`.
 */
export interface TimelineKind {
  /** Small letters and hyphens, such as `purchase`. */
  readonly kind: string;
  /** The table in schema public. Its rows have a uuid `id`. */
  readonly table: string;
  /** When it happened, timestamptz; rows in which it is null are left out. */
  readonly at: string;
  /** When it ended, timestamptz, if it lasts. */
  readonly endAt?: string;
  /** A text that names it. */
  readonly title: string;
  /** More of it: a jsonb object. */
  readonly detail: string;
  /** Which rows; all of the patient if absent. */
  readonly where?: string;
  /**
   * Where the index that serves `at` has another column before the instant: that column, and the few values of it that are
   * read ($1 is the patient). Of each no more rows are read than a page has.
   */
  readonly each?: { readonly column: string; readonly values: string };
  /** Who may read the table at all; everybody who may read a timeline (patient, provider, admin) if absent. */
  readonly readers?: readonly UserType[];
}

/**
 * The timeline of patients. Bound by patient-data, which is optional: inject it as `@Optional()`, and add the kinds of your
 * module when it starts (`onModuleInit`).
 */
export abstract class Timeline {
  /** Throws for a kind that is there already. */
  abstract add(...kinds: readonly TimelineKind[]): void;
}
