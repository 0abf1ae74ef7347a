import {
  Database,
  type JsonText,
  type Page,
  RowStore,
  RowView,
  sqlState,
  statement,
} from '@carenode/database';
import { AppError, invalidInput, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../ecommerce.errors.js';
import { lotKeyOf } from '../recall/lot-parser.rules.js';
import { isLotCode, LOT_CODE_RULE } from './lot-code.rules.js';
import type { HoldInput, LotChange, LotInput, LotsQuery, MovementInput } from './lot.dto.js';
import { LotHold } from './lot-hold.entity.js';
import { Lot } from './lot.entity.js';
import { StockMovement } from './stock-movement.entity.js';

export const lotView = new RowView(Lot, {
  hide: ['lotKey'],
  join: 'join public.products p on p.id = t.product_id',
  joined: { productName: { sql: 'p.name', type: 'text', about: 'What the product is called' } },
});
export const movementView = new RowView(StockMovement);
export const holdView = new RowView(LotHold);

const RELEASE = statement(
  'lots:release-hold',
  'update public.lot_holds set release_reason = $3 where id = $2 and lot_id = $1 and released_at is null returning id',
);

/** What is in stock, lot by lot. */
@Injectable()
export class Lots {
  private readonly rows: RowStore<Lot>;
  private readonly movements: RowStore<StockMovement>;
  private readonly holds: RowStore<LotHold>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, lotView, {
      noun: 'lot',
      order: 'createdAt',
      filters: {
        productId: 't.product_id = ?',
        lotCode: 't.lot_key = ?',
        held: '(t.held_since is not null) = ?::boolean',
        expiresBy: 't.expires_on <= ?::date',
      },
    });
    const filters = { lotId: 't.lot_id = ?' };
    const ofLot = { owner: 'lotId', noun: 'row of the stock book', filters } as const;
    this.movements = new RowStore(db, movementView, { ...ofLot, order: 'createdAt' });
    this.holds = new RowStore(db, holdView, { ...ofLot, noun: 'hold', order: 'placedAt' });
  }

  list(ctx: RequestContext, { lotCode, productId, held, expiresBy, ...page }: LotsQuery): Promise<JsonText> {
    const code = lotCode === undefined ? undefined : lotKeyOf(lotCode);
    return this.rows.list(ctx, null, page, { lotCode: code, productId, held, expiresBy });
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.rows.get(ctx, null, id);
  }

  /** A lot that came in. Throws `already_exists` when the product has a lot of that code. */
  async receive(
    ctx: RequestContext,
    input: LotInput,
  ): Promise<{ readonly id: string; readonly json: JsonText }> {
    return this.rows.create(ctx, null, checked(input));
  }

  change(ctx: RequestContext, id: string, change: LotChange, ifMatch?: string): Promise<JsonText> {
    return this.rows.update(ctx, null, id, checked(change), ifMatch);
  }

  async listMovements(ctx: RequestContext, lotId: string, page: Page): Promise<JsonText> {
    await this.get(ctx, lotId);
    return this.movements.list(ctx, null, page, { lotId });
  }

  /** Writes into the stock book; the lot has so many units more or fewer. Throws `stock_negative`. */
  async move(
    ctx: RequestContext,
    lotId: string,
    { kind, quantity, reason }: MovementInput,
  ): Promise<JsonText> {
    const wrong =
      quantity === 0 || (kind === 'written-off' ? quantity > 0 : kind !== 'counted' && quantity < 0);
    if (wrong) {
      const message =
        'quantity is less than zero for written-off, more for received and returned, and never zero.';
      throw invalidInput({ field: 'quantity', rule: 'sign', message });
    }
    await this.get(ctx, lotId);
    try {
      return (await this.movements.create(ctx, lotId, { kind, quantity, reason })).json;
    } catch (error) {
      if (sqlState(error) === '23514' && error instanceof AppError) throw ecommerceErrors.stock_negative();
      throw error;
    }
  }

  async listHolds(ctx: RequestContext, lotId: string, page: Page): Promise<JsonText> {
    await this.get(ctx, lotId);
    return this.holds.list(ctx, null, page, { lotId });
  }

  /** From now on nothing of the lot is sold or sent. */
  async hold(ctx: RequestContext, lotId: string, { reason, kind = 'manual' }: HoldInput): Promise<string> {
    await this.get(ctx, lotId);
    return (await this.holds.create(ctx, lotId, { reason, kind })).id;
  }

  getHold(ctx: RequestContext, lotId: string, id: string): Promise<JsonText> {
    return this.holds.get(ctx, lotId, id);
  }

  /** Throws `hold_released`; and `recall_holds` for a hold of a recall, which the decision about the recall releases. */
  async release(ctx: RequestContext, lotId: string, id: string, reason: string): Promise<JsonText> {
    const [released] = await this.db.as(ctx).execute(RELEASE, [lotId, id, reason]);
    const hold = await this.holds.get(ctx, lotId, id);
    if (released) return hold;
    const { releasedAt } = JSON.parse(hold.text) as { releasedAt: string | null };
    throw releasedAt === null ? ecommerceErrors.recall_holds() : ecommerceErrors.hold_released();
  }
}

function checked<T extends LotChange>(input: T): T {
  const { lotCode, certificateUrl } = input;
  if (lotCode !== undefined && !isLotCode(lotCode))
    throw invalidInput({ field: 'lotCode', rule: 'code', message: `lotCode ${LOT_CODE_RULE}.` });
  if (certificateUrl != null && !/^https:\/\/\S+$/.test(certificateUrl)) {
    const message = 'certificateUrl is an https address.';
    throw invalidInput({ field: 'certificateUrl', rule: 'url', message });
  }
  return { ...input };
}
