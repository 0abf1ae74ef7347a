import { describeIndexes } from '@carenode/database';

export const DescribeIndexes = describeIndexes('0018-describe-indexes', {
  conditions_words: 'Search of conditions by words',
  conditions_code_prefix: 'Search of conditions by the beginning of a code',
  conditions_order: 'The list of conditions, by code',
  treatments_words: 'Search of treatments by words',
  treatments_code_prefix: 'Search of treatments by the beginning of a code',
  treatments_order: 'The list of treatments, by name',
  measurements_patient_start: 'The newest measurements of a patient, and those of a time',
  consent_texts_published: 'The texts to agree to, newest first',
  trials_created: 'The list of trials, newest first',
});
