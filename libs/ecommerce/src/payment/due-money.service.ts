import { Database, statement } from '@carenode/database';
import { AppError, systemContext } from '@carenode/module-kit';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

import { OpenPayments } from './open-payments.service.js';
import { PaymentLedger } from './payment-ledger.service.js';
import type { DueRefund } from './payment-provider.js';
import { PaymentProviders } from './payment-providers.js';

const EVERY_MS = 15_000;
/** What a host that was killed left is not waited for so long. */
const FIRST_MS = 1000;
const AT_ONCE = 50;

const DUE = `
  select r.id, p.provider, p.order_id as "orderId", p.reference as "paymentReference", r.amount::text, p.currency,
         r.created_at as "createdAt"
    from public.refunds r join public.payments p on p.id = r.payment_id
   where r.status = 'pending' and r.reference is null and p.provider <> 'manual' and p.reference is not null`;
const DUE_REFUNDS = statement('refunds:due', `${DUE} order by r.created_at, r.id limit $1`);
const DUE_REFUND = statement('refunds:due-one', `${DUE} and r.id = $1`);
const LEFT_OPEN = statement(
  'payments:left-open',
  `select p.id, p.provider, p.order_id as "orderId", p.reference, p.amount::text, p.currency
     from public.payments p join public.orders o on o.id = p.order_id
    where p.status in ('pending', 'failed') and p.provider <> 'manual' and p.reference is not null
      and o.status in ('cancelled', 'refunded')
    order by p.created_at, p.id limit $1`,
);

interface Due extends DueRefund {
  readonly provider: string;
}

interface LeftOpen {
  readonly id: string;
  readonly provider: string;
  readonly orderId: string;
  readonly reference: string;
  readonly amount: string;
  readonly currency: string;
}

/**
 * Asks payment providers for what is written down as due: refunds, the end of payments whose order was cancelled, and what
 * became of payments that orders wait for. At once, and again every 15 seconds in every host until it is done: each means
 * one thing, however often it is asked for.
 */
@Injectable()
export class DueMoney implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly timers: NodeJS.Timeout[] = [];
  private working: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly providers: PaymentProviders,
    private readonly ledger: PaymentLedger,
    private readonly open: OpenPayments,
  ) {}

  onApplicationBootstrap(): void {
    this.timers.push(setTimeout(() => this.soon(), FIRST_MS).unref());
    this.timers.push(setInterval(() => this.soon(), EVERY_MS).unref());
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.working;
  }

  /** Looks for what is due, without being waited for. What fails is tried again later. */
  soon(): void {
    this.working ??= this.settle()
      .catch(() => undefined)
      .finally(() => {
        this.working = undefined;
      });
  }

  /** Does what is due. A failure of one thing does not keep the others. */
  async settle(): Promise<void> {
    const access = this.db.as(systemContext('ask payment providers for what is due'));
    for (const refund of await access.query<Due>(DUE_REFUNDS, [AT_ONCE])) await this.ask(refund);
    for (const payment of await access.query<LeftOpen>(LEFT_OPEN, [AT_ONCE])) await this.end(payment);
    await this.open.ask();
  }

  /** Asks for this refund now; one that cannot be made now is made later. */
  async refund(id: string): Promise<void> {
    const access = this.db.as(systemContext('ask a payment provider for a refund'));
    for (const refund of await access.query<Due>(DUE_REFUND, [id])) await this.ask(refund);
  }

  private async ask({ provider, ...refund }: Due): Promise<void> {
    await later(async () => {
      await this.ledger.settle(provider, await this.providers.of(provider).refund(refund));
    });
  }

  private async end({ provider, ...payment }: LeftOpen): Promise<void> {
    await later(async () => {
      const told = await this.providers.of(provider).cancel(payment);
      if (!told) return;
      await this.ledger.settle(provider, told);
      // It was paid at the last moment: now a refund is due.
      if (told.status === 'succeeded') this.soon();
    });
  }
}

/** A provider that is away, or that nobody configured, is asked again another time. */
async function later(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
