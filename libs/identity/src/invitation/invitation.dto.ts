import { type UserType, USER_TYPES } from '@carenode/module-kit';
import { ChoiceField, EmailField, InstantField, TextField } from '@carenode/module-kit/http';

export class InvitationInput {
  @EmailField({ about: 'Who is invited: what they will sign in with' })
  email!: string;

  @ChoiceField({ about: 'What they will be; a provider invites patients only', choices: USER_TYPES })
  userType!: UserType;
}

export class InvitationTokenQuery {
  @TextField({ about: 'The token of the invitation', max: 100 })
  token!: string;
}

export class InvitationAcceptance extends InvitationTokenQuery {
  @TextField({ about: 'Given names', max: 200 })
  firstName!: string;

  @TextField({ about: 'Family name', max: 200 })
  lastName!: string;

  @TextField({ about: 'The password to sign in with; a common one is refused', min: 12, max: 200 })
  password!: string;
}

/** What an invitation is for, as whoever holds its token may know. */
export class InvitationOffer {
  @EmailField({ about: 'What you will sign in with' })
  email!: string;

  @ChoiceField({ about: 'What you will be', choices: USER_TYPES })
  userType!: UserType;

  @InstantField({ about: 'Until when you can accept' })
  expiresAt!: string;
}
