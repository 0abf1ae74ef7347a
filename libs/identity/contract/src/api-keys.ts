import type { RequestContext } from '@carenode/module-kit';

import type { PageOf } from './users.js';

export interface NewApiKey {
  /** What the key is for, in the words of who made it. */
  readonly name: string;
  /** `user/<table>.<verbs>`: verbs are letters of `cruds` in that order, `read`, `write` or `*`; the table may be `*`. */
  readonly scopes: readonly string[];
  /** ISO 8601 with offset, in the future; absent: until it is revoked. */
  readonly expiresAt?: string | undefined;
  /** For background work only: the admin or developer the key acts for. A person's key acts for them. */
  readonly createdBy?: string | undefined;
}

export interface ApiKeySummary {
  readonly id: string;
  readonly name: string;
  /** How the key begins, to tell keys apart. */
  readonly keyPrefix: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** Accurate to about ten seconds; null when it was never used. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly createdBy: string | null;
}

/** API keys of the instance. Bound by identity. */
export abstract class ApiKeys {
  /**
   * Makes a key. Its text is in the answer and nowhere else. Throws `session_needed` for callers that act by a token,
   * `key_owner_unfit` when who it acts for may not have one, and `validation_failed` naming field and rule.
   */
  abstract create(ctx: RequestContext, key: NewApiKey): Promise<ApiKeySummary & { readonly key: string }>;

  /** An admin's and background work's list has all keys, a developer's their own; newest first. */
  abstract list(
    ctx: RequestContext,
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Promise<PageOf<ApiKeySummary>>;

  /** From now on no host accepts the key. Does nothing when it was revoked before; throws `not_found`. */
  abstract revoke(ctx: RequestContext, id: string): Promise<void>;
}
