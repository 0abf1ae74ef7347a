import { Database, statement } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { OpenPayments } from '../payment/open-payments.service.js';

const EVERY_MS = 60_000;
const AT_ONCE = 200;
/** So few that hardly anybody pays between the answer about their order and its end. */
const ASKED_AT_ONCE = 20;

// While the shop is off nobody waits for units, and no payment provider is heard or asked.
const RELEASE = statement(
  'orders:release-lapsed',
  `select case when carenode.module_active('ecommerce') then carenode.release_lapsed(null, $1) else 0 end as orders`,
);

/**
 * Tidies up what time alone changes: orders that were not paid in time, and lots that have expired. Nothing depends on it
 * for being right, as orders look for both themselves; what is shown is up to date the sooner. An order that was paid
 * without anybody having told so becomes paid: its payment provider is asked before it is cancelled.
 */
@Injectable()
export class StockKeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> | undefined;
  private closed = false;

  constructor(
    private readonly db: Database,
    private readonly payments: OpenPayments,
  ) {}

  onApplicationBootstrap(): void {
    const tidy = () => {
      this.working ??= this.tidy()
        .catch(() => undefined)
        .finally(() => {
          this.working = undefined;
        });
    };
    tidy();
    this.timer = setInterval(tidy, EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** How many orders were cancelled because nobody paid them in time. */
  async tidy(): Promise<number> {
    const access = this.db.as(systemContext('give back what was not paid in time'));
    let [orders, last, heard] = [0, ASKED_AT_ONCE, true];
    while (last === ASKED_AT_ONCE && orders < AT_ONCE) {
      // Who is away is not waited for: what they tell later is given back.
      heard &&= await this.payments.askBeforeLapse(ASKED_AT_ONCE);
      if (this.closed) return orders;
      last = (await access.execute<{ orders: number }>(RELEASE, [ASKED_AT_ONCE]))[0]?.orders ?? 0;
      orders += last;
    }
    await access.execute('select carenode.recount_stock()');
    return orders;
  }
}
