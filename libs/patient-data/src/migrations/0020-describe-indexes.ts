import { describeIndexes } from '@carenode/database';

export const DescribeIndexes = describeIndexes('0020-describe-indexes', {
  learning_resources_created_at_id_idx: 'The newest learning resources',
  patient_data_imports_heartbeat_at_idx: 'Imports whose host is gone',
});
