import { Database } from '@carenode/database';
import { systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const EVERY_MS = 60_000;
const AT_ONCE = 200;

/**
 * Tidies up what time alone changes: orders that were not paid in time, and lots that have expired. Nothing depends on it
 * for being right, as orders look for both themselves; what is shown is up to date the sooner.
 */
@Injectable()
export class StockKeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Database) {}

  onApplicationBootstrap(): void {
    const tidy = () => void this.tidy().catch(() => undefined);
    tidy();
    this.timer = setInterval(tidy, EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** How many orders were cancelled because nobody paid them in time. */
  async tidy(): Promise<number> {
    const access = this.db.as(systemContext('give back what was not paid in time'));
    const [lapsed] = await access.execute<{ orders: number }>(
      'select carenode.release_lapsed(null, $1) as orders',
      [AT_ONCE],
    );
    await access.execute('select carenode.recount_stock()');
    return lapsed?.orders ?? 0;
  }
}
