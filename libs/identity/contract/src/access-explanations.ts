import type { RequestContext, UserType, Verb } from '@carenode/module-kit';

/** What an admin wants to know: may this person do this, with this row, and why? */
export interface AccessQuestion {
  /** Profile id, or the e-mail address the person signs in with. */
  readonly user: string;
  readonly table: string;
  /** Id of a row; absent: the table as a whole. */
  readonly row?: string | undefined;
  /** `select` if absent. */
  readonly verb?: Verb | undefined;
  /** As a token with these scopes; absent: in person, with a session. */
  readonly scopes?: readonly string[] | undefined;
}

export const FACTORS = [
  'account',
  'grant',
  'module',
  'scopes',
  'policy',
  'care-team',
  'consent',
  'trial',
  'break-glass',
  'delegation',
] as const;

/** One thing that PostgreSQL or the host asks before it lets somebody, or that opens a patient's record. */
export interface AccessFactor {
  readonly factor: (typeof FACTORS)[number];
  /** True: it lets them; false: it does not. */
  readonly holds: boolean;
  /** In one plain sentence. */
  readonly says: string;
}

/** Why somebody may or may not do something. Has no content of any row. */
export interface AccessExplanation {
  readonly user: { readonly id: string; readonly userType: UserType; readonly email: string | null };
  readonly module: string;
  readonly table: string;
  readonly verb: Verb;
  readonly row: string | null;
  /** The person the row is about; null for rows about nobody, and without a row. */
  readonly about: string | null;
  readonly allowed: boolean;
  /** The answer in one sentence. */
  readonly verdict: string;
  /** For `select` without a row: how many rows they see now; null when it was not counted. */
  readonly rows: number | null;
  readonly factors: readonly AccessFactor[];
}

/** Explains rights. Bound by identity. */
export abstract class AccessExplanations {
  /**
   * What PostgreSQL answers to the person's own statement, which is taken back, and the reasons. For admins in person:
   * throws `not_allowed` and `session_needed` (forbidden) for others, `unknown_user`, `unknown_table` and `row_without_id`
   * (unprocessable), `row_unknown` (not_found). An explanation about a row of a person stands in that person's access log.
   */
  abstract explain(ctx: RequestContext, question: AccessQuestion): Promise<AccessExplanation>;
}
