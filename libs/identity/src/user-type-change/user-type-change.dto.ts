import { type UserType, USER_TYPES } from '@carenode/module-kit';
import { ChoiceField, IdField, PageQuery, TextField } from '@carenode/module-kit/http';

import { USER_TYPE_CHANGE_STATUSES, type UserTypeChangeStatus } from './user-type-change.entity.js';

export class UserTypeChangeInput {
  @IdField({ about: 'Whose user type is to change; never one’s own' })
  profileId!: string;

  @ChoiceField({ about: 'What they are to be', choices: USER_TYPES })
  userType!: UserType;

  @TextField({ about: 'Why', min: 3, max: 500 })
  reason!: string;

  @TextField({
    about:
      'The fingerprint that POST /access/difference gave for this person and user type: who sends it approves what the person gains',
    min: 64,
    max: 64,
  })
  approvedDifference!: string;
}

export class UserTypeDecision {
  @TextField({ about: 'What there is to say about the decision', max: 500, optional: true })
  note?: string;
}

export class UserTypeChangesQuery extends PageQuery {
  @ChoiceField({ about: 'Only those in this status', choices: USER_TYPE_CHANGE_STATUSES, optional: true })
  status?: UserTypeChangeStatus;

  @IdField({ about: 'Only those of this person', optional: true })
  profileId?: string;
}
