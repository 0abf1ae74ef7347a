import { referenceData } from '../catalogue/catalogue.policies.js';

export const unitPolicies = referenceData([
  'code',
  'name',
  'print_symbol',
  'property',
  'is_metric',
  'is_arbitrary',
  'is_special',
]);
