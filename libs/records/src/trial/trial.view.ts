import { RowView } from '@carenode/database';

import { TrialEnrollment } from './trial-enrollment.entity.js';
import { Trial } from './trial.entity.js';

export const trialView = new RowView(Trial);

export const trialEnrollmentView = new RowView(TrialEnrollment, {
  join: 'left join lateral (select w.title from public.trials w where w.id = t.trial_id limit 1) v on true',
  joined: {
    trialTitle: {
      sql: 'v.title',
      type: 'text',
      nullable: true,
      about: 'Title of the trial; null when the caller may not see it',
    },
  },
});
