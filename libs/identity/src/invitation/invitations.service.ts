import { randomBytes } from 'node:crypto';

import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import {
  AppError,
  type RequestContext,
  SettingsReader,
  subjectOf,
  systemContext,
  type UserType,
} from '@carenode/module-kit';
import type { PageQuery } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { identityErrors } from '../identity.errors.js';
import { identitySettings } from '../identity.settings.js';
import { checkNewPassword } from '../password/password.rules.js';
import { Passwords } from '../password/passwords.service.js';
import { UserService } from '../profile/users.service.js';
import { requirePerson } from '../session/in-person.rules.js';
import { hashOfToken, Sessions } from '../session/sessions.service.js';
import { normalizeEmail } from '../sign-in/email.rules.js';
import { type Client, contextOf, type SignedIn } from '../sign-in/sign-in.service.js';
import type { InvitationAcceptance, InvitationInput, InvitationOffer } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';

export const invitationView = new RowView(Invitation, {
  hide: ['tokenHash'],
  joined: {
    status: {
      sql: `case when t.accepted_at is not null then 'accepted' when t.revoked_at is not null then 'revoked'
                 when t.expires_at <= now() then 'expired' else 'open' end`,
      type: 'text',
      about: 'open, accepted, revoked or expired',
    },
  },
});

// Void, too, once who invited may not invite such a person any more.
const IN_FORCE = `
  i.token_hash = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    and p.id = i.invited_by and p.deleted_at is null
    and (p.user_type = 'admin' or p.user_type = 'provider' and i.user_type = 'patient')`;

interface OfferRow {
  readonly email: string;
  readonly user_type: UserType;
  readonly expires_at: Date;
}

@Injectable()
export class Invitations {
  private readonly rows: RowStore<Invitation>;

  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
    private readonly passwords: Passwords,
    private readonly users: UserService,
    private readonly sessions: Sessions,
  ) {
    this.rows = new RowStore(db, invitationView, { noun: 'invitation', order: 'createdAt' });
  }

  /** Invites somebody. The token is in the answer and nowhere else. Throws `email_taken`. */
  async create(ctx: RequestContext, input: InvitationInput): Promise<object> {
    requirePerson(ctx);
    if (ctx.userType !== 'admin' && input.userType !== 'patient') {
      throw new AppError('not_allowed', 'forbidden', 'A provider invites patients; ask an admin for others.');
    }
    const email = normalizeEmail(input.email);
    if (await this.users.find(systemContext('see whether somebody needs an invitation'), email)) {
      throw identityErrors.email_taken();
    }
    const token = randomBytes(32).toString('base64url');
    const days = this.settings.read('identity', identitySettings).invitationDays;
    const { json } = await this.rows.create(ctx, null, {
      email,
      userType: input.userType,
      tokenHash: hashOfToken(token),
      invitedBy: subjectOf(ctx),
      expiresAt: new Date(Date.now() + days * 24 * 3600 * 1000).toISOString(),
    });
    return { ...(JSON.parse(json.text) as object), token, link: `/invitation?token=${token}` };
  }

  list(ctx: RequestContext, page: PageQuery): Promise<JsonText> {
    requirePerson(ctx);
    return this.rows.list(ctx, null, page);
  }

  /** Takes an invitation back. Does nothing when that was done before; throws `invitation_accepted`. */
  async revoke(ctx: RequestContext, id: string): Promise<void> {
    requirePerson(ctx);
    const [row] = await this.db
      .as(ctx)
      .execute(
        'update invitations set revoked_at = now() where id = $1 and accepted_at is null and revoked_at is null returning id',
        [id],
      );
    if (row) return;
    const { text } = await this.rows.get(ctx, null, id);
    if ((JSON.parse(text) as { status: string }).status === 'accepted') {
      throw identityErrors.invitation_accepted();
    }
  }

  /** What the invitation with this token is for. Throws `invitation_over`, whatever the reason. */
  async find(token: string): Promise<InvitationOffer> {
    const [row] = await this.db
      .as(systemContext('show an invitation to who holds it'))
      .query<OfferRow>(
        `select i.email, i.user_type, i.expires_at from invitations i, profiles p where ${IN_FORCE}`,
        [hashOfToken(token)],
      );
    if (!row) throw identityErrors.invitation_over();
    return { email: row.email, userType: row.user_type, expiresAt: row.expires_at.toISOString() };
  }

  /** Registers who holds the token, once, and signs them in. */
  async accept(ctx: RequestContext, input: InvitationAcceptance, client: Client): Promise<SignedIn> {
    // Asked before any hashing: without an invitation nobody can keep this host busy.
    const offer = await this.find(input.token);
    checkNewPassword('password', input.password, offer.email);
    const passwordHash = await this.passwords.hash(input.password);
    const system = systemContext('register somebody who was invited');
    return this.db.as(system).transaction(async (tx) => {
      const [row] = await tx.query<OfferRow>(
        `update invitations i set accepted_at = now() from profiles p where ${IN_FORCE}
         returning i.email, i.user_type, i.expires_at`,
        [hashOfToken(input.token)],
      );
      if (!row) throw identityErrors.invitation_over();
      const person = {
        userType: row.user_type,
        email: row.email,
        firstName: input.firstName,
        lastName: input.lastName,
      };
      const id = await this.users.insert(tx, person, passwordHash);
      const session = await this.sessions.open(tx, id, passwordHash, {
        userAgent: client.userAgent,
        replaced: ctx.actor.kind === 'session' ? ctx.actor.id : null,
      });
      if (!session) throw identityErrors.invitation_over();
      return { ctx: contextOf(id, row.user_type, session.id, ctx.requestId), session };
    });
  }
}
