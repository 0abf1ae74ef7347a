import type { RequestContext, UserType, Verb } from '@carenode/module-kit';

/** A right that comes or goes with another user type. With both `was` and `becomes`, it goes for other rows than before. */
export interface DifferentRight {
  /** `verb table` or `verb table column`. */
  readonly name: string;
  readonly verb: Verb;
  readonly table: string;
  readonly column: string | null;
  /** For which rows it goes now, in words; null: not at all. */
  readonly was: string | null;
  readonly becomes: string | null;
}

/** How many rows of a table a person sees, and would see; null where counting took too long. */
export interface SeenRows {
  readonly table: string;
  readonly now: number | null;
  readonly then: number | null;
}

export interface PersonDifference {
  readonly id: string;
  readonly email: string | null;
  readonly from: UserType;
  readonly gained: readonly DifferentRight[];
  readonly lost: readonly DifferentRight[];
  /** Tables of which they would see more or fewer rows. */
  readonly rows: readonly SeenRows[];
}

/** What people gain and lose with another user type. */
export interface AccessDifference {
  readonly to: UserType;
  readonly people: readonly PersonDifference[];
  /**
   * Stands for exactly these people, their user types and these gains and losses, and not for the counted rows: who
   * approves it approves that.
   */
  readonly fingerprint: string;
}

/** Compares rights. Bound by identity. */
export abstract class AccessDifferences {
  /**
   * What 1 to 20 people gain and lose as `userType`, and, unless `countRows` is false, how many rows they see. For admins in person; throws `not_allowed` and `session_needed`
   * (forbidden), and `unknown_user` (unprocessable).
   */
  abstract differenceOf(
    ctx: RequestContext,
    profileIds: readonly string[],
    userType: UserType,
    options?: { readonly countRows?: boolean },
  ): Promise<AccessDifference>;
}
