import { idFor } from '../people.js';
import { admins, CLINICAL, everybody, ids, OPEN, type RouteExpectation } from './route-expectation.js';

const ORDER = 'orders/ann';
const LOT = 'lots/free';
/** Whose order it is, those to whom the record is open, and those who send it out. */
const ORDERS_OPEN = `ann carol gina ${admins}`;
const product = idFor('products/sold');

const toPatients = (route: Partial<RouteExpectation> = {}): RouteExpectation => ({
  for: 'patient',
  open: 'ann',
  ...route,
});
const toAdmins = (route: Partial<RouteExpectation> = {}): RouteExpectation => ({ for: 'admin', ...route });

/** What is sold, of which lots, to whom and on which prescription. */
export const SHOP_ROUTES: Readonly<Record<string, RouteExpectation>> = {
  'GET /products': { for: everybody },
  'GET /products/facets': { for: everybody },
  'GET /products/{id}': { for: everybody, id: 'products/sold' },
  'POST /products': toAdmins({ body: {} }),
  'GET /products/export': toAdmins(),
  'POST /products/import': toAdmins({ body: {} }),
  'PATCH /products/{id}': toAdmins({ id: 'products/draft', body: { name: 'Bitter drops' } }),

  'GET /lots': { for: 'admin provider' },
  'GET /lots/{id}': { for: 'admin provider', id: LOT },
  'POST /lots': toAdmins({ body: {} }),
  'PATCH /lots/{id}': toAdmins({ id: LOT, body: { notes: 'x' } }),
  'GET /stock-check': toAdmins(),
  'GET /lots/{id}/movements': toAdmins({ id: LOT }),
  'POST /lots/{id}/movements': toAdmins({ id: LOT, body: { kind: 'received', quantity: 1 } }),
  'GET /lots/{id}/trace': { for: 'admin provider', id: LOT },
  'GET /lots/{id}/holds': { for: 'admin provider', id: 'lots/held' },
  'POST /lots/{id}/holds': toAdmins({ id: 'lots/held', body: { reason: 'It is cloudy' } }),
  'POST /lots/{id}/holds/{holdId}/release': toAdmins({ id: 'lots/held', body: { reason: 'It is clear' } }),

  'GET /patients/{patientId}/cart': toPatients(),
  'PUT /patients/{patientId}/cart/{productId}': toPatients({ body: { quantity: 1 } }),
  'DELETE /patients/{patientId}/cart/{productId}': toPatients(),
  'DELETE /patients/{patientId}/cart': toPatients(),

  'GET /patients/{patientId}/prescriptions': { for: CLINICAL, open: OPEN, refused: 'ada' },
  'GET /patients/{patientId}/prescriptions/{id}': { for: CLINICAL, id: 'prescriptions/ann', open: OPEN },
  'POST /patients/{patientId}/prescriptions': {
    for: 'provider',
    open: 'carol',
    body: { treatmentId: ids, quantity: 1, expiresOn: '2190-01-01' },
  },
  'PATCH /patients/{patientId}/prescriptions/{id}': {
    for: 'provider',
    id: 'prescriptions/ann',
    open: 'carol',
    refused: 'gina',
    body: { status: 'on-hold' },
  },

  'GET /patients/{patientId}/orders': { for: CLINICAL, open: ORDERS_OPEN },
  'GET /patients/{patientId}/orders/{id}': { for: CLINICAL, id: ORDER, open: ORDERS_OPEN },
  'POST /patients/{patientId}/orders': toPatients({ body: { items: [{ productId: product, quantity: 1 }] } }),
  'GET /orders': toAdmins(),
  'GET /orders/{id}': toAdmins({ id: ORDER }),
  'GET /order-reviews': { for: 'provider' },
  'POST /order-reviews/{id}/approve': { for: 'provider', id: ORDER, open: 'carol', body: {} },
  'POST /order-reviews/{id}/reject': { for: 'provider', id: ORDER, open: 'carol', body: {} },
  'POST /orders/{id}/reallocate': toAdmins({ id: ORDER }),
  'POST /orders/{id}/ship': toAdmins({ id: ORDER, body: {} }),
  'POST /orders/{id}/deliver': toAdmins({ id: ORDER }),
  'POST /patients/{patientId}/orders/{id}/received': toPatients({ id: ORDER }),
  'POST /orders/{id}/return': toAdmins({ id: ORDER, body: {} }),
  'POST /patients/{patientId}/orders/{id}/cancel': toPatients({ id: ORDER, body: {} }),
  'POST /orders/{id}/cancel': toAdmins({ id: ORDER, body: {} }),

  'GET /patients/{patientId}/purchases': toPatients(),
  'GET /patients/{patientId}/measurements/{measurementId}/purchase': toPatients(),
  'PUT /patients/{patientId}/measurements/{measurementId}/purchase': toPatients({
    body: { orderItemId: null },
  }),
};
