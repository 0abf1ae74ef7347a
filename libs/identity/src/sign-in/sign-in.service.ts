import { Database } from '@carenode/database';
import { type RequestContext, requestContext, systemContext, type UserType } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { KnownCallers } from '../authentication/known-callers.service.js';
import { identityErrors } from '../identity.errors.js';
import { checkNewPassword } from '../password/password.rules.js';
import { Passwords } from '../password/passwords.service.js';
import { requirePerson } from '../session/in-person.rules.js';
import type { PasswordChange, SignInInput } from '../session/session.dto.js';
import { type OpenedSession, Sessions } from '../session/sessions.service.js';
import { normalizeEmail } from './email.rules.js';
import { SignInLimit } from './sign-in-limit.service.js';

/** The browser that asks. */
export interface Client {
  readonly address: string;
  readonly userAgent: string | undefined;
}

export interface SignedIn {
  readonly ctx: RequestContext;
  readonly session: OpenedSession;
}

interface Account {
  readonly id: string;
  readonly user_type: UserType;
  readonly email: string;
  readonly password_hash: string;
}

/** Signing in with e-mail and password, and changing the password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: Database,
    private readonly limit: SignInLimit,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly known: KnownCallers,
  ) {}

  /**
   * Opens a session. Whether the address is unknown or the password wrong, the answer, and the time it takes, are the
   * same: `sign_in_failed`. Throws `too_many_attempts` when passwords are being guessed.
   */
  async signIn(ctx: RequestContext, input: SignInInput, client: Client): Promise<SignedIn> {
    const attempt = { email: input.email, address: client.address };
    await this.limit.count(attempt);
    const account = await this.find('p.email = $1', normalizeEmail(input.email));
    if (!(await this.passwords.matches(input.password, account?.password_hash)) || !account) {
      throw identityErrors.sign_in_failed({}, { headers: { 'www-authenticate': 'Bearer realm="carenode"' } });
    }
    const replaced = ctx.actor.kind === 'session' ? ctx.actor.id : null;
    const session = await this.db.as(systemContext('sign somebody in')).transaction((tx) =>
      this.sessions.open(tx, account.id, account.password_hash, {
        userAgent: client.userAgent,
        replaced,
      }),
    );
    if (!session) throw identityErrors.sign_in_failed();
    await this.limit.forget(attempt);
    return { ctx: contextOf(account.id, account.user_type, session.id, ctx.requestId), session };
  }

  /** Sets a new password and ends every other session. Guesses of the current one are limited like sign-ins. */
  async changePassword(ctx: RequestContext, input: PasswordChange, client: Client): Promise<void> {
    requirePerson(ctx);
    const account = await this.checkPassword(ctx, input.currentPassword, client);
    checkNewPassword('newPassword', input.newPassword, account.email);
    const passwordHash = await this.passwords.hash(input.newPassword);
    const ended = await this.db.as(systemContext('change a password')).transaction(async (tx) => {
      const changed = await tx.query(
        `update credentials set password_hash = $2, changed_at = now()
          where profile_id = $1 and password_hash = $3 returning profile_id`,
        [account.id, passwordHash, account.password_hash],
      );
      if (changed.length === 0) throw identityErrors.wrong_password();
      return tx.query<{ id: string }>(
        'delete from sessions where profile_id = $1 and id is distinct from $2 returning id',
        [account.id, ctx.actor.kind === 'session' ? ctx.actor.id : null],
      );
    });
    for (const { id } of ended) this.known.forget(id);
  }

  /** Throws `wrong_password` unless this is the caller's. Guesses are limited like sign-ins. */
  async confirmPassword(ctx: RequestContext, password: string, client: Client): Promise<void> {
    requirePerson(ctx);
    await this.checkPassword(ctx, password, client);
  }

  private async checkPassword(ctx: RequestContext, password: string, client: Client): Promise<Account> {
    const account = await this.find('p.id = $1', ctx.subject);
    if (!account) throw identityErrors.wrong_password();
    const attempt = { email: account.email, address: client.address };
    await this.limit.count(attempt);
    if (!(await this.passwords.matches(password, account.password_hash))) {
      throw identityErrors.wrong_password();
    }
    await this.limit.forget(attempt);
    return account;
  }

  private async find(
    condition: 'p.email = $1' | 'p.id = $1',
    value: string | null,
  ): Promise<Account | undefined> {
    const [account] = await this.db.as(systemContext('check a password')).query<Account>(
      `select p.id, p.user_type, p.email, c.password_hash
         from profiles p join credentials c on c.profile_id = p.id
        where ${condition} and p.email is not null and p.deleted_at is null`,
      [value],
    );
    return account;
  }
}

/** The context of a person who has just signed in. */
export function contextOf(
  profileId: string,
  userType: UserType,
  sessionId: string,
  requestId: string,
): RequestContext {
  return requestContext({
    subject: profileId,
    userType,
    actor: { kind: 'session', id: sessionId },
    requestId,
  });
}
