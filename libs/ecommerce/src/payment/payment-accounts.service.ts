import { Database, statement } from '@carenode/database';
import {
  AppError,
  invalidInput,
  type RequestContext,
  Sealer,
  subjectOf,
  systemContext,
  UnknownSealError,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import type { StripeAccountInput } from './payment-account.dto.js';

/** What may be told of an account. */
export interface AccountState {
  readonly provider: string;
  readonly isConfigured: boolean;
  readonly isLive: boolean | null;
  readonly publishableKey: string | null;
  readonly updatedAt: string | null;
  readonly version: number;
}

/** An account with its secrets; it leaves the host in calls to the provider alone. */
export interface OpenAccount {
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly version: number;
}

interface Row {
  readonly publishable_key: string;
  readonly updated_at: Date;
  readonly version: number;
}

const SHOWN = 'publishable_key, updated_at, version';
const READ = statement(
  'payment-accounts:read',
  `select ${SHOWN} from public.payment_accounts where provider = 'stripe'`,
);
const ASK = statement('payment-accounts:ask', 'select carenode.subject()');
const OPEN = statement(
  'payment-accounts:open',
  `select publishable_key, secret_key, webhook_secret, version from public.payment_accounts where provider = 'stripe'`,
);
// Nobody may read the secrets, not even those of the row that is proposed.
const WRITE = statement(
  'payment-accounts:write',
  `insert into public.payment_accounts (provider, publishable_key, secret_key, webhook_secret, updated_by)
     values ('stripe', $1, $2, $3, $4)
     on conflict (provider) do update
       set publishable_key = $1, secret_key = $2, webhook_secret = $3, updated_by = $4
   returning ${SHOWN}`,
);

/** With which accounts the instance takes payments. */
@Injectable()
export class PaymentAccounts {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
  ) {}

  async list(ctx: RequestContext): Promise<AccountState[]> {
    refuseTokens(ctx);
    const [row] = await this.db.as(ctx).query<Row>(READ);
    return [stateOf(row)];
  }

  /** The names of the payment providers by which an order can be paid now; an invoice always can. */
  async usable(ctx: RequestContext): Promise<string[]> {
    // Patients may read no account. Whether somebody who says that they act for a patient still does is asked of the database.
    await this.db.as(ctx).query(ASK);
    const [row] = await this.db.as(systemContext('tell how orders can be paid')).query<Row>(READ);
    return row ? ['manual', 'stripe'] : ['manual'];
  }

  /** Throws `validation_failed` for keys of different modes: nothing would fit together. */
  async write(ctx: RequestContext, input: StripeAccountInput): Promise<AccountState> {
    refuseTokens(ctx);
    const { publishableKey, secretKey, webhookSecret } = input;
    refuseUnlike(
      'publishableKey',
      publishableKey,
      /^pk_(test|live)_[A-Za-z0-9_]+$/,
      'pk_test_… or pk_live_…',
    );
    refuseUnlike('secretKey', secretKey, /^[sr]k_(test|live)_[A-Za-z0-9_]+$/, 'sk_test_…, sk_live_… or rk_…');
    refuseUnlike('webhookSecret', webhookSecret, /^whsec_[A-Za-z0-9+/=_-]+$/, 'whsec_…');
    if (isLive(publishableKey) !== isLive(secretKey)) {
      const message = 'secretKey and publishableKey are both of test mode, or both live.';
      throw invalidInput({ field: 'secretKey', rule: 'mode', message });
    }
    const [row] = await this.db
      .as(ctx)
      .execute<Row>(WRITE, [
        publishableKey,
        this.sealer.seal(secretKey),
        this.sealer.seal(webhookSecret),
        subjectOf(ctx),
      ]);
    return stateOf(row);
  }

  /** The account with its secrets, for calls of the instance itself; null when there is none. Throws `payment_account_unreadable`. */
  async open(): Promise<OpenAccount | null> {
    const [row] = await this.db
      .as(systemContext('take payments'))
      .query<{ publishable_key: string; secret_key: string; webhook_secret: string; version: number }>(OPEN);
    return row
      ? {
          publishableKey: row.publishable_key,
          secretKey: this.opened(row.secret_key),
          webhookSecret: this.opened(row.webhook_secret),
          version: row.version,
        }
      : null;
  }

  private opened(sealed: string): string {
    try {
      return this.sealer.open(sealed);
    } catch (error) {
      if (!(error instanceof UnknownSealError)) throw error;
      throw ecommerceErrors.payment_account_unreadable({}, { cause: error });
    }
  }
}

const isLive = (key: string): boolean => key.includes('_live_');

/** The policies show tokens nothing, which would read as an instance without an account. */
function refuseTokens(ctx: RequestContext): void {
  if (ctx.scopes !== null)
    throw new AppError('not_allowed', 'forbidden', 'Payment accounts are kept in person, not by a token.');
}

/** Says what a secret looks like, and never what was sent. */
function refuseUnlike(field: string, value: string, form: RegExp, example: string): void {
  if (!form.test(value))
    throw invalidInput({ field, rule: 'form', message: `${field} looks like ${example}.` });
}

function stateOf(row: Row | undefined): AccountState {
  return {
    provider: 'stripe',
    isConfigured: row !== undefined,
    isLive: row ? isLive(row.publishable_key) : null,
    publishableKey: row?.publishable_key ?? null,
    updatedAt: row?.updated_at.toISOString() ?? null,
    version: row?.version ?? 0,
  };
}
