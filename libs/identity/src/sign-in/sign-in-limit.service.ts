import { createHash } from 'node:crypto';

import { Database, statement } from '@carenode/database';
import { SettingsReader, systemContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { identityErrors } from '../identity.errors.js';
import { identitySettings } from '../identity.settings.js';
import { clientNetwork } from './client-network.rules.js';
import { normalizeEmail } from './email.rules.js';

/** Who tries to sign in, from where. */
export interface Attempt {
  readonly email: string;
  readonly address: string;
}

// The network is counted first, and the address only while the network may go on: otherwise one machine could lock
// accounts without end. Every statement takes the rows in this order, so that none waits for another in a circle.
const COUNT = statement(
  'identity:count-attempt',
  `with network as (
     insert into sign_in_failures as f (key, failures, window_ends_at)
     values ($1, 1, now() + $5::int * interval '1 minute')
     on conflict (key) do update set
       failures = case when f.window_ends_at <= now() then 1 else least(f.failures, 1000000) + 1 end,
       window_ends_at = case when f.window_ends_at <= now() then excluded.window_ends_at else f.window_ends_at end
     returning failures > $3::int as refused, window_ends_at
   ), email as (
     insert into sign_in_failures as f (key, failures, window_ends_at)
     select $2, 1, now() + $5::int * interval '1 minute' from network where not refused
     on conflict (key) do update set
       failures = case when f.window_ends_at <= now() then 1 else least(f.failures, 1000000) + 1 end,
       window_ends_at = case when f.window_ends_at <= now() then excluded.window_ends_at else f.window_ends_at end
     returning failures > $4::int as refused, window_ends_at
   )
   select ceil(extract(epoch from max(window_ends_at) - now()))::int as wait
     from (select * from network union all select * from email) counted where refused`,
);

const FORGET = statement(
  'identity:forget-attempt',
  `with network as (
     update sign_in_failures set failures = greatest(failures - 1, 0) where key = $1 returning key
   )
   delete from sign_in_failures where key = $2 and (select count(*) from network) >= 0`,
);

/** How often a password may be guessed, counted in the database for all hosts. */
@Injectable()
export class SignInLimit {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
  ) {}

  /**
   * Counts an attempt as failed, before it is looked at, so that attempts at the same time cannot all be looked at.
   * Throws `too_many_attempts`, with Retry-After, when there were too many.
   */
  async count(attempt: Attempt): Promise<void> {
    const { signInFailuresPerAddress, signInFailuresPerEmail, signInWindowMinutes } = this.settings.read(
      'identity',
      identitySettings,
    );
    const [row] = await this.db
      .as(systemContext('count an attempt to sign in'))
      .execute<{ wait: number | null }>(COUNT, [
        ...keysOf(attempt),
        signInFailuresPerAddress,
        signInFailuresPerEmail,
        signInWindowMinutes,
      ]);
    if (row?.wait == null) return;
    const seconds = Math.max(row.wait, 1);
    throw identityErrors.too_many_attempts({ seconds }, { headers: { 'retry-after': String(seconds) } });
  }

  /** The attempt did not fail: the account's count begins anew, and the network's is as if it had not been made. */
  async forget(attempt: Attempt): Promise<void> {
    await this.db.as(systemContext('note that signing in succeeded')).execute(FORGET, keysOf(attempt));
  }
}

function keysOf({ email, address }: Attempt): [network: Buffer, email: Buffer] {
  const sha256 = (text: string) => createHash('sha256').update(text).digest();
  return [sha256(`network ${clientNetwork(address)}`), sha256(`email ${normalizeEmail(email)}`)];
}
