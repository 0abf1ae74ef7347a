import { RowView } from '@carenode/database';

import { TrialDataNeed } from './trial-data-need.entity.js';
import { TrialTeamMember } from './trial-team-member.entity.js';

export const trialTeamMemberView = new RowView(TrialTeamMember, {
  join: 'left join lateral carenode.trial_team_names(t.id) n on true',
  joined: {
    trialTitle: { sql: 'n.trial_title', type: 'text', nullable: true, about: 'Title of the trial' },
    providerName: {
      sql: `nullif(n.provider_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of the provider',
    },
  },
});

export const trialDataNeedView = new RowView(TrialDataNeed, {
  join: 'left join lateral (select w.name, w.display_name from public.variables w where w.id = t.variable_id limit 1) v on true',
  joined: {
    variableName: {
      sql: 'v.name',
      type: 'text',
      nullable: true,
      about: 'Name of the variable; null for a whole table',
    },
    variableDisplayName: {
      sql: 'coalesce(v.display_name, v.name)',
      type: 'text',
      nullable: true,
      about: 'What patients read of the variable; null for a whole table',
    },
  },
});
