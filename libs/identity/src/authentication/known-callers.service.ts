import { performance } from 'node:perf_hooks';

import { Database } from '@carenode/database';
import type { UserType } from '@carenode/module-kit';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

/** Who a cookie or key stands for. */
export interface KnownCaller {
  readonly subject: string;
  readonly userType: UserType;
  readonly actor: { readonly kind: 'session' | 'api-key'; readonly id: string };
  readonly scopes: readonly string[] | null;
  /** Milliseconds until the session or key is over; null for a key without an end. */
  readonly remainingMs: number | null;
}

interface Entry {
  readonly caller: KnownCaller;
  /** On the monotonic clock of this process. */
  readonly until: number;
}

/** What changed about sessions, keys, profiles and credentials, by id. */
const CHANNEL = 'carenode_identity';
const LONGEST_MS = 1000;
const MOST = 20_000;

/**
 * Remembers for at most a second whom a credential stands for, so that a burst of requests asks the database once. A
 * change of a session, key, profile or password drops what it is about at once, on every host; while notifications do
 * not arrive, nothing is remembered. Refusals are never remembered.
 */
@Injectable()
export class KnownCallers implements OnModuleInit, OnModuleDestroy {
  private readonly entries = new Map<string, Entry>();
  private readonly asked = new Map<string, Promise<KnownCaller | undefined>>();
  private changes = 0;
  private stopListening: (() => void) | undefined;

  constructor(private readonly db: Database) {}

  async onModuleInit(): Promise<void> {
    this.stopListening = await this.db.listen(CHANNEL, (id) => this.forget(id));
  }

  onModuleDestroy(): void {
    this.stopListening?.();
  }

  /** Whom the credential with this hash stands for: known, or asked of `load`; undefined when it stands for nobody. */
  find(
    hash: string,
    load: () => Promise<KnownCaller | undefined>,
  ): KnownCaller | Promise<KnownCaller | undefined> {
    const entry = this.entries.get(hash);
    if (entry) {
      if (entry.until > performance.now()) return entry.caller;
      this.entries.delete(hash);
    }
    const asked = this.asked.get(hash);
    if (asked) return asked;
    const asking = this.ask(hash, load).finally(() => {
      if (this.asked.get(hash) === asking) this.asked.delete(hash);
    });
    this.asked.set(hash, asking);
    return asking;
  }

  /** Drops what is remembered about this session, key or profile; everything for ''. */
  forget(id: string): void {
    this.changes++;
    // An answer under way may be from before the change: who asks from now on asks anew.
    this.asked.clear();
    if (id === '') return this.entries.clear();
    for (const [hash, { caller }] of this.entries) {
      if (caller.actor.id === id || caller.subject === id) this.entries.delete(hash);
    }
  }

  private async ask(
    hash: string,
    load: () => Promise<KnownCaller | undefined>,
  ): Promise<KnownCaller | undefined> {
    const { changes } = this;
    const asked = performance.now();
    const caller = await load();
    if (caller && this.changes === changes && this.db.listening) {
      if (this.entries.size >= MOST) this.entries.clear();
      this.entries.set(hash, {
        caller,
        until: asked + Math.min(LONGEST_MS, caller.remainingMs ?? LONGEST_MS),
      });
    }
    return caller;
  }
}
