import type { NotificationBody, NotificationWords } from '@carenode/ui';

/** What patients are told of their orders, by kind; the functions that tell it are in the module's migrations. */
export const shopNotifications: Readonly<Record<string, (body: NotificationBody) => NotificationWords>> = {
  'order-paid': (body) => ({
    title: `${orderText(body)} is paid`,
    text: 'You are told when it is sent.',
    to: orderPage(body),
  }),
  'order-shipped': (body) => ({
    title: `${orderText(body)} was sent`,
    text: 'Say there when you have received it.',
    to: orderPage(body),
  }),
  'order-cancelled': (body) => ({
    title: `${orderText(body)} was cancelled`,
    text: 'Those who run the shop cancelled it. What was paid for it is given back.',
    to: orderPage(body),
  }),
  'order-refunded': (body) => ({
    title: `You get money back for ${orderText(body).toLowerCase()}`,
    text: 'It goes the way on which it was paid, and may take your bank some days.',
    to: orderPage(body),
  }),
  'order-approved': (body) => ({
    title: `${orderText(body)} was approved`,
    text: 'A provider looked at it. If it is not paid yet, you can pay it now.',
    to: orderPage(body),
  }),
  'order-rejected': (body) => ({
    title: `${orderText(body)} was not approved`,
    text: 'A provider looked at it. It was cancelled, and nothing is to be paid.',
    to: orderPage(body),
  }),
  recall: (body) => ({
    title: `${textOf(body, 'product') ?? 'Something that you bought'} was recalled`,
    text: [
      textOf(body, 'lotCode') === null ? null : `You bought some of lot ${textOf(body, 'lotCode')}.`,
      body['urgent'] === true ? 'It may do serious harm: do not use it any more.' : null,
      'See what to do, and say what became of it.',
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
    // The shop shows at its top what was recalled until it is answered.
    to: '/app/shop',
    isUrgent: body['urgent'] === true,
  }),
};

function orderText(body: NotificationBody): string {
  const number = body['number'];
  return typeof number === 'number' || typeof number === 'string' ? `Order ${number}` : 'Your order';
}

function orderPage(body: NotificationBody): string {
  const id = textOf(body, 'orderId');
  return id !== null && /^[0-9a-f-]{36}$/.test(id) ? `/app/shop/orders/${id}` : '/app/shop/orders';
}

function textOf(body: NotificationBody, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
