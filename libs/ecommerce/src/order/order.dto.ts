import {
  BooleanField,
  ChoiceField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  PageQuery,
  TextField,
} from '@carenode/module-kit/http';

import { Address } from './address.dto.js';

export const ORDER_STATUSES = [
  'placed',
  'paid',
  'shipped',
  'delivered',
  'cancelled',
  'returned',
  'refunded',
] as const;
export const PAYMENT_PROVIDERS = ['manual', 'stripe'] as const;

export class OrderLine {
  @IdField({ about: 'The product' })
  productId!: string;

  @IntegerField({ about: 'How many units', min: 1, max: 100_000 })
  quantity!: number;
}

export class OrderInput {
  @ListField({
    about: 'What is ordered; the cart if absent, which is emptied then',
    of: OrderLine,
    min: 1,
    max: 100,
    optional: true,
  })
  items?: OrderLine[];

  @ObjectField({ about: 'Where it goes', of: Address, optional: true })
  shippingAddress?: Address;

  @ObjectField({ about: 'Who pays; the shipping address if absent', of: Address, optional: true })
  billingAddress?: Address;

  @ChoiceField({
    about: 'manual: by invoice; stripe: by card and the like',
    choices: PAYMENT_PROVIDERS,
    optional: true,
  })
  paymentProvider?: (typeof PAYMENT_PROVIDERS)[number];

  @TextField({
    about: 'The payment method at the payment provider, such as pm_…; never a card number',
    max: 200,
    optional: true,
  })
  paymentMethodId?: string;

  @NumberField({
    about: 'The total that was shown; the order is refused when it is another one by now',
    min: 0,
    max: 1e15,
    optional: true,
  })
  expectedTotal?: number;
}

export class OrdersQuery extends PageQuery {
  @ChoiceField({ about: 'Only orders of this status', choices: ORDER_STATUSES, optional: true })
  status?: string;
}

export class AllOrdersQuery extends OrdersQuery {
  @IntegerField({
    about: 'Only the order of this number',
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
  })
  number?: number;
}

export class CancelInput {
  @TextField({ about: 'Why', max: 2000, optional: true })
  reason?: string;
}

export class ShipInput {
  @TextField({ about: 'Who brings it', max: 100, optional: true })
  carrier?: string;

  @TextField({ about: 'The number of the parcel there', max: 200, optional: true })
  trackingNumber?: string;
}

export class ReturnInput {
  @BooleanField({ about: 'Whether its units can be sold again', optional: true })
  restock?: boolean;
}

export class ReviewInput {
  @TextField({ about: 'What the patient is told', max: 2000, optional: true })
  note?: string;
}
