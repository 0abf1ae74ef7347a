import { AppError, type ErrorKind, type FieldError } from '@carenode/module-kit';

import { patientDataErrors } from '../patient-data.errors.js';
import type { ReadRefusal } from './reading/messages.js';

/** Why an import ended without being done, as it is kept with the import. */
export interface ImportProblem {
  readonly code: string;
  readonly detail: string;
  readonly kind?: ErrorKind;
  readonly errors?: readonly FieldError[];
}

export const UNFORESEEN: ImportProblem = {
  code: 'internal',
  detail: 'Something went wrong here; it was noted under the id of the job.',
  kind: 'internal',
};
const OF_THE_INSTANCE: readonly ErrorKind[] = ['internal', 'unavailable', 'rate_limited', 'gone'];
/** What another try may get over. */
const PASSING: readonly ErrorKind[] = ['internal', 'unavailable', 'rate_limited'];

/** The file is to blame: field and rule, and no value of it. */
export function problemOfRefusal({ code, message, field = 'body' }: ReadRefusal): ImportProblem {
  return {
    code,
    detail: message,
    kind: code === 'fhir_xml' ? 'unsupported_type' : 'unprocessable',
    errors: [{ field, rule: code, message }],
  };
}

export function problemOf(error: unknown): ImportProblem {
  if (!(error instanceof AppError)) return UNFORESEEN;
  const { code, message, kind, details } = error;
  return { code, detail: message, kind, ...(details.errors ? { errors: details.errors } : {}) };
}

/** Whether the instance is to blame, and not the file. */
export function isOfTheInstance(error: unknown): boolean {
  return !(error instanceof AppError) || OF_THE_INSTANCE.includes(error.kind);
}

/** Whether another try may go well. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof AppError) || PASSING.includes(error.kind) || error.code === 'try_again';
}

/** What is answered for an import that ended so. */
export function errorOf(problem: ImportProblem | null, importId: string): AppError {
  const { code, detail, kind = 'unprocessable', errors } = problem ?? { code: '', detail: '' };
  if (code === '') return patientDataErrors.import_failed({}, { extensions: { importId } });
  return new AppError(code, kind, detail, { ...(errors ? { errors } : {}), extensions: { importId } });
}
