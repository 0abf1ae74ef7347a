import { mayEverything, own, type TablePolicies } from '@carenode/module-kit';

/** A cart is its patient's alone. */
export const cartItemPolicies: TablePolicies = { patient: mayEverything(own('patient_id'), ['quantity']) };
