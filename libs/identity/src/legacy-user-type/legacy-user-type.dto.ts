import { type UserType, USER_TYPES } from '@carenode/module-kit';
import { ChoiceField, TextField } from '@carenode/module-kit/http';

export class LegacyTypeQuestion {
  @ChoiceField({ about: 'What those who were called so are to be', choices: USER_TYPES })
  userType!: UserType;
}

export class LegacyTypeApprovalInput {
  @ChoiceField({ about: 'What those who were called so are to be', choices: USER_TYPES })
  userType!: UserType;

  @TextField({ about: 'Why', min: 3, max: 500 })
  reason!: string;

  @TextField({
    about:
      'The fingerprint that POST /legacy-user-types/{name}/difference gave: who sends it approves what these people gain',
    min: 64,
    max: 64,
  })
  approvedDifference!: string;
}
