/** What went wrong, in the caller's terms; the host turns each kind into one HTTP status (RFC 9110). */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  unsupported_type: 415,
  unprocessable: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ErrorKind = keyof typeof ERROR_STATUS;

/** One wrong field: where it is, which rule it broke, and what to do, in a sentence. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly errors?: readonly FieldError[];
  /** Response headers the error carries, e.g. `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document (RFC 9457 section 3.2). Never anything secret or about other people. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * An error the caller may be told. `code` is stable and machine-readable (snake_case), the message is a sentence for a
 * person. Anything thrown that is not an AppError is answered as an internal error without its text.
 */
export class AppError extends Error {
  readonly details: ErrorDetails;

  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'AppError';
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.kind];
  }
}

/** A refusal of input that names each field and rule. */
export function invalidInput(...errors: [FieldError, ...FieldError[]]): AppError {
  return new AppError('validation_failed', 'invalid', errors.map((error) => error.message).join(' '), {
    errors,
  });
}

export type ErrorTable = Readonly<Record<string, readonly [ErrorKind, string]>>;
export type ErrorFactory = (values?: Record<string, string | number>, details?: ErrorDetails) => AppError;

/**
 * A module's errors, declared once: code → [kind, message]. `{name}` in a message is replaced by `values.name`.
 * Returns one function per code that makes the error.
 */
export function defineErrors<T extends ErrorTable>(
  table: T,
): { readonly [K in keyof T]: ErrorFactory } & { readonly table: T } {
  const factories = Object.entries(table).map(([code, [kind, template]]) => [
    code,
    (values: Record<string, string | number> = {}, details: ErrorDetails = {}) =>
      new AppError(
        code,
        kind,
        template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? name)),
        details,
      ),
  ]);
  return Object.freeze({ ...Object.fromEntries(factories), table }) as {
    readonly [K in keyof T]: ErrorFactory;
  } & { readonly table: T };
}
