import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A path at which there is no file yet, for the rows that a step back loses. */
export function newRowsFile(): string {
  return join(tmpdir(), 'carenode-dropped-rows', `${randomBytes(8).toString('hex')}.rows.gz`);
}
