import type { RequestContext } from '@carenode/module-kit';

/** A seal as somebody wrote it down elsewhere: its number and its code. */
export interface SealHead {
  readonly number: string;
  readonly mac: string;
}

/** One thing about the audit trail that is not as it was sealed. */
export interface AuditFinding {
  readonly code:
    | 'seal_missing'
    | 'seal_changed'
    | 'head_missing'
    | 'events_changed'
    | 'events_missing'
    | 'events_added'
    | 'events_not_sealed'
    | 'changes_changed'
    | 'changes_missing'
    | 'changes_added';
  /** A sentence. */
  readonly words: string;
  /** The number of the seal; null where it is about none. */
  readonly seal: string | null;
  /** When the events of the seal began and ended, ISO 8601 in UTC. */
  readonly from: string | null;
  readonly to: string | null;
  /** Numbers of events, where they are known; at most 20 of them. */
  readonly events: readonly string[];
}

export interface AuditReport {
  readonly ok: boolean;
  readonly seals: number;
  /** Events that seals cover. */
  readonly events: number;
  /** Events that came after the newest seal, or whose transaction ended after it. */
  readonly notYetSealed: number;
  /** What writes changed, of events that were looked at. */
  readonly changes: number;
  /** The newest seal: write it down elsewhere. Null when nothing was ever sealed. */
  readonly head: SealHead | null;
  readonly findings: readonly AuditFinding[];
  /** True when there were more findings than are listed. */
  readonly more: boolean;
}

/** The audit trail as a whole. Bound by identity. */
export abstract class AuditTrail {
  /**
   * Computes every seal again from the events, and every event's digest from what it says was changed; in this process, so
   * that nobody who rules over PostgreSQL can answer for it. Any change of a sealed event, of a seal but the newest ones,
   * and of what a write changed is found. That the newest end was cut off is only found against `expect`, a head that was
   * written down elsewhere before. For background work only; throws `not_allowed` (forbidden) for other callers.
   */
  abstract verify(ctx: RequestContext, expect?: SealHead): Promise<AuditReport>;
}
