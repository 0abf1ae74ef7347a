import { hash } from 'node:crypto';

import { Database, statement } from '@carenode/database';
import {
  AppError,
  Authenticator,
  type Credentials,
  PublicAddress,
  type RequestContext,
  requestContext,
  SettingsReader,
  systemContext,
  type UserType,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { isApiKey, KEY_OWNERS } from '../api-key/api-key.rules.js';
import { identityErrors } from '../identity.errors.js';
import { identitySettings } from '../identity.settings.js';
import { clearedSessionCookie } from '../session/session-cookie.rules.js';
import { KnownCallers, type KnownCaller } from './known-callers.service.js';
import { LastUse } from './last-use.service.js';

/** A session's use is noted about once a minute; one row write each ten seconds would tell nobody more. */
const SESSION_NOTED_AFTER_MS = 60_000;

const SESSION = statement(
  'identity:session',
  `select s.id, s.profile_id as subject, p.user_type, null::text[] as scope,
          (extract(epoch from s.expires_at - now()) * 1000)::float8 as remaining_ms,
          (extract(epoch from now() - s.last_seen_at) * 1000)::float8 as unused_ms
     from sessions s join profiles p on p.id = s.profile_id
    where s.token_hash = $1 and s.expires_at > now() and s.last_seen_at > now() - $2::int * interval '1 minute'
      and p.deleted_at is null`,
);
const KEY = statement(
  'identity:api-key',
  `select k.id, k.created_by as subject, p.user_type, k.scope,
          (extract(epoch from k.expires_at - now()) * 1000)::float8 as remaining_ms, null::float8 as unused_ms
     from api_keys k join profiles p on p.id = k.created_by
    where k.key = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and p.deleted_at is null and p.user_type = any ($2)`,
);

interface CallerRow {
  readonly id: string;
  readonly subject: string;
  readonly user_type: UserType;
  readonly scope: string[] | null;
  readonly remaining_ms: number | null;
  readonly unused_ms: number | null;
}

// One context for all look-ups, so that its claims are made once.
const LOOKING = systemContext('find out who asks');

/** Session cookies and API keys become callers. Cookies and keys themselves are compared by their hash and never kept. */
@Injectable()
export class IdentityAuthenticator extends Authenticator {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
    private readonly known: KnownCallers,
    private readonly lastUse: LastUse,
    private readonly address: PublicAddress,
  ) {
    super();
  }

  authenticate({
    sessionCookie,
    authorization,
    requestId,
  }: Credentials): RequestContext | Promise<RequestContext> {
    const [sign, refusal] =
      authorization === undefined
        ? [() => this.bySession(sessionCookie ?? ''), () => this.sessionExpired()]
        : [() => this.byKey(authorization), invalidToken];
    const found = sign();
    if (found instanceof Promise) return found.then((caller) => contextOf(caller, requestId, refusal));
    return contextOf(found, requestId, refusal);
  }

  private bySession(cookie: string): Found {
    if (!/^[A-Za-z0-9_-]{43}$/.test(cookie)) return undefined;
    const digest = hash('sha256', cookie, 'hex');
    return this.known.find(`session ${digest}`, async () => {
      const idle = this.settings.read('identity', identitySettings).sessionIdleMinutes;
      const [row] = await this.db.as(LOOKING).query<CallerRow>(SESSION, [Buffer.from(digest, 'hex'), idle]);
      if (row && (row.unused_ms ?? 0) > SESSION_NOTED_AFTER_MS) this.lastUse.note('session', row.id);
      return row && callerOf('session', row);
    });
  }

  private byKey(authorization: string): Found {
    const [, key = ''] = /^Bearer +([!-~]{1,200})$/i.exec(authorization) ?? [];
    if (!isApiKey(key)) return undefined;
    const digest = hash('sha256', key, 'hex');
    return this.known.find(`key ${digest}`, async () => {
      const [row] = await this.db.as(LOOKING).query<CallerRow>(KEY, [digest, [...KEY_OWNERS]]);
      if (row) this.lastUse.note('api-key', row.id);
      return row && callerOf('api-key', row);
    });
  }

  private sessionExpired(): AppError {
    return identityErrors.session_expired(
      {},
      {
        headers: {
          'set-cookie': clearedSessionCookie(this.address.url),
          'www-authenticate': 'Bearer realm="carenode"',
        },
      },
    );
  }
}

type Found = KnownCaller | undefined | Promise<KnownCaller | undefined>;

function callerOf(kind: 'session' | 'api-key', row: CallerRow): KnownCaller {
  return {
    subject: row.subject,
    userType: row.user_type,
    actor: { kind, id: row.id },
    scopes: row.scope,
    remainingMs: row.remaining_ms,
  };
}

function contextOf(
  caller: KnownCaller | undefined,
  requestId: string,
  refusal: () => AppError,
): RequestContext {
  if (!caller) throw refusal();
  const { subject, userType, actor, scopes } = caller;
  return requestContext({ subject, userType, actor, scopes, requestId });
}

function invalidToken(): AppError {
  return identityErrors.invalid_token(
    {},
    { headers: { 'www-authenticate': 'Bearer realm="carenode", error="invalid_token"' } },
  );
}
