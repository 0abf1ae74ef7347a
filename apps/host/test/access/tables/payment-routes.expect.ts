import { admins, type RouteExpectation } from './route-expectation.js';

/** What is paid for orders, and with which accounts. */
export const PAYMENT_ROUTES: Readonly<Record<string, RouteExpectation>> = {
  'POST /patients/{patientId}/orders/{id}/payment': { for: 'patient', id: 'orders/ann', open: 'ann' },
  'GET /patients/{patientId}/payments': { for: 'patient admin', open: `ann ${admins}` },
  'GET /orders/{id}/payments': { for: 'admin', id: 'orders/ann' },
  'POST /orders/{id}/payment/paid': { for: 'admin', id: 'orders/ann', body: {} },
  'POST /orders/{id}/refunds': { for: 'admin', id: 'orders/ann', body: { reason: 'It was broken.' } },
  'GET /payment-accounts': { for: 'admin' },
  'PUT /payment-accounts/stripe': { for: 'admin', body: {} },
  'GET /payment-providers': { for: 'patient' },
};

/** Stripe signs what it tells. */
export const PUBLIC_PAYMENT_ROUTES: readonly string[] = ['POST /payments/stripe/webhook'];
