import { everyRow, mayRead, openRecord, own, type TablePolicies } from '@carenode/module-kit';

/** What a provider reads of an order: neither where the patient lives nor how they pay. */
const FOR_PROVIDERS = [
  'id',
  'patient_id',
  'number',
  'order_date',
  'status',
  'total_amount',
  'currency',
  'reserved_until',
  'review_status',
  'review_reason',
  'reviewed_by',
  'reviewed_at',
  'review_note',
  'cancel_reason',
  'paid_at',
  'shipped_at',
  'delivered_at',
  'cancelled_at',
  'returned_at',
  'refunded_at',
  'created_at',
  'updated_at',
  'version',
];

/** What somebody bought tells of their health: providers read it as they read what is clinical, and each read is noted. */
const open = openRecord('patient_id', 'orders');

/**
 * Patients read their orders, admins all of them, to send them out; providers those of patients whose record is open to
 * them. Nobody writes: orders are placed, and go from status to status, by functions that keep the rules.
 */
export const orderPolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  provider: mayRead(open, FOR_PROVIDERS),
  admin: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const orderItemPolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  provider: mayRead(open),
  admin: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const lotAllocationPolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  provider: mayRead(open),
  admin: mayRead(everyRow),
  system: mayRead(everyRow),
};

export const orderGuards = {
  status:
    'carenode.cancel_order, ship_order, deliver_order, return_order and review_order, and payments; a trigger keeps the order of statuses',
  total_amount: 'carenode.place_order, from the prices at that moment',
  review_status: 'carenode.place_order and carenode.review_order, by a provider who cares for the patient',
};
