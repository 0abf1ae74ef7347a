import { USER_TYPES, type UserType, type Verb, VERBS } from '@carenode/module-kit';
import { ChoiceField, IdField, TextField, TextListField } from '@carenode/module-kit/http';

import { MAX_PEOPLE } from './difference.service.js';

export class AccessQuestionInput {
  @TextField({ about: 'Whose rights: a profile id, or the e-mail address they sign in with', max: 254 })
  user!: string;

  @TextField({ about: 'The table', max: 63 })
  table!: string;

  @IdField({ about: 'A row of it; absent: the table as a whole', optional: true })
  row?: string;

  @ChoiceField({ about: 'What with it; select if absent', choices: VERBS, optional: true })
  verb?: Verb;

  @TextListField({
    about: 'As a token with these scopes, such as user/measurements.rs; absent: in person',
    max: 100,
    maxLength: 100,
    optional: true,
  })
  scopes?: string[];
}

export class AccessDifferenceInput {
  @TextListField({ about: 'Whose rights: profile ids', max: MAX_PEOPLE, maxLength: 36 })
  profileIds!: string[];

  @ChoiceField({ about: 'The user type they would have', choices: USER_TYPES })
  userType!: UserType;
}
