import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { errors } from '../records.errors.js';

/** Ten times what the largest of these files has, in bytes. */
const MAX_BYTES = 200_000_000;

/** The text of a file, piece by piece. Throws `file_not_found`, and `wrong_file` for one that is far too large. */
export async function* readText(path: string, kind: string): AsyncGenerator<string> {
  try {
    const file = await stat(path);
    if (!file.isFile()) throw errors.file_not_found({ path, reason: 'it is no file' });
    if (file.size > MAX_BYTES)
      throw errors.wrong_file({ kind, reason: `it has more than ${MAX_BYTES} bytes.` });
    yield* createReadStream(path, { encoding: 'utf8' }) as AsyncIterable<string>;
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw syscall && code ? errors.file_not_found({ path, reason: code }) : error;
  }
}

/** The lines of a text that comes in pieces, without their ends. Throws `wrong_file` for a line of more than 64 KiB. */
export async function* linesOf(pieces: AsyncIterable<string>, kind: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > 65_536)
      throw errors.wrong_file({ kind, reason: 'a line has more than 65536 characters.' });
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest;
}
