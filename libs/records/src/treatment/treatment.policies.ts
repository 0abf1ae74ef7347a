import { referenceData } from '../catalogue/catalogue.policies.js';

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
