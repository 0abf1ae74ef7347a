import { actingFor } from './acting-for.js';
import { ACTING_FOR_HEADER } from './api.js';
import { apiErrorOf, UnreachableError } from './problem.js';

export interface Upload {
  /** Path on this instance. */
  readonly path: string;
  readonly body: Blob;
  readonly headers: Readonly<Record<string, string>>;
  /** Told the share that was sent, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Posts a file and answers with the JSON that came back. In place of `fetch`, which cannot tell how much was sent. Throws
 * ApiError when the instance refused, UnreachableError when there was no answer.
 */
export function upload({ path, body, headers, onProgress, signal }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    const acting = actingFor();
    if (acting) request.setRequestHeader(ACTING_FOR_HEADER, acting.id);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = jsonOf(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(apiErrorOf(answer, request.status, request.getResponseHeader('retry-after')));
    };
    request.onerror = () => reject(new UnreachableError());
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
