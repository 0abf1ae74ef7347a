/** An RFC 9457 problem document, as every refusal of the API is. */
export interface Problem {
  readonly status: number;
  /** Stable and machine-readable, e.g. `module_not_active`. */
  readonly code: string;
  /** A sentence for a person. */
  readonly detail: string;
  readonly errors?: readonly ProblemField[];
  readonly requestId?: string;
  /** Some problems say more, in members of their own (RFC 9457, 3.2). */
  readonly [member: string]: unknown;
}

/** One wrong field of what was sent. */
export interface ProblemField {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** The API refused: what it said, and when it may be asked again. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** There was no answer at all: the network or the instance is down. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(cause?: unknown) {
    super('The instance did not answer.', { cause });
  }
}

/**
 * The error that a failed answer stands for. What is no problem document (a page of a proxy) becomes one with the status
 * that came with it.
 */
export function apiErrorOf(body: unknown, status: number, retryAfter: string | null): ApiError {
  const seconds = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
  if (isProblem(body)) return new ApiError(body, seconds);
  const detail = status >= 500 ? 'The instance cannot answer at the moment.' : 'The request was refused.';
  return new ApiError({ status, code: `http_${status}`, detail }, seconds);
}

function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { status, code, detail } = body as Record<string, unknown>;
  return typeof status === 'number' && typeof code === 'string' && typeof detail === 'string';
}

/** What a screen tells a person about an error. */
export interface ErrorWords {
  readonly title: string;
  readonly text: string;
  /** One sentence per wrong field. */
  readonly fields: readonly string[];
  /** What to give to those who run the instance. */
  readonly requestId?: string;
}

/** Says in plain words what went wrong and what to do. */
export function wordsOf(error: unknown): ErrorWords {
  if (error instanceof UnreachableError) {
    return {
      title: 'Carenode cannot be reached',
      text: 'Check your connection and try again. Nothing was changed.',
      fields: [],
    };
  }
  if (!(error instanceof ApiError)) {
    return { title: 'Something went wrong', text: 'Reload the page and try again.', fields: [] };
  }
  const { problem, retryAfterSeconds } = error;
  const fields = (problem.errors ?? []).map(({ message }) => message);
  // A refusal of several fields has their sentences as its detail: once is enough.
  const text = fields.length > 0 && fields.join(' ') === problem.detail ? '' : problem.detail;
  return {
    title: titleOf(problem),
    text: retryAfterSeconds === null ? text : `Please try again in ${waitOf(retryAfterSeconds)}.`,
    fields,
    ...(problem.status >= 500 && problem.requestId ? { requestId: problem.requestId } : {}),
  };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Please check what was entered',
  401: 'Please sign in',
  403: 'This is not open to you',
  404: 'This was not found',
  409: 'This is not possible as things stand',
  410: 'This is no longer valid',
  412: 'Somebody else changed this meanwhile',
  413: 'This is too large',
  415: 'This kind of file cannot be read',
  422: 'This cannot be read',
  429: 'There were too many attempts',
};

function titleOf({ code, status }: Problem): string {
  if (code === 'module_not_active') return 'This module is not active for you';
  return TITLES[status] ?? (status >= 500 ? 'The instance has a problem' : 'This did not work');
}

function waitOf(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/**
 * The refusals of a form's fields, by field, when the error is about nothing else; null for any other error, which the
 * form shows as a whole. `labels` says what the form calls each of its fields.
 */
export function fieldErrorsOf<F extends string>(
  error: unknown,
  labels: Readonly<Record<F, string>>,
): Partial<Record<F, string>> | null {
  if (!(error instanceof ApiError)) return null;
  const errors = error.problem.errors ?? [];
  const known = (field: string): field is F => Object.hasOwn(labels, field);
  const found: Partial<Record<F, string>> = {};
  for (const { field, message } of errors) {
    if (!known(field)) return null;
    found[field] = message.startsWith(`${field} `) ? labels[field] + message.slice(field.length) : message;
  }
  return errors.length > 0 ? found : null;
}
