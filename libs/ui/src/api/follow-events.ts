import { actingFor } from './acting-for.js';
import { ACTING_FOR_HEADER } from './api.js';
import { EventStreamReader, type ServerEvent } from './event-stream.rules.js';
import { apiErrorOf, UnreachableError } from './problem.js';

/**
 * Follows server-sent events of this instance until the stream ends or the signal says so. In place of `EventSource`, which
 * cannot say for whom somebody acts. Throws ApiError when the instance refused, UnreachableError when there is no answer or
 * the connection broke.
 */
export async function followEvents(
  path: string,
  onEvent: (event: ServerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const acting = actingFor();
  const headers = { accept: 'text/event-stream', ...(acting ? { [ACTING_FOR_HEADER]: acting.id } : {}) };
  const answer = await unlessBroken(fetch(path, { headers, signal }), signal);
  if (!answer.ok || !answer.body) {
    const body: unknown = await answer.json().catch(() => undefined);
    throw apiErrorOf(body, answer.status, answer.headers.get('retry-after'));
  }
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  const events = new EventStreamReader();
  for (;;) {
    const { done, value } = await unlessBroken(reader.read(), signal);
    if (done) return;
    for (const event of events.take(decoder.decode(value, { stream: true }))) onEvent(event);
  }
}

async function unlessBroken<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    signal.throwIfAborted();
    throw new UnreachableError(error);
  }
}
