import type { EmbeddedServerOptions } from './embedded-server.js';
import { EmbeddedServerError } from './embedded-server.error.js';
import { isPort } from './server-record.js';

const SETTING_NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/i;

/** Given by the directory, the port and the rule that the server is reachable from this machine only. */
const NOT_YOURS = new Set([
  'config_file',
  'data_directory',
  'external_pid_file',
  'hba_file',
  'ident_file',
  'lc_messages',
  'listen_addresses',
  'logging_collector',
  'port',
  'unix_socket_directories',
]);

/** The log lies beside the data but lives longer: no statements, row values or parameters in it. */
const QUIET_LOG = { log_error_verbosity: 'terse', log_min_error_statement: 'panic' };

const NOTHING_FORCED_TO_DISK = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
};

/** @throws {EmbeddedServerError} naming the option that does not hold. */
export function serverSettings(options: EmbeddedServerOptions): Record<string, string> {
  const { directory, port, durable = true, settings = {} } = options;
  if (directory === '' || directory.includes('\0')) {
    throw new EmbeddedServerError('directory: must be the path of a folder.');
  }
  if (port !== undefined && !isPort(port)) {
    throw new EmbeddedServerError('port: must be a whole number from 1 to 65535.');
  }
  for (const [name, value] of Object.entries(settings)) {
    if (!SETTING_NAME.test(name)) {
      throw new EmbeddedServerError(`settings: ${JSON.stringify(name)} is not the name of a server setting.`);
    }
    if (NOT_YOURS.has(name.toLowerCase())) {
      throw new EmbeddedServerError(`settings: ${name} is set by the embedded server itself.`);
    }
    if (value.includes('\0')) throw new EmbeddedServerError(`settings: ${name} holds a NUL character.`);
  }
  return { ...QUIET_LOG, ...(durable ? {} : NOTHING_FORCED_TO_DISK), ...settings };
}
