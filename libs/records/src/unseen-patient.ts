import { type Database, statement } from '@carenode/database';
import { AppError, type RequestContext } from '@carenode/module-kit';

const SEEN = statement('records:patient-seen', 'select 1 from public.profiles where id = $1');

/** Throws `not_found` unless the patient is the caller or somebody the caller may see: for answers that are empty. */
export async function refuseUnseenPatient(
  db: Database,
  ctx: RequestContext,
  patientId: string,
): Promise<void> {
  if (patientId === ctx.subject) return;
  const [seen] = await db.as(ctx).query(SEEN, [patientId]);
  if (!seen) throw new AppError('not_found', 'not_found', 'There is no such patient.');
}
