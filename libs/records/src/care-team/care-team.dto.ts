import { ChoiceField, EmailField, IdField, InstantField, PageQuery } from '@carenode/module-kit/http';

import { CARE_TEAM_STATUSES } from './care-team-member.entity.js';

/** Either providerId or email. */
export class CareTeamInvitationInput {
  @IdField({ about: 'Id of the provider', optional: true })
  providerId?: string;

  @EmailField({ about: 'The address the provider signs in with', optional: true })
  email?: string;

  @InstantField({ about: 'When the membership ends by itself', optional: true, nullable: true })
  endsAt?: string | null;
}

export class CareTeamQuery extends PageQuery {
  @ChoiceField({ about: 'With this status only', choices: CARE_TEAM_STATUSES, optional: true })
  status?: string;
}
