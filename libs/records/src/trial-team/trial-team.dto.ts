import { ChoiceField, EmailField, IdField, PageQuery, TextListField } from '@carenode/module-kit/http';

import { TRIAL_TEAM_STATUSES } from './trial-team-member.entity.js';

/** Either providerId or email. */
export class TrialTeamInvitationInput {
  @IdField({ about: 'Id of the provider', optional: true })
  providerId?: string;

  @EmailField({ about: 'The address the provider signs in with', optional: true })
  email?: string;
}

export class TrialTeamQuery extends PageQuery {
  @ChoiceField({ about: 'With this status only', choices: TRIAL_TEAM_STATUSES, optional: true })
  status?: string;
}

/** All that the trial needs: what is not named here is needed no more. */
export class TrialDataNeedsInput {
  @TextListField({
    about:
      'Tables of clinical data of which the team reads every row of a participant, such as patient_conditions',
    max: 50,
    maxLength: 63,
    optional: true,
  })
  tables?: string[];

  @TextListField({
    about:
      'Ids of variables of the shared catalogue whose measurements the team reads, instead of all of them',
    max: 150,
    maxLength: 36,
    optional: true,
  })
  variableIds?: string[];
}
