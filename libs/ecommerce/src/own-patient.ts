import { AppError, type RequestContext, subjectOf } from '@carenode/module-kit';

/**
 * The patient of the route, who is the caller: what patients do for themselves, nobody does for them. Throws `not_found`,
 * as somebody else's record is not there for a patient.
 */
export function ownPatient(ctx: RequestContext, patientId: string): string {
  if (patientId === subjectOf(ctx)) return patientId;
  throw new AppError('not_found', 'not_found', 'There is no such patient.');
}
