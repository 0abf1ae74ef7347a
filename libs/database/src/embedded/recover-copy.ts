import { prepareDataDirectory } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server.error.js';
import { choosePort } from './free-port.js';
import { runAs } from './process-owner.js';
import { installedBinaries, repairBinaries } from './server-binaries.js';
import { lastLines } from './server-log.js';
import { createRecord, newPassword, serverPaths } from './server-record.js';

/**
 * Makes a server's folder of one that has a copied data directory in `postgres/`: recovers the copy while nobody can connect,
 * gives its superuser a password of its own, and takes the passwords of everybody else. Throws when that cannot be.
 */
export async function recoverCopy(directory: string, log: (line: string) => void): Promise<void> {
  const binaries = await installedBinaries();
  const paths = serverPaths(directory);
  const password = newPassword();
  await repairBinaries(binaries, log);
  const owner = await prepareDataDirectory({ paths, binaries, password, durable: false, log });
  // In single-user mode a line is a statement.
  const statements = [
    `do $$ declare r name; begin for r in select rolname from pg_roles where rolcanlogin and rolname <> 'postgres' loop execute format('alter role %I password null', r); end loop; end $$`,
    `alter role postgres password '${password}'`,
  ];
  const { ok, output, errors } = await runAs(
    owner,
    binaries.postgres,
    ['--single', '-F', '-j', '-D', paths.data, '-c', 'log_min_error_statement=panic', 'postgres'],
    statements.map((text) => `${text};\n\n`).join(''),
  );
  if (!ok || /\b(ERROR|FATAL|PANIC):/.test(errors)) {
    throw new EmbeddedServerError(
      `The copy of the data in ${paths.data} could not be recovered:${lastLines(output + errors, password)}`,
    );
  }
  const port = await choosePort([]);
  await createRecord(paths, { port, password, pgVersion: binaries.version });
}
