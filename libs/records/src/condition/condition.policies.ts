import { referenceData } from '../catalogue/catalogue.policies.js';

export const conditionPolicies = referenceData([
  'name',
  'short_name',
  'description',
  'code_system',
  'code',
  'is_billable',
]);
