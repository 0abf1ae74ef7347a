import type { Schemas } from '@carenode/ui';

export type Order = Schemas['Order'];
/** As a provider sees it who reviews it. */
export type ReviewedOrder = Schemas['ReviewedOrder'];
export type WholeOrder = Schemas['WholeOrder'];

/** A line of an order, as it was when it was ordered. */
export interface OrderLine {
  readonly id: string;
  readonly productId: string;
  readonly name: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly pricePerUnit: number;
  /** The lots it is of, in words. */
  readonly lots: string | null;
  readonly needsPrescription: boolean;
  readonly prescriptionId: string | null;
}

export function linesOf({ items }: { readonly items: unknown }): readonly OrderLine[] {
  return Array.isArray(items) ? (items as readonly OrderLine[]) : [];
}

/** What each status is called. */
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  placed: 'Placed',
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  returned: 'Returned',
  refunded: 'Refunded',
};

type Told = Pick<Order, 'status' | 'reviewStatus' | 'isReserved'>;

/** Where the order stands, in two or three words. */
export function stateText({ status, reviewStatus, isReserved }: Told): string {
  if (status === 'placed' && reviewStatus === 'pending') return 'Waits for a review';
  if (status === 'placed') return isReserved ? 'To be paid' : 'Not paid in time';
  return STATUS_WORDS[status] ?? status;
}

export function stateColor({ status, reviewStatus }: Told): string {
  if (status === 'placed') return reviewStatus === 'pending' ? 'yellow' : 'care';
  if (status === 'delivered') return 'green';
  return status === 'paid' || status === 'shipped' ? 'care' : 'gray';
}

/** A step of the way of an order. */
export interface OrderStep {
  readonly name: string;
  /** Null: not yet. */
  readonly at: string | null;
}

type Moments = Pick<
  Order,
  | 'orderDate'
  | 'paidAt'
  | 'shippedAt'
  | 'deliveredAt'
  | 'cancelledAt'
  | 'returnedAt'
  | 'refundedAt'
  | 'status'
>;

/** The way of an order: what was, and what is yet to come; of one that ended otherwise, only what was. */
export function stepsOf(order: Moments): OrderStep[] {
  const way: OrderStep[] = [
    { name: 'Placed', at: order.orderDate },
    { name: 'Paid', at: order.paidAt },
    { name: 'Shipped', at: order.shippedAt },
    { name: 'Delivered', at: order.deliveredAt },
  ];
  const ends = [
    { name: 'Cancelled', at: order.cancelledAt },
    { name: 'Returned', at: order.returnedAt },
    { name: 'Refunded', at: order.refundedAt },
  ].filter(({ at }) => at !== null);
  return ends.length === 0 ? way : [...way.filter(({ at }) => at !== null), ...ends];
}

/** Its units have not left yet. */
export const hasNotLeft = (status: string) => status === 'placed' || status === 'paid';

/** What the patient has of it can be logged as used. */
export const isHad = (status: string) => ['paid', 'shipped', 'delivered'].includes(status);

/** A card can be charged for it now. */
export const isPayableByCard = ({
  status,
  reviewStatus,
  paymentProvider,
}: Pick<WholeOrder, 'status' | 'reviewStatus' | 'paymentProvider'>): boolean =>
  status === 'placed' && reviewStatus !== 'pending' && paymentProvider === 'stripe';
