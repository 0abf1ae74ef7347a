import { AppError, type ErrorKind } from '@carenode/module-kit';

interface PostgresError extends Error {
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
}

function isPostgresError(error: unknown): error is PostgresError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'severity' in error &&
    'code' in error &&
    typeof error.code === 'string'
  );
}

const MEANING: Readonly<Record<string, readonly [code: string, kind: ErrorKind, message: string]>> = {
  '23505': ['already_exists', 'conflict', 'There is such a row already.'],
  '23503': [
    'unknown_reference',
    'unprocessable',
    'A row that this one names, or that names this one, stands in the way.',
  ],
  '23514': ['rule_broken', 'unprocessable', 'The values break a rule of the table.'],
  '23502': ['value_missing', 'unprocessable', 'A value that must be there is missing.'],
  '23P01': ['overlap', 'conflict', 'The row overlaps another one.'],
  '22003': ['out_of_range', 'invalid', 'A number is out of range.'],
  '22007': ['invalid_instant', 'invalid', 'A date or time cannot be read.'],
  '22008': ['invalid_instant', 'invalid', 'A date or time is out of range.'],
  '22P02': ['invalid_value', 'invalid', 'A value cannot be read as its type.'],
  '22P05': ['invalid_text', 'invalid', 'A text holds a character that cannot be stored.'],
  '22021': ['invalid_text', 'invalid', 'A text holds a character that cannot be stored.'],
  '22001': ['too_long', 'invalid', 'A text is too long.'],
  '42501': ['not_allowed', 'forbidden', 'This is not allowed.'],
  '40001': ['try_again', 'conflict', 'Somebody changed the same rows at the same time; try again.'],
  '40P01': ['try_again', 'conflict', 'Somebody changed the same rows at the same time; try again.'],
  '55P03': ['try_again', 'unavailable', 'The rows are locked by somebody else; try again.'],
  '57014': ['took_too_long', 'unavailable', 'The database took too long to answer.'],
  '53300': ['overloaded', 'unavailable', 'The database takes no more connections; try again.'],
  '57P01': ['database_down', 'unavailable', 'The database is not available; try again.'],
  '57P02': ['database_down', 'unavailable', 'The database is not available; try again.'],
  '57P03': ['database_down', 'unavailable', 'The database is not available; try again.'],
};

const CONNECTION =
  /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)|Connection terminated|connection error|timeout exceeded when trying to connect/;

/**
 * The error a caller may be told for what PostgreSQL answered: an AppError by SQLSTATE, naming the constraint or column
 * but never a value. Other errors come back unchanged. Functions of the schema raise SQLSTATE `CN` + three digits with
 * `code` in the hint; those pass their own message through.
 */
export function databaseError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const inner = (error as { driverError?: unknown } | null)?.driverError;
  if (inner) return databaseError(inner);
  if (!isPostgresError(error)) {
    return isConnectionLoss(error)
      ? new AppError('database_down', 'unavailable', 'The database is not available; try again.', {
          cause: error,
        })
      : error;
  }
  const raised = /^CN(\d{3})$/.exec(error.code);
  if (raised)
    return new AppError(
      (error as { hint?: string }).hint ?? 'refused',
      kindOfStatus(Number(raised[1])),
      error.message,
      { cause: error },
    );
  const known = MEANING[error.code];
  if (!known) return error;
  const [code, kind, message] = known;
  const place = error.constraint ?? error.column;
  return new AppError(code, kind, place ? `${message} (${place})` : message, {
    cause: error,
    ...(place ? { errors: [{ field: error.column ?? place, rule: place, message }] } : {}),
  });
}

/** True when the connection broke, or could not be made, rather than PostgreSQL refusing the statement. */
export function isConnectionLoss(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return (
    code === '57P01' ||
    code === '57P02' ||
    CONNECTION.test(`${typeof code === 'string' ? code : ''} ${String(message)}`.trim())
  );
}

function kindOfStatus(status: number): ErrorKind {
  const kinds: Readonly<Record<number, ErrorKind>> = {
    400: 'invalid',
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not_found',
    409: 'conflict',
    410: 'gone',
    422: 'unprocessable',
    429: 'rate_limited',
  };
  return kinds[status] ?? 'unprocessable';
}

/** The SQLSTATE behind an error, through AppError causes; undefined when there is none. */
export function sqlState(error: unknown): string | undefined {
  if (isPostgresError(error)) return error.code;
  const inner =
    (error as { driverError?: unknown; cause?: unknown } | null)?.driverError ??
    (error as { cause?: unknown } | null)?.cause;
  return inner ? sqlState(inner) : undefined;
}
