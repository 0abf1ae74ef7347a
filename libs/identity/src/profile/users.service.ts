import { Database, RowStore, sqlState } from '@carenode/database';
import { type NewUser, type PageOf, Users, type UserSummary } from '@carenode/identity-contract';
import {
  AppError,
  newId,
  type RequestContext,
  systemContext,
  type Transaction,
  type UserType,
} from '@carenode/module-kit';
import { parseInput } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { identityErrors } from '../identity.errors.js';
import { checkNewPassword } from '../password/password.rules.js';
import { Passwords } from '../password/passwords.service.js';
import { normalizeEmail } from '../sign-in/email.rules.js';
import { UserInput } from './profile.dto.js';
import { profileView } from './profile.service.js';
import type { Profile } from './profile.entity.js';

@Injectable()
export class UserService extends Users {
  private readonly rows: RowStore<Profile>;

  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
  ) {
    super();
    this.rows = new RowStore(db, profileView, {
      noun: 'user',
      order: 'createdAt',
      filters: { userType: 't.user_type = ?', email: 't.email = ?' },
    });
  }

  async create(ctx: RequestContext, user: NewUser): Promise<{ readonly id: string }> {
    const byAdmin = ctx.userType === 'admin' && ['session', 'cli'].includes(ctx.actor.kind);
    if (ctx.userType !== 'system' && !byAdmin) {
      throw new AppError('not_allowed', 'forbidden', 'Only an admin, in person, may create users.');
    }
    const { password, ...person } = parseInput(UserInput, withoutAbsent(user));
    const passwordHash = password === undefined ? undefined : await this.hashOf(password, person.email);
    const system = systemContext(`create a user for ${ctx.subject ?? ctx.actor.id ?? 'nobody'}`);
    const id = await this.db.as(system).transaction((tx) => this.insert(tx, person, passwordHash));
    return { id };
  }

  /** Inserts a profile, with credentials when there is a hash, in a transaction of the system caller. */
  async insert(
    tx: Transaction,
    person: Omit<UserInput, 'password'>,
    passwordHash: string | undefined,
  ): Promise<string> {
    const id = newId();
    const { userType, email, firstName, lastName, dateOfBirth, gender, timeZone } = person;
    try {
      await tx.query(
        `insert into profiles (id, user_type, email, first_name, last_name, date_of_birth, gender, time_zone)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, 'UTC'))`,
        [
          id,
          userType,
          email === undefined ? null : normalizeEmail(email),
          firstName,
          lastName,
          dateOfBirth,
          gender,
          timeZone,
        ],
      );
    } catch (error) {
      if (sqlState(error) === '23505') throw identityErrors.email_taken();
      throw error;
    }
    if (passwordHash !== undefined) {
      await tx.query('insert into credentials (profile_id, password_hash) values ($1, $2)', [
        id,
        passwordHash,
      ]);
    }
    return id;
  }

  async setPassword(ctx: RequestContext, id: string, password: string): Promise<void> {
    if (ctx.userType !== 'system') {
      throw new AppError(
        'not_allowed',
        'forbidden',
        'Only background work may set the password of somebody else.',
      );
    }
    const [person] = await this.db
      .as(ctx)
      .query<{ email: string | null }>('select email from profiles where id = $1 and deleted_at is null', [
        id,
      ]);
    if (!person) throw new AppError('not_found', 'not_found', 'There is no such user.');
    if (person.email === null) {
      throw new AppError('email_missing', 'conflict', 'Without an e-mail address nobody can sign in.');
    }
    const passwordHash = await this.hashOf(password, person.email);
    // The end of a session is told to every host by a trigger.
    await this.db.as(ctx).transaction(async (tx) => {
      await tx.query(
        `insert into credentials (profile_id, password_hash) values ($1, $2)
         on conflict (profile_id) do update set password_hash = excluded.password_hash, changed_at = now()`,
        [id, passwordHash],
      );
      await tx.query('delete from sessions where profile_id = $1', [id]);
    });
  }

  async find(ctx: RequestContext, email: string): Promise<UserSummary | undefined> {
    const page = await this.page(ctx, { limit: 1 }, { email: normalizeEmail(email) });
    return page.items[0];
  }

  list(
    ctx: RequestContext,
    page: { limit?: number; cursor?: string; userType?: UserType } = {},
  ): Promise<PageOf<UserSummary>> {
    const { userType, ...rest } = page;
    return this.page(ctx, rest, { userType });
  }

  private async page(
    ctx: RequestContext,
    page: { limit?: number; cursor?: string },
    filters: Record<string, unknown>,
  ): Promise<PageOf<UserSummary>> {
    const { text } = await this.rows.list(ctx, null, page, filters);
    const { items, nextCursor } = JSON.parse(text) as PageOf<UserSummary>;
    return {
      items: items.map(({ id, userType, email, firstName, lastName, createdAt }) => ({
        id,
        userType,
        email,
        firstName,
        lastName,
        createdAt,
      })),
      nextCursor,
    };
  }

  private hashOf(password: string, email: string | undefined): Promise<string> {
    checkNewPassword('password', password, email);
    return this.passwords.hash(password);
  }
}

function withoutAbsent(user: NewUser): object {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined));
}
