import { createHash, randomBytes } from 'node:crypto';

import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import {
  newId,
  type RequestContext,
  SettingsReader,
  subjectOf,
  systemContext,
  type Transaction,
} from '@carenode/module-kit';
import type { PageQuery } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { KnownCallers } from '../authentication/known-callers.service.js';
import { identitySettings } from '../identity.settings.js';
import { requirePerson } from './in-person.rules.js';
import { Session } from './session.entity.js';

export const sessionView = new RowView(Session, {
  hide: ['tokenHash', 'profileId'],
  joined: {
    current: {
      sql: `(current_setting('carenode.actor', true) = 'session:' || t.id)`,
      type: 'boolean',
      about: 'Is this the session that asks?',
    },
  },
});

/** A session just opened. The token is what the cookie holds, and is kept nowhere else. */
export interface OpenedSession {
  readonly id: string;
  readonly token: string;
  readonly maxAgeSeconds: number;
}

@Injectable()
export class Sessions {
  private readonly rows: RowStore<Session>;

  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
    private readonly known: KnownCallers,
  ) {
    this.rows = new RowStore(db, sessionView, {
      noun: 'session',
      owner: 'profileId',
      order: 'createdAt',
      filters: { open: 't.expires_at > ?::timestamptz' },
    });
  }

  /**
   * Opens a session, in a transaction of the system caller, with a token nobody has seen before; `replaced` is the one
   * the same browser had. Undefined when the password is no longer the one that was checked.
   */
  async open(
    tx: Transaction,
    profileId: string,
    checkedHash: string,
    browser: { readonly userAgent: string | undefined; readonly replaced: string | null },
  ): Promise<OpenedSession | undefined> {
    const token = randomBytes(32).toString('base64url');
    const maxAgeSeconds = this.settings.read('identity', identitySettings).sessionHours * 3600;
    const id = newId();
    // The lock makes a change of the password wait for the new session, which it then ends with all others.
    const opened = await tx.query(
      `insert into sessions (id, profile_id, token_hash, expires_at, user_agent)
       select $1, c.profile_id, $3, now() + $4 * interval '1 second', $5
         from (select profile_id from credentials where profile_id = $2 and password_hash = $6 for share) c
       returning id`,
      [id, profileId, hashOfToken(token), maxAgeSeconds, browser.userAgent?.slice(0, 300), checkedHash],
    );
    if (opened.length === 0) return undefined;
    if (browser.replaced !== null) {
      await tx.query('delete from sessions where id = $1', [browser.replaced]);
      this.known.forget(browser.replaced);
    }
    return { id, token, maxAgeSeconds };
  }

  list(ctx: RequestContext, page: PageQuery): Promise<JsonText> {
    requirePerson(ctx);
    return this.rows.list(ctx, subjectOf(ctx), page, { open: new Date().toISOString() });
  }

  async end(ctx: RequestContext, id: string): Promise<void> {
    requirePerson(ctx);
    await this.rows.remove(ctx, subjectOf(ctx), id);
    this.known.forget(id);
  }

  /** Ends the session that asks; does nothing when it is over already. */
  async endCurrent(ctx: RequestContext): Promise<void> {
    requirePerson(ctx);
    const { id } = ctx.actor;
    if (id === null) return;
    await this.db.as(ctx).execute('delete from sessions where id = $1', [id]);
    this.known.forget(id);
  }

  /** When the session or key that asks is over; null for a key without an end, and for who acts for somebody else. */
  async expiryOf({ actor }: RequestContext): Promise<string | null> {
    if (actor.id === null || (actor.kind !== 'session' && actor.kind !== 'api-key')) return null;
    const system = systemContext('say when the caller has to sign in again');
    const [row] = await this.db
      .as(system)
      .query<{ expires_at: Date | null }>(
        actor.kind === 'session'
          ? 'select expires_at from sessions where id = $1'
          : 'select expires_at from api_keys where id = $1',
        [actor.id],
      );
    return row?.expires_at?.toISOString() ?? null;
  }
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
