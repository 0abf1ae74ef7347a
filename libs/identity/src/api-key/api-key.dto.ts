import { IdField, InstantField, TextField, TextListField } from '@carenode/module-kit/http';

export class ApiKeyInput {
  @TextField({ about: 'What the key is for', max: 100 })
  name!: string;

  @TextListField({
    about:
      'What the key may do at most: user/<table>.<verbs>, the table or the verbs may be *; verbs are letters of cruds, read or write',
    max: 100,
    maxLength: 100,
  })
  scopes!: string[];

  @InstantField({ about: 'When the key ends; absent: when it is revoked', optional: true })
  expiresAt?: string;
}

/** A key as background work makes it: for somebody. */
export class OwnedApiKeyInput extends ApiKeyInput {
  @IdField({ about: 'The admin or developer the key acts for', optional: true })
  createdBy?: string;
}
