import { ChoiceField, PageQuery } from '@carenode/module-kit/http';

import { JOB_STATUSES, type JobStatus } from './job.entity.js';

export class JobsQuery extends PageQuery {
  @ChoiceField({ about: 'Only jobs in this state', choices: JOB_STATUSES, optional: true })
  status?: JobStatus;
}
