import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import pg from 'pg';

/** A real PgBouncer in front of one database. */
export interface PgBouncer {
  /** The same login and database, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts PgBouncer, in transaction mode unless told otherwise, with few server connections, so that callers really share them. */
export async function startPgBouncer(
  target: string,
  options: { serverConnections: number; mode?: 'transaction' | 'session' },
): Promise<PgBouncer> {
  const { username, password, hostname, port, pathname } = new URL(target);
  const directory = mkdtempSync(join(tmpdir(), 'carenode-pgbouncer-'));
  const listen = await freePort();
  const database = pathname.slice(1);
  const users = join(directory, 'users.txt');
  const config = join(directory, 'pgbouncer.ini');
  writeFileSync(users, `"${username}" "${password}"\n`);
  writeFileSync(
    config,
    `[databases]
${database} = host=${hostname} port=${port} dbname=${database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = ${options.mode ?? 'transaction'}
default_pool_size = ${options.serverConnections}
max_client_conn = 500
ignore_startup_parameters = extra_float_digits
logfile = ${join(directory, 'pgbouncer.log')}
pidfile = ${join(directory, 'pgbouncer.pid')}
`,
  );
  const root = process.getuid?.() === 0;
  // PgBouncer refuses to run as root: nobody (65534) can, and needs to read its two files.
  if (root) for (const path of [directory, users, config]) chownSync(path, 65534, 65534);
  chmodSync(directory, 0o700);
  const child = spawn('/usr/sbin/pgbouncer', [config], {
    stdio: 'ignore',
    ...(root ? { uid: 65534, gid: 65534 } : {}),
  });
  const url = new URL(target);
  url.port = String(listen);
  await untilItAnswers(url.toString(), child);
  return {
    url: url.toString(),
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with exit code ${child.exitCode}.`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PgBouncer did not answer within 10 s.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
