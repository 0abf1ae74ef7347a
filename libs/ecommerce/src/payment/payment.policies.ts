import { everyRow, mayRead, own, type TablePolicies } from '@carenode/module-kit';

/** Patients read what they paid, admins everything; functions alone write it, once for each thing a provider tells. */
export const paymentPolicies: TablePolicies = {
  patient: mayRead(own('patient_id')),
  admin: mayRead(everyRow),
  system: mayRead(everyRow),
};
export const refundPolicies: TablePolicies = paymentPolicies;
export const paymentEventPolicies: TablePolicies = { admin: mayRead(everyRow), system: mayRead(everyRow) };

const BY_FUNCTIONS =
  'functions alone: an invoice that an admin notes as paid, and what the payment provider tells';
export const paymentGuards = { status: BY_FUNCTIONS, amount_refunded: BY_FUNCTIONS };
