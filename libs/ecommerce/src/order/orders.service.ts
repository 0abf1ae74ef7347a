import { checkedKey, Database, JsonText, type Page, RowStore, statement } from '@carenode/database';
import {
  AppError,
  invalidInput,
  newId,
  type RequestContext,
  Sealer,
  SettingsReader,
  UnknownSealError,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { ecommerceSettings } from '../ecommerce.settings.js';
import { ownPatient } from '../own-patient.js';
import { PaymentAccounts } from '../payment/payment-accounts.service.js';
import { type Address, refuseWrongAddress } from './address.dto.js';
import { isCardNumber } from './card-number.rules.js';
import type { OrderInput } from './order.dto.js';
import type { Order } from './order.entity.js';
import { orderView, reviewedOrderView } from './order.view.js';

const PLACE = statement(
  'orders:place',
  'select id, created from carenode.place_order($1, $2, $3, $4, $5, $6, make_interval(mins => $7), $8, $9, $10, $11)',
);
const CANCEL = statement('orders:cancel', 'select carenode.cancel_order($1, $2)');
const SHIP = statement('orders:ship', 'select carenode.ship_order($1, $2, $3)');
const DELIVER = statement('orders:deliver', 'select carenode.deliver_order($1)');
const RETURN = statement('orders:return', 'select carenode.return_order($1, $2)');
const REALLOCATE = statement('orders:reallocate', 'select carenode.reallocate_order($1)');
const REVIEW = statement(
  'orders:review',
  'select carenode.review_order($1, $2, $3, make_interval(mins => $4))',
);
const NOTE_READ = statement('orders:note-read', 'select carenode.note_orders_read($1)');
const ONE = `
  select ${orderView.select}, t.shipping_address ->> 'sealed', t.billing_address ->> 'sealed'
    from public.orders t where t.id = $1`;
const ONE_OF_ALL = statement('orders:one', ONE);
const ONE_OF_PATIENT = statement('orders:one-of-patient', `${ONE} and t.patient_id = $2`);

const FILTERS = {
  status: 't.status = ?',
  number: 't.number = ?',
  review: `t.review_status = ?`,
  inCare: 't.patient_id in (select carenode.patients_in_care()) = ?::boolean',
} as const;
const OPTIONS = { noun: 'order', owner: 'patientId', order: 'orderDate', filters: FILTERS } as const;

const MINUTES_A_DAY = 1440;

/** Orders: placed by patients, sent out by admins, reviewed by providers. SQL functions keep the rules. */
@Injectable()
export class Orders {
  private readonly all: RowStore<Order>;
  private readonly own: RowStore<Order>;
  private readonly reviewed: RowStore<Order>;

  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
    private readonly settings: SettingsReader,
    private readonly accounts: PaymentAccounts,
  ) {
    this.all = new RowStore(db, orderView, OPTIONS);
    this.own = new RowStore(db, orderView, { ...OPTIONS, about: 'patientId' });
    this.reviewed = new RowStore(db, reviewedOrderView, { ...OPTIONS, about: 'patientId' });
  }

  /**
   * Orders what is named, or the patient's cart: prices, prescriptions, stock and lots in one transaction. The same
   * Idempotency-Key again answers with the order it made. Throws `cart_empty`, `not_for_sale`, `out_of_stock`,
   * `price_changed`, `mixed_currencies`, `too_many_units`, `prescription_required`, `payment_provider_not_configured` and
   * `idempotency_key_reused`.
   */
  async place(
    ctx: RequestContext,
    patientId: string,
    input: OrderInput,
    idempotencyKey: string | undefined,
  ): Promise<{ readonly id: string; readonly json: JsonText; readonly created: boolean }> {
    ownPatient(ctx, patientId);
    const { shippingAddress, billingAddress, paymentProvider = 'manual' } = input;
    if (shippingAddress) refuseWrongAddress('shippingAddress', shippingAddress);
    if (billingAddress) refuseWrongAddress('billingAddress', billingAddress);
    if (input.paymentMethodId !== undefined && isCardNumber(input.paymentMethodId)) {
      const message =
        'paymentMethodId names a payment method at the payment provider; card numbers are not taken here.';
      throw invalidInput({ field: 'paymentMethodId', rule: 'no_card_number', message });
    }
    if (paymentProvider !== 'manual' && !(await this.accounts.usable(ctx)).includes(paymentProvider))
      throw ecommerceErrors.payment_provider_not_configured();
    const key = checkedKey(idempotencyKey);
    const { holdWithoutPrescription } = this.settings.read('ecommerce', ecommerceSettings);
    const id = newId();
    const [placed] = await this.db.as(ctx).execute<{ id: string; created: boolean }>(PLACE, [
      id,
      input.items ? JSON.stringify(input.items) : null,
      this.sealed(shippingAddress),
      this.sealed(billingAddress),
      input.paymentMethodId ?? null,
      paymentProvider,
      this.reservedMinutes(paymentProvider),
      holdWithoutPrescription,
      input.expectedTotal ?? null,
      key ?? null,
      // What was sent holds an address, so that a plain hash of it would tell who knows the address that it is right.
      key === undefined ? null : this.sealer.sign('order', JSON.stringify(input)),
    ]);
    const made = placed ?? { id, created: true };
    return { ...made, json: await this.read(ctx, patientId, made.id) };
  }

  /**
   * A patient's orders, or all. That somebody else reads those of one patient, or looks for one by its number, is noted;
   * that admins read the list of all, which they work through, is not.
   */
  async list(
    ctx: RequestContext,
    patientId: string | null,
    page: Page,
    filters: Readonly<Record<string, unknown>>,
  ): Promise<JsonText> {
    if (ctx.userType === 'provider') return this.reviewed.list(ctx, patientId, page, filters);
    if (ctx.userType === 'patient') return this.own.list(ctx, patientId, page, filters);
    const answer = await this.all.list(ctx, patientId, page, filters);
    if (patientId !== null || filters['number'] !== undefined) {
      const { items } = JSON.parse(answer.text) as { items: readonly { id: string }[] };
      await this.note(
        ctx,
        items.map(({ id }) => id),
      );
    }
    return answer;
  }

  /** One order; with its addresses, unless a provider asks. That somebody else reads it is noted. Throws `not_found`. */
  async get(ctx: RequestContext, patientId: string | null, id: string): Promise<JsonText> {
    const answer = await this.read(ctx, patientId, id);
    await this.note(ctx, [id]);
    return answer;
  }

  /** Providers' reads note themselves, and so do guardians'; admins', which nothing opens, are noted here. */
  private async note(ctx: RequestContext, ids: readonly string[]): Promise<void> {
    if (ctx.userType === 'admin' && ids.length > 0) await this.db.as(ctx).execute(NOTE_READ, [ids]);
  }

  private async read(ctx: RequestContext, patientId: string | null, id: string): Promise<JsonText> {
    if (ctx.userType === 'provider') return this.reviewed.get(ctx, patientId, id);
    const access = this.db.as(ctx);
    const [row] =
      ctx.userType === 'patient'
        ? await access.queryTextOf({ table: 'orders', patient: patientId }, ONE_OF_PATIENT, [id, patientId])
        : patientId === null
          ? await access.queryText(ONE_OF_ALL, [id])
          : await access.queryText(ONE_OF_PATIENT, [id, patientId]);
    if (!row) throw new AppError('not_found', 'not_found', 'There is no such order.');
    const [shipping, billing] = row.slice(orderView.columns.length);
    const [shippingAddress, billingAddress] = [this.opened(shipping), this.opened(billing)];
    const unreadable = shippingAddress === undefined || billingAddress === undefined;
    const whole = `${orderView.json(row).slice(0, -1)},"shippingAddress":${shippingAddress ?? 'null'},"billingAddress":${billingAddress ?? 'null'},"hasUnreadableAddress":${unreadable}}`;
    return new JsonText(whole, `"${row[orderView.indexOf('version')]}"`);
  }

  async cancel(
    ctx: RequestContext,
    patientId: string | null,
    id: string,
    reason?: string,
  ): Promise<JsonText> {
    await this.db.as(ctx).execute(CANCEL, [id, reason ?? null]);
    return this.get(ctx, patientId, id);
  }

  async ship(
    ctx: RequestContext,
    id: string,
    told: { carrier?: string; trackingNumber?: string },
  ): Promise<JsonText> {
    await this.db.as(ctx).execute(SHIP, [id, told.carrier ?? null, told.trackingNumber ?? null]);
    return this.get(ctx, null, id);
  }

  async deliver(ctx: RequestContext, patientId: string | null, id: string): Promise<JsonText> {
    await this.db.as(ctx).execute(DELIVER, [id]);
    return this.get(ctx, patientId, id);
  }

  async takeBack(ctx: RequestContext, id: string, restock: boolean): Promise<JsonText> {
    await this.db.as(ctx).execute(RETURN, [id, restock]);
    return this.get(ctx, null, id);
  }

  async reallocate(ctx: RequestContext, id: string): Promise<JsonText> {
    await this.db.as(ctx).execute(REALLOCATE, [id]);
    return this.get(ctx, null, id);
  }

  async review(
    ctx: RequestContext,
    id: string,
    approve: boolean,
    note: string | undefined,
  ): Promise<JsonText> {
    await this.db.as(ctx).execute(REVIEW, [id, approve, note ?? null, this.reservedMinutes('manual')]);
    return this.read(ctx, null, id);
  }

  private reservedMinutes(paymentProvider: string): number {
    const { reservationMinutes, invoiceDays } = this.settings.read('ecommerce', ecommerceSettings);
    return paymentProvider === 'manual' ? invoiceDays * MINUTES_A_DAY : reservationMinutes;
  }

  private sealed(address: Address | undefined): string | null {
    return address ? JSON.stringify({ sealed: this.sealer.seal(JSON.stringify(address)) }) : null;
  }

  /** JSON; undefined for what another key sealed, which must not keep the rest of an order from those who work on it. */
  private opened(sealed: string | null | undefined): string | undefined {
    try {
      return sealed == null ? 'null' : this.sealer.open(sealed);
    } catch (error) {
      if (error instanceof UnknownSealError) return undefined;
      throw error;
    }
  }
}
