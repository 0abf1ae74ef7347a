import { referenceData } from '../catalogue/catalogue.policies.js';

/**
 * Admins and background imports alone say how a treatment’s origin was verified (source_verification_method) and what
 * regulators say of it (regulatory_status): no other grant writes a row, so these need no guard of their own.
 */
export const treatmentPolicies = referenceData([
  'name',
  'description',
  'code_system',
  'code',
  'treatment_type',
  'manufacturer',
  'source_verification_method',
  'regulatory_status',
]);
