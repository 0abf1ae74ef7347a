import { mayEverything, own, type TablePolicies } from '@carenode/module-kit';

/** What somebody likes to eat is for them alone. */
export const foodFavouritePolicies: TablePolicies = {
  patient: mayEverything(own('patient_id'), ['name', 'items']),
};
