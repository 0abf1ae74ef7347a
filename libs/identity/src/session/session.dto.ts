import type { UserType } from '@carenode/module-kit';
import { EmailField, type JsonSchema, TextField } from '@carenode/module-kit/http';

export class SignInInput {
  @EmailField({ about: 'The e-mail address of the account' })
  email!: string;

  @TextField({ about: 'The password', max: 200 })
  password!: string;
}

export class PasswordChange {
  @TextField({ about: 'The password until now', max: 200 })
  currentPassword!: string;

  @TextField({ about: 'The new password; a common one is refused', min: 12, max: 200 })
  newPassword!: string;
}

/** Who the caller is, and what they can use. */
export interface CurrentSession {
  readonly profile: {
    readonly id: string;
    readonly userType: UserType;
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
    readonly timeZone: string;
  };
  readonly modules: readonly {
    readonly name: string;
    readonly title: string;
    readonly active: true;
    readonly required: boolean;
  }[];
  readonly expiresAt: string | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
}

const text = (description: string) => ({ type: 'string', description });
const textOrNull = (description: string) => ({ type: ['string', 'null'], description });
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

export const currentSessionSchema: JsonSchema = {
  title: 'CurrentSession',
  ...object({
    profile: object({
      id: { ...text('The caller’s id'), format: 'uuid' },
      userType: text('admin, provider, patient, research-partner or developer'),
      firstName: textOrNull('Given names; null also where a token’s scopes do not show profiles'),
      lastName: textOrNull('Family name; null also where a token’s scopes do not show profiles'),
      email: textOrNull('E-mail address; null also where a token’s scopes do not show profiles'),
      timeZone: text('IANA time zone; UTC where a token’s scopes do not show profiles'),
    }),
    modules: {
      type: 'array',
      description: 'The modules that are active for the caller now',
      items: object({
        name: text('The module’s name'),
        title: text('What people call it'),
        active: { type: 'boolean', const: true },
        required: { type: 'boolean', description: 'Is the module always active?' },
      }),
    },
    expiresAt: {
      ...textOrNull('When the session or key ends; null for a key without an end'),
      format: 'date-time',
    },
    actor: object({
      kind: text('session or api-key: what signed the request; delegate: somebody acts for the caller'),
      id: textOrNull('The id of the session or key; of a delegate, the person who acts'),
    }),
  }),
};
