import { AppError, type RequestContext } from '@carenode/module-kit';

import type { Database } from '../door/database.js';
import { statement } from '../door/statement.js';

const SEEN = statement(
  'carenode:owner-seen',
  'select exists (select from public.profiles where id = $1) as known, true as open',
);
const OPEN = statement(
  'carenode:record-open',
  `select exists (select from public.profiles where id = $1) as known, carenode.why_open($1, $2) is not null as open`,
);

/**
 * For answers about a patient that are empty. Without a table: throws `not_found` when the caller may not see the patient.
 * With one that is clinical: throws nothing when the patient's rows of it are open to the caller, whether or not the
 * caller may see who the patient is (a trial's team may not); else `not_found`, or `record_closed` when the caller may.
 */
export async function refuseUnseenOwner(
  db: Database,
  ctx: RequestContext,
  patientId: string,
  clinicalTable: string | null = null,
): Promise<void> {
  if (patientId === ctx.subject) return;
  const [seen] =
    clinicalTable === null
      ? await db.as(ctx).query<Seen>(SEEN, [patientId])
      : await db.as(ctx).query<Seen>(OPEN, [patientId, clinicalTable]);
  if (seen?.open && (seen.known || clinicalTable !== null)) return;
  if (!seen?.known) throw new AppError('not_found', 'not_found', 'There is no such patient.');
  throw new AppError('record_closed', 'forbidden', 'Nothing opens the record of this patient to you.');
}

interface Seen {
  readonly known: boolean;
  readonly open: boolean;
}
