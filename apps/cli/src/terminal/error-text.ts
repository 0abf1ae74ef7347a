import { AppError } from '@carenode/module-kit';

/** What went wrong, for the person who called: a sentence, and a line for each wrong field. Never a stack. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const message = error.message || code || 'It failed without a message.';
  if (!(error instanceof AppError)) return message;
  const fields = (error.details.errors ?? []).filter((wrong) => !message.includes(wrong.message));
  const cause = error.kind === 'unavailable' ? causeOf(error) : '';
  return [`${message}${cause}`, ...fields.map((wrong) => `  ${wrong.field}: ${wrong.message}`)].join('\n');
}

function causeOf(error: AppError): string {
  const { message, code } = (error.details.cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return message || code ? ` (${message || code})` : '';
}
