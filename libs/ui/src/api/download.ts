import { ACTING_FOR_HEADER } from './api.js';
import { actingFor } from './acting-for.js';
import { apiErrorOf, UnreachableError } from './problem.js';

/**
 * Saves a file of the instance. The browser fetches it itself, part by part; only for somebody who acts for another it is
 * held in memory first, as a link cannot say for whom it asks. Throws ApiError and UnreachableError then.
 */
export async function download(path: string): Promise<void> {
  const acting = actingFor();
  if (acting === null) return follow(path, '');
  let answer: Response;
  try {
    answer = await fetch(path, { headers: { [ACTING_FOR_HEADER]: acting.id } });
  } catch (error) {
    throw new UnreachableError(error);
  }
  if (!answer.ok) {
    const body: unknown = await answer.json().catch(() => undefined);
    throw apiErrorOf(body, answer.status, answer.headers.get('retry-after'));
  }
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const url = URL.createObjectURL(await answer.blob());
  follow(url, name ?? 'download');
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function follow(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
