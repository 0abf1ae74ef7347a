import { RowView } from '@carenode/database';

import { CareTeamMember } from './care-team-member.entity.js';

export const careTeamMemberView = new RowView(CareTeamMember, {
  join: 'left join lateral carenode.care_team_names(t.id) n on true',
  joined: {
    patientName: {
      sql: `nullif(n.patient_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of the patient',
    },
    providerName: {
      sql: `nullif(n.provider_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of the provider',
    },
  },
});
