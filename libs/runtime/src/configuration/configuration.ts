import { resolve } from 'node:path';

/** Everything a process of Carenode is told from outside. */
export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** The host's own login; null for the embedded server. */
  readonly databaseUrl: string | null;
  /** The migrator's login; null for the embedded server, or where only the host runs. */
  readonly adminUrl: string | null;
  /** PostgreSQL without a pooler between, for notifications; null when it is `databaseUrl`. */
  readonly directUrl: string | null;
  readonly transport: 'pipeline' | 'sequential';
  readonly namedStatements: boolean;
  readonly poolSize: number;
  /** Where the embedded server, its password and the sealing key live. */
  readonly home: string;
  /** Where browsers reach the instance; null means http://host:port. Decides whether cookies are Secure. */
  readonly publicUrl: string | null;
  /** Sealing keys, newest first: 32 bytes each, base64. Null: made and kept in `home`. */
  readonly secretKeys: readonly string[] | null;
  /** Modules to load; null means all of the catalog. */
  readonly modules: readonly string[] | null;
  readonly demo: boolean;
  readonly demoPassword: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `json`: one JSON object a line, whoever reads them; `auto`: sentences on a terminal, JSON elsewhere. */
  readonly logFormat: 'json' | 'auto';
  /** Addresses of the balancers whose X-Forwarded-* headers are believed. */
  readonly trustProxy: readonly string[];
}

/** Reads the environment. Throws one error that lists every problem at once, by name and never by value. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const problems: string[] = [];
  const read = <T>(name: string, fallback: T, parse: (text: string) => T | undefined, rule: string): T => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (value !== undefined) return value;
    problems.push(`${name} ${rule}.`);
    return fallback;
  };
  const whole = (min: number, max: number) => (text: string) =>
    /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
  const url = (protocols: readonly string[]) => (text: string) =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : undefined;
  const oneOf =
    <C extends string>(choices: readonly C[]) =>
    (text: string) =>
      choices.find((choice) => choice === text);
  const onOff = (text: string) =>
    ({ '1': true, on: true, true: true, '0': false, off: false, false: false })[text.toLowerCase()];
  const list = (text: string) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const postgres = url(['postgres:', 'postgresql:']);
  const key = (text: string) => Buffer.from(text, 'base64').length === 32;

  const configuration: Configuration = {
    port: read('PORT', 3000, whole(0, 65535), 'is a port number from 0 to 65535'),
    host: read('HOST', '127.0.0.1', (text) => text, 'is an address to listen on'),
    databaseUrl: read<string | null>('DATABASE_URL', null, postgres, 'is a postgres:// URL'),
    adminUrl: read<string | null>('DATABASE_ADMIN_URL', null, postgres, 'is a postgres:// URL'),
    directUrl: read<string | null>('DATABASE_DIRECT_URL', null, postgres, 'is a postgres:// URL'),
    transport: read(
      'CARENODE_DB_TRANSPORT',
      'pipeline',
      oneOf(['pipeline', 'sequential']),
      'is pipeline or sequential',
    ),
    namedStatements: read('CARENODE_DB_NAMED_STATEMENTS', true, onOff, 'is on or off'),
    poolSize: read('CARENODE_DB_POOL', 10, whole(1, 500), 'is a number of connections from 1 to 500'),
    home: resolve(env['CARENODE_HOME'] || '.carenode'),
    publicUrl: read<string | null>(
      'CARENODE_PUBLIC_URL',
      null,
      url(['http:', 'https:']),
      'is an http:// or https:// URL',
    ),
    secretKeys: read<readonly string[] | null>(
      'CARENODE_SECRET_KEY',
      null,
      (text) => (list(text).every(key) ? list(text) : undefined),
      'is one or more base64 keys of 32 bytes, newest first',
    ),
    modules: read<readonly string[] | null>('CARENODE_MODULES', null, list, 'is a list of module names'),
    demo: read('CARENODE_DEMO', !env['DATABASE_URL'], onOff, 'is on or off'),
    demoPassword: read<string | null>(
      'CARENODE_DEMO_PASSWORD',
      null,
      (text) => (text.length >= 12 && text.length <= 200 ? text : undefined),
      'has 12 to 200 characters',
    ),
    logLevel: read(
      'CARENODE_LOG_LEVEL',
      'info',
      oneOf(['debug', 'info', 'warn', 'error', 'silent']),
      'is debug, info, warn, error or silent',
    ),
    logFormat: env['CARENODE_LOG_LEVEL'] ? 'json' : 'auto',
    trustProxy: read<readonly string[]>('CARENODE_TRUST_PROXY', [], list, 'is a list of addresses'),
  };
  if (configuration.databaseUrl && !configuration.secretKeys) {
    problems.push(
      'CARENODE_SECRET_KEY is needed with DATABASE_URL: 32 random bytes in base64 (openssl rand -base64 32).',
    );
  }
  for (const name of ['DATABASE_ADMIN_URL', 'DATABASE_DIRECT_URL']) {
    if (env[name] && !configuration.databaseUrl) {
      problems.push(`${name} is set without DATABASE_URL, which says where the host signs in.`);
    }
  }
  if (problems.length > 0)
    throw new Error(
      `The configuration has problems:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  return Object.freeze(configuration);
}
