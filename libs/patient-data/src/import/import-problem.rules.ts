import { AppError, type FieldError } from '@carenode/module-kit';

import { FhirRefusal } from './fhir-r4/fhir-refusal.js';

/** Why an import ended without rows, as it is kept with the import. */
export interface ImportProblem {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

const UNFORESEEN: ImportProblem = {
  code: 'internal',
  detail: 'Something went wrong here; nothing of the file was stored.',
};
const OF_THE_INSTANCE = ['internal', 'unavailable', 'rate_limited'];

/** What the caller is told: a refusal of the file names field and rule, everything else stays what it was. */
export function importError(error: unknown): unknown {
  if (!(error instanceof FhirRefusal)) return error;
  const { code, message, field = 'body' } = error;
  return new AppError(code, code === 'fhir_xml' ? 'unsupported_type' : 'unprocessable', message, {
    errors: [{ field, rule: code, message }],
    cause: error,
  });
}

/** Whether the file is to blame or the instance, and what is kept about it. */
export function endOf(error: unknown): { status: 'refused' | 'failed'; problem: ImportProblem } {
  if (!(error instanceof AppError)) return { status: 'failed', problem: UNFORESEEN };
  const { code, message, kind, details } = error;
  return {
    status: OF_THE_INSTANCE.includes(kind) ? 'failed' : 'refused',
    problem: { code, detail: message, ...(details.errors ? { errors: details.errors } : {}) },
  };
}

/** The same error with the id of the import that ended so, for the problem document. */
export function withImportId(error: unknown, importId: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, kind, message, details } = error;
  return new AppError(code, kind, message, {
    ...details,
    extensions: { ...details.extensions, importId },
    cause: error,
  });
}
