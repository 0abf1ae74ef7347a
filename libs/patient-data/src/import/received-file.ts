import { Readable } from 'node:stream';

import { patientDataErrors } from '../patient-data.errors.js';

// A sender who is told "too large" while still sending would see a broken connection instead: the rest is thrown away,
// up to here.
const MOST_THROWN_AWAY = 64 * 1024 * 1024;

/** The pieces of a request's body. Throws when there is none, when it has more than `limit` bytes, or when it is cut off. */
export function receivedFile(body: unknown, limit: number): AsyncIterable<Uint8Array> {
  if (body === undefined || body === null) throw patientDataErrors.import_body_missing();
  if (!(body instanceof Readable)) throw patientDataErrors.import_media_type();
  return pieces(body, limit);
}

async function* pieces(body: Readable, limit: number): AsyncGenerator<Uint8Array> {
  const received = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let size = 0;
  for (;;) {
    const next = await received.next().catch(() => {
      throw size > limit ? tooLarge(limit) : patientDataErrors.import_cut_off();
    });
    if (next.done) break;
    const { value } = next;
    size += value.length;
    if (size > limit + MOST_THROWN_AWAY) {
      body.destroy();
      break;
    }
    if (size <= limit) yield value;
  }
  if (size > limit) throw tooLarge(limit);
  if (size === 0) throw patientDataErrors.import_body_missing();
}

export function tooLarge(limit: number): Error {
  return patientDataErrors.import_too_large(
    { limit },
    { errors: [{ field: 'body', rule: 'maxBytes', message: `The file has at most ${limit} bytes.` }] },
  );
}
