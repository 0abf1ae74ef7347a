import { basename } from 'node:path';

const RETRIED = ['55P03', '40P01'];

/** An error that says what went wrong without what stands in the rows: neither its message nor its cause is handed on. */
export class DataStepError extends Error {
  override readonly name = 'DataStepError';
}

/** True for what the session tries again by itself. */
export function isLockProblem(error: unknown): boolean {
  return RETRIED.includes((error as { code?: string }).code ?? '');
}

/**
 * `work`, whose errors are told without their messages, which may quote a row: by their kind, and by what PostgreSQL says of
 * tables, columns and constraints. Lock problems pass as they are.
 */
export async function discreetly<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isLockProblem(error) || error instanceof DataStepError) throw error;
    throw new DataStepError(`${what}: ${kindOf(error)}`);
  }
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  const { code, constraint, column, table } = error as {
    code?: string;
    constraint?: string;
    column?: string;
    table?: string;
  };
  const names = [
    ...(constraint ? [`constraint ${constraint}`] : []),
    ...(column ? [`column ${column}`] : []),
    ...(table ? [`table ${table}`] : []),
  ];
  if (code && /^[0-9A-Z]{5}$/.test(code)) return [`PostgreSQL refused it with ${code}`, ...names].join(', ');
  const frame = /\(?((?:file:\/\/)?[^\s()]+):(\d+):\d+\)?\s*$/.exec(
    (error.stack ?? '').split('\n').find((line) => /^\s+at /.test(line)) ?? '',
  );
  return `${error.name}${code ? ` ${code}` : ''}${frame ? ` at ${basename(frame[1] ?? '')}:${frame[2]}` : ''}`;
}
