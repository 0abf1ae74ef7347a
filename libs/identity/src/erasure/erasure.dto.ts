import { ChoiceField, TextField } from '@carenode/module-kit/http';

/** What people agree to word for word, so that nobody is erased by a slip. */
export const ACKNOWLEDGEMENT =
  'I understand that everything about me will be erased and cannot be brought back.';

export class ErasureInput {
  @TextField({ about: 'The password, once more', max: 200 })
  password!: string;

  @ChoiceField({ about: 'What the patient agrees to, word for word', choices: [ACKNOWLEDGEMENT] })
  acknowledgement!: string;
}
