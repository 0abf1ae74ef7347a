import type { RequestContext, UserType } from '@carenode/module-kit';

/** Somebody who gets a profile. */
export interface NewUser {
  readonly userType: UserType;
  /** What they sign in with; upper and lower case are the same. Without one they cannot sign in. */
  readonly email?: string | undefined;
  /** 12 to 200 characters, not a common one. Needs an e-mail address. */
  readonly password?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  /** A full day, `YYYY-MM-DD`. */
  readonly dateOfBirth?: string | undefined;
  readonly gender?: 'male' | 'female' | 'other' | 'unknown' | undefined;
  /** An IANA time zone; UTC if absent. */
  readonly timeZone?: string | undefined;
}

export interface UserSummary {
  readonly id: string;
  readonly userType: UserType;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** One page of a list; `nextCursor` is null on the last one. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** The people of the instance, for the command line and for modules that bring people along. Bound by identity. */
export abstract class Users {
  /**
   * Creates a profile, with credentials when a password is given. For background work and for an admin who signed in
   * in person. Throws `email_taken` (conflict), and `validation_failed` naming field and rule.
   */
  abstract create(ctx: RequestContext, user: NewUser): Promise<{ readonly id: string }>;

  /**
   * Gives the person a new password and ends all their sessions; for background work only, such as an operator at the
   * command line. Throws `not_found`, `not_allowed` (forbidden) for other callers, and `validation_failed`.
   */
  abstract setPassword(ctx: RequestContext, id: string, password: string): Promise<void>;

  /** The person who signs in with this address, if the caller may see them. */
  abstract find(ctx: RequestContext, email: string): Promise<UserSummary | undefined>;

  /** The people the caller may see, newest first; 50 a page unless `limit` (1 to 200) says otherwise. */
  abstract list(
    ctx: RequestContext,
    page?: { readonly limit?: number; readonly cursor?: string; readonly userType?: UserType },
  ): Promise<PageOf<UserSummary>>;
}
