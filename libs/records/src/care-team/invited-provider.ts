import { type Database, statement } from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';

import { errors } from '../records.errors.js';

const BY_EMAIL = statement('care-team:provider-by-email', 'select carenode.provider_by_email($1) as id');

/** The provider that an invitation names, by id or by address. Throws `validation_failed` for none or both, `unknown_provider`. */
export async function invitedProvider(
  db: Database,
  ctx: RequestContext,
  { providerId, email }: { readonly providerId?: string; readonly email?: string },
): Promise<string> {
  if ((providerId === undefined) === (email === undefined)) {
    throw invalidInput({
      field: 'providerId',
      rule: 'oneOf',
      message: 'Say who is invited: either providerId or email.',
    });
  }
  if (providerId !== undefined) return providerId;
  const [found] = await db.as(ctx).query<{ id: string | null }>(BY_EMAIL, [email]);
  if (!found?.id) throw errors.unknown_provider();
  return found.id;
}
