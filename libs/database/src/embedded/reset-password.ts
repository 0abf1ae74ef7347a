import { EmbeddedServerError } from './embedded-server.error.js';
import { runAs } from './process-owner.js';
import type { ProcessOwner } from './process-owner.js';
import { lastLines } from './server-log.js';

/**
 * Sets the superuser's password without knowing the old one, on data that no server runs on. Whoever may
 * write the data files could do so anyhow.
 */
export async function resetPassword(
  owner: ProcessOwner,
  program: string,
  dataDirectory: string,
  password: string,
): Promise<void> {
  const quoted = password.replaceAll("'", "''");
  const { ok, errors } = await runAs(
    owner,
    program,
    ['--single', '-D', dataDirectory, '-c', 'log_min_error_statement=panic', 'postgres'],
    `alter role postgres password '${quoted}'\n`,
  );
  if (!ok) {
    throw new EmbeddedServerError(
      `The password of the data in ${dataDirectory} is lost and could not be set anew:` +
        lastLines(errors, password),
    );
  }
}
