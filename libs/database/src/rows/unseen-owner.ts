import { AppError, type RequestContext } from '@carenode/module-kit';

import type { Database } from '../door/database.js';
import { statement } from '../door/statement.js';

const SEEN = statement('carenode:owner-seen', 'select 1 from public.profiles where id = $1');
const OPEN = statement(
  'carenode:record-open',
  'select carenode.why_open(id) is not null as open from public.profiles where id = $1',
);

/**
 * For answers about a patient that are empty: throws `not_found` when the caller may not see the patient, and
 * `record_closed` when they may, but nothing opens the clinical record to them.
 */
export async function refuseUnseenOwner(
  db: Database,
  ctx: RequestContext,
  patientId: string,
  { clinical }: { readonly clinical: boolean },
): Promise<void> {
  if (patientId === ctx.subject) return;
  const [seen] = await db.as(ctx).query<{ open?: boolean }>(clinical ? OPEN : SEEN, [patientId]);
  if (!seen) throw new AppError('not_found', 'not_found', 'There is no such patient.');
  if (seen.open === false) {
    throw new AppError('record_closed', 'forbidden', 'Nothing opens the record of this patient to you.');
  }
}
