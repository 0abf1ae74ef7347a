import type { RequestContext, UserType } from '@carenode/module-kit';

import type { DifferentRight } from './access-differences.js';

/** Who asked for an approval, and whether it is in force. */
export interface LegacyTypeApproval {
  readonly userType: UserType;
  /** requested: waits for a second admin. */
  readonly status: 'requested' | 'approved';
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  /** ISO 8601, UTC. */
  readonly approvedAt: string | null;
}

/** What people were called in the system that the instance was adopted from. */
export interface LegacyUserTypeSummary {
  readonly name: string;
  /** How many were called so. */
  readonly people: number;
  /** How many of them are patients here, as everybody is who comes from there. */
  readonly patients: number;
  /** What it usually means here; null where the name is not known. */
  readonly proposed: UserType | null;
  readonly approval: LegacyTypeApproval | null;
}

/** What everybody who was called so gains and loses who becomes `userType`. */
export interface LegacyTypeDifference {
  readonly name: string;
  readonly userType: UserType;
  readonly people: number;
  readonly gained: readonly DifferentRight[];
  readonly lost: readonly DifferentRight[];
  /** Stands for exactly these people, this user type and these gains and losses: who approves it approves that. */
  readonly fingerprint: string;
}

export interface LegacyTypeWish {
  readonly userType: UserType;
  readonly reason: string;
  /** The fingerprint of the difference that was shown. */
  readonly approvedDifference: string;
}

/**
 * User types of an adopted system. Nobody gets a right by them before an admin has approved it and the data step
 * `identity/0015-merge-legacy-user-types` has run. Bound by identity; for admins in person, else `not_allowed` and
 * `session_needed` (forbidden).
 */
export abstract class LegacyUserTypes {
  /** Every name, in order. */
  abstract list(ctx: RequestContext): Promise<LegacyUserTypeSummary[]>;

  /** Throws `unknown_legacy_type` (not found). */
  abstract differenceOf(ctx: RequestContext, name: string, userType: UserType): Promise<LegacyTypeDifference>;

  /**
   * Approves it, or, where two admins are needed, asks for it or approves what another one asked for. Throws
   * `difference_not_approved` (conflict) unless the fingerprint is of what would be gained and lost now.
   */
  abstract approve(ctx: RequestContext, name: string, wish: LegacyTypeWish): Promise<LegacyUserTypeSummary>;
}
