import { Readable } from 'node:stream';

import { patientDataErrors } from '../patient-data.errors.js';

// A sender who is told "too large" while still sending would see a broken connection instead: the rest is thrown away,
// up to here.
const MOST_THROWN_AWAY = 64 * 1024 * 1024;

/** The whole body as bytes. Throws when there is none, when it has more than `limit` bytes, or when it is cut off. */
export function readBody(body: unknown, limit: number): Promise<Buffer> {
  if (body === undefined || body === null) throw patientDataErrors.import_body_missing();
  if (!(body instanceof Readable)) throw patientDataErrors.import_media_type();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let tooLarge = false;
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        tooLarge = true;
        chunks.length = 0;
        if (size > limit + MOST_THROWN_AWAY) body.destroy();
      }
    });
    const cutOff = () => reject(tooLarge ? refusal(limit) : patientDataErrors.import_cut_off());
    body.on('error', cutOff);
    body.on('close', cutOff);
    body.on('end', () => {
      if (tooLarge) reject(refusal(limit));
      else if (size === 0) reject(patientDataErrors.import_body_missing());
      else resolve(Buffer.concat(chunks, size));
    });
  });
}

export function refusal(limit: number): Error {
  return patientDataErrors.import_too_large(
    { limit },
    { errors: [{ field: 'body', rule: 'maxBytes', message: `The file has at most ${limit} bytes.` }] },
  );
}
