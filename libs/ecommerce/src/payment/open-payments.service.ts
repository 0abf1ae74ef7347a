import { Database, type Statement, statement } from '@carenode/database';
import { AppError, systemContext } from '@carenode/module-kit';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

import { LAST_MS, nextAsk } from './open-payments.rules.js';
import { PaymentLedger } from './payment-ledger.service.js';
import { PaymentProviders } from './payment-providers.js';

const AT_ONCE = 50;

const OPEN = `
  select p.id, p.provider, p.order_id as "orderId", p.reference, p.amount::text, p.currency,
         p.created_at as "createdAt", o.reserved_until as "reservedUntil"
    from public.orders o join public.payments p on p.order_id = o.id
   where o.status = 'placed' and p.status in ('pending', 'failed') and p.provider <> 'manual' and p.reference is not null`;
const DUE = statement(
  'payments:unheard-of',
  `${OPEN} and p.id <> all ($2::uuid[])
     and (p.created_at < now() - interval '2 minutes' or o.reserved_until < now() + $3::int * interval '1 millisecond')
   order by o.reserved_until, p.id limit $1`,
);
// The orders that carenode.release_lapsed takes, as it takes them.
const LAPSED = statement(
  'payments:lapsed',
  `${OPEN} and p.id <> all ($2::uuid[])
     and o.id in (select l.id from public.orders l
                   where l.status = 'placed' and l.reserved_until <= now() order by l.id limit $1)
   order by o.id, p.id`,
);

interface OpenRow {
  readonly id: string;
  readonly provider: string;
  readonly orderId: string;
  readonly reference: string;
  readonly amount: string;
  readonly currency: string;
  readonly createdAt: Date;
  readonly reservedUntil: Date | null;
}

/**
 * Asks payment providers about payments of orders that wait for them: what was to be told of one may be lost, or come too
 * late for the order. Each host knows for itself what it asked, and asks one thing at a time.
 */
@Injectable()
export class OpenPayments implements OnModuleDestroy {
  /** When a payment is asked about again. */
  private readonly again = new Map<string, number>();
  private closed = false;

  constructor(
    private readonly db: Database,
    private readonly providers: PaymentProviders,
    private readonly ledger: PaymentLedger,
  ) {}

  onModuleDestroy(): void {
    this.closed = true;
  }

  /** Asks about some of those that it is time for, first about those whose orders lapse first. */
  async ask(): Promise<void> {
    const now = Date.now();
    for (const [id, at] of this.again) if (at <= now) this.again.delete(id);
    const due = await this.find(DUE, [AT_ONCE, [...this.again.keys()], LAST_MS]);
    await this.askAbout(due, ({ id }) => this.again.has(id));
  }

  /**
   * Asks about the payments of the orders, at most so many, that are cancelled next as their reservation is over. False if
   * not all could be asked about: a provider is away, or the host closes.
   */
  async askBeforeLapse(orders: number): Promise<boolean> {
    const asked: string[] = [];
    // When some of them turn out to be paid, others are next.
    for (;;) {
      const next = await this.find(LAPSED, [orders, asked]);
      if (next.length === 0) return true;
      if (!(await this.askAbout(next))) return false;
      asked.push(...next.map(({ id }) => id));
    }
  }

  private find(which: Statement, values: unknown[]): Promise<OpenRow[]> {
    return this.db.as(systemContext('ask payment providers what became of payments')).query(which, values);
  }

  private async askAbout(
    payments: readonly OpenRow[],
    isAsked: (payment: OpenRow) => boolean = () => false,
  ): Promise<boolean> {
    const away = new Set<string>();
    for (const row of payments) {
      const { provider, createdAt, reservedUntil, ...payment } = row;
      if (this.closed) return false;
      // Another look of this host may have been faster.
      if (away.has(provider) || isAsked(row)) continue;
      const times = { createdAt: createdAt.getTime(), reservedUntil: reservedUntil?.getTime() ?? null };
      // Also when it fails: one that always does keeps none of the others.
      this.again.set(payment.id, nextAsk(times, Date.now()));
      try {
        const told = await this.providers.of(provider).find(payment);
        if (told) await this.ledger.settle(provider, told);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // What is wrong with one payment says nothing of the next; who is away, or not configured, is so for all.
        if (error.code !== 'payment_refused') away.add(provider);
      }
    }
    return away.size === 0;
  }
}
