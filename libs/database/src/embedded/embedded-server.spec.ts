import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findRunningEmbeddedServer, startEmbeddedServer } from './embedded-server.js';
import type { EmbeddedServer } from './embedded-server.js';

/** Starts a server on a directory in a process of its own, which then waits for its end. */
const STARTER = `
  import { startEmbeddedServer } from ${JSON.stringify(new URL('../../dist/embedded/embedded-server.js', import.meta.url).href)};
  await startEmbeddedServer({ directory: process.argv[1], durable: false });
  console.log('started');
  setInterval(() => undefined, 1000);
`;

let temporary: string;
/** A directory whose server most tests share; each test leaves it stopped. */
let home: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'carenode-embedded-'));
  home = join(temporary, 'home');
  const server = await start(home);
  await run(server.adminUrl, 'create table note (id int primary key, body text)');
  await server.stop();
});

afterAll(async () => {
  for (const name of await readdir(temporary)) {
    await (await findRunningEmbeddedServer(join(temporary, name)))?.stop();
  }
  await rm(temporary, { recursive: true, force: true });
});

describe('a first start', () => {
  it('creates a UTF-8 database that knows letters beyond ASCII', async () => {
    const server = await start(home);
    expect(server.startedHere).toBe(true);
    expect(await run(server.adminUrl, `select lower('Ä') as lower`)).toEqual([{ lower: 'ä' }]);
    expect(await run(server.adminUrl, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
    await server.stop();
  });

  it('keeps data, password and log for their owner only', async () => {
    expect(await modeOf(join(home, 'postgres'))).toBe('700');
    expect(await modeOf(join(home, 'postgres.json'))).toBe('600');
    expect(await modeOf(join(home, 'postgres.log'))).toBe('600');
    const record = JSON.parse(await readFile(join(home, 'postgres.json'), 'utf8'));
    expect(Object.keys(record).sort()).toEqual(['password', 'pgVersion', 'port']);
    expect(await leftovers(home)).toEqual([]);
  });

  it('lets nobody in without the password, or from another machine', async () => {
    const server = await start(home);
    const wrong = server.urlFor('postgres', 'postgres', 'guess');
    await expect(run(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(await run(server.adminUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await run(server.adminUrl, 'show unix_socket_directories')).toEqual([
      { unix_socket_directories: '' },
    ]);
    await server.stop();
  });

  it('begins again after it was killed while it created the data', async () => {
    const directory = join(temporary, 'cut-off');
    const starter = startElsewhere(directory);
    await until(async () => {
      const scratch = (await leftovers(directory))[0];
      return scratch !== undefined && (await exists(join(directory, scratch, 'data', 'PG_VERSION')));
    });
    await kill(starter);
    expect(await exists(join(directory, 'postgres'))).toBe(false);

    const server = await start(directory);
    expect(await run(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(await leftovers(directory)).toEqual([]);
    await server.stop();
  });

  it('gives several callers at the same moment one and the same server', async () => {
    const directory = join(temporary, 'several');
    const servers = await Promise.all([start(directory), start(directory), start(directory)]);
    expect(new Set(servers.map(({ adminUrl }) => adminUrl)).size).toBe(1);
    expect(servers.filter(({ startedHere }) => startedHere)).toHaveLength(1);
    for (const { adminUrl } of servers) expect(await run(adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await servers[0]?.stop();
  });

  it.each(['755', '700'])('works below a folder of mode %s', async (mode) => {
    const outer = join(temporary, `outer-${mode}`);
    await mkdir(outer);
    await chmod(temporary, 0o711);
    await chmod(outer, Number.parseInt(mode, 8));
    const server = await start(join(outer, 'inner'));
    expect(await run(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });
});

describe('a later start', () => {
  it('finds what was stored, on the same port', async () => {
    const first = await start(home);
    await run(first.adminUrl, `insert into note values (1, 'kept')`);
    await first.stop();
    const second = await start(home);
    expect(second.startedHere).toBe(true);
    expect(second.port).toBe(first.port);
    expect(await run(second.adminUrl, 'select body from note where id = 1')).toEqual([{ body: 'kept' }]);
    await second.stop();
  });

  it('takes another port, and keeps it, when the saved one is taken', async () => {
    const { port } = await savedRecord(home);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const lines: string[] = [];
    const server = await startEmbeddedServer({ directory: home, durable: false, log: (l) => lines.push(l) });
    expect(server.port).not.toBe(port);
    expect(await run(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await savedRecord(home)).port).toBe(server.port);
    expect(lines).toEqual([`PostgreSQL listens on port ${server.port} instead of ${port}.`]);
    await server.stop();
    squatter.close();
  });

  it.each([
    ['lost', () => rm(join(home, 'postgres.json'))],
    ['damaged', () => writeFile(join(home, 'postgres.json'), '{"port": 54')],
  ])('sets the password anew, and keeps the data, when postgres.json is %s', async (_, harm) => {
    await harm();
    const server = await start(home);
    expect(await run(server.adminUrl, 'select id from note where id = 1')).toEqual([{ id: 1 }]);
    await server.stop();
  });

  it('starts on data that a copy made readable for others', async () => {
    await chmod(join(home, 'postgres'), 0o755);
    const server = await start(home);
    await server.stop();
    expect(await modeOf(join(home, 'postgres'))).toBe('700');
  });

  it('cuts a large log down to its last lines', async () => {
    const log = join(home, 'postgres.log');
    await appendFile(log, 'an old line of the log\n'.repeat(500_000));
    const server = await start(home);
    expect((await stat(log)).size).toBeLessThan(2 * 1024 * 1024);
    expect((await readFile(log, 'utf8')).startsWith('an old line of the log\n')).toBe(true);
    await server.stop();
  });
});

describe('a running server', () => {
  it('outlives the process that started it, and is taken over', async () => {
    const starter = startElsewhere(home);
    await once(starter.stdout ?? starter, 'data');
    const before = await postmasterPid(home);
    await kill(starter);

    const server = await start(home);
    expect(server.startedHere).toBe(false);
    expect(await postmasterPid(home)).toBe(before);
    expect(await run(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    await expect(run(server.adminUrl, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await exists(join(home, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it("is not ended by the terminal's Ctrl-C, which every process of the group gets", async () => {
    const starter = startElsewhere(home);
    await once(starter.stdout ?? starter, 'data');
    process.kill(-pidOf(starter), 'SIGINT');
    await once(starter, 'exit');
    const server = await findRunningEmbeddedServer(home);
    expect(await run(server?.adminUrl ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    await server?.stop();
  });

  it('can be found, without starting one', async () => {
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
    expect(await findRunningEmbeddedServer(join(temporary, 'nowhere'))).toBeUndefined();
    expect(await exists(join(temporary, 'nowhere'))).toBe(false);
    const server = await start(home);
    const found = await findRunningEmbeddedServer(home);
    expect(found?.adminUrl).toBe(server.adminUrl);
    expect(found?.startedHere).toBe(false);
    await found?.stop();
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
    await server.stop();
  });

  it('is not taken for that of a copy of its directory', async () => {
    const server = await start(home);
    await run(server.adminUrl, 'checkpoint');
    const copy = join(temporary, 'copy');
    await cp(home, copy, { recursive: true });
    expect(await findRunningEmbeddedServer(copy)).toBeUndefined();
    const other = await start(copy);
    expect(other.startedHere).toBe(true);
    expect(other.port).not.toBe(server.port);
    expect(await run(server.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await other.stop();
    await server.stop();
  });

  it('ends although clients are connected and busy', async () => {
    const server = await start(home);
    const cut = expect(run(server.adminUrl, 'select pg_sleep(600)')).rejects.toMatchObject({ code: '57P01' });
    await until(() => isRunning(server, 'pg_sleep'));
    await Promise.all([cut, server.stop(), server.stop()]);
  });

  it('is refused with a sentence when it does not accept the saved password', async () => {
    const server = await start(home);
    const record = await readFile(join(home, 'postgres.json'), 'utf8');
    await writeFile(
      join(home, 'postgres.json'),
      JSON.stringify({ ...JSON.parse(record), password: 'wrong' }),
    );
    await expect(start(home)).rejects.toThrow(
      /does not accept the password in .*postgres\.json.*kill -INT \d+/,
    );
    await writeFile(join(home, 'postgres.json'), record);
    await server.stop();
  });

  it('writes no values of its clients into its log', async () => {
    const server = await start(home);
    await run(server.adminUrl, `insert into note values (7, 'secret diagnosis')`);
    await expect(run(server.adminUrl, `insert into note values (7, 'secret diagnosis')`)).rejects.toThrow();
    await server.stop();
    const log = await readFile(join(home, 'postgres.log'), 'utf8');
    expect(log).toContain('violates unique constraint');
    expect(log).not.toContain('secret diagnosis');
    expect(log).not.toContain('(7)');
  });
});

describe('after a crash', () => {
  it('finds what was committed before the postmaster was killed', async () => {
    const first = await startEmbeddedServer({ directory: home });
    await run(first.adminUrl, `insert into note values (2, 'committed')`);
    process.kill(await postmasterPid(home), 'SIGKILL');
    const second = await start(home);
    expect(second.startedHere).toBe(true);
    expect(await run(second.adminUrl, 'select body from note where id = 2')).toEqual([{ body: 'committed' }]);
    await second.stop();
    await first.stop();
  });

  it('ends a backend that goes on computing without its postmaster', async () => {
    const first = await start(home);
    const busy = new Client(first.adminUrl);
    busy.on('error', () => undefined);
    await busy.connect();
    const lost = expect(
      busy.query('select count(*) from generate_series(1, 100000000000)'),
    ).rejects.toThrow();
    await until(() => isRunning(first, 'generate_series'));
    process.kill(await postmasterPid(home), 'SIGKILL');
    const second = await start(home);
    expect(await run(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await lost;
    await second.stop();
  });

  it('starts although postmaster.pid names a living process, which is no PostgreSQL', async () => {
    const { uid, gid } = await stat(join(home, 'postgres'));
    const asServer = process.geteuid?.() === 0 ? { uid, gid } : {};
    const other = spawn('sleep', ['600'], { ...asServer, cwd: '/', stdio: 'ignore' });
    await once(other, 'spawn');
    const first = await start(home);
    const pidFile = join(home, 'postgres', 'postmaster.pid');
    const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n');
    process.kill(await postmasterPid(home), 'SIGKILL');
    await writeFile(pidFile, [other.pid, ...rest].join('\n'));

    const second = await start(home);
    expect(second.startedHere).toBe(true);
    expect(second.port).toBe(first.port);
    expect(other.exitCode).toBeNull();
    await second.stop();
    await kill(other);
  });
});

describe('what cannot work', () => {
  it('refuses data of another PostgreSQL and says what to do', async () => {
    const version = join(home, 'postgres', 'PG_VERSION');
    const written = await readFile(version, 'utf8');
    await writeFile(version, '17\n');
    await expect(start(home)).rejects.toThrow(/written by PostgreSQL 17, .* is PostgreSQL 18, .*pg_dumpall/);
    await writeFile(version, written);
  });

  it('refuses a folder that holds something else', async () => {
    const directory = join(temporary, 'else');
    await mkdir(join(directory, 'postgres'), { recursive: true });
    await writeFile(join(directory, 'postgres', 'diary.txt'), 'mine');
    await expect(start(directory)).rejects.toThrow(/is not a PostgreSQL data directory/);
    expect(await readFile(join(directory, 'postgres', 'diary.txt'), 'utf8')).toBe('mine');
  });

  it('tells what the server said when it does not start, and not the password', async () => {
    const { password } = await savedRecord(home);
    const failing = startEmbeddedServer({ directory: home, settings: { shared_buffers: password } });
    await expect(failing).rejects.toThrow(
      /PostgreSQL did not start .*invalid value for parameter "shared_buffers"/s,
    );
    await expect(failing).rejects.not.toThrow(password);
  });
});

function start(directory: string): Promise<EmbeddedServer> {
  return startEmbeddedServer({ directory, durable: false });
}

function startElsewhere(directory: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '--eval', STARTER, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, as a shell gives each command.
    detached: true,
  });
}

/** Kills a process with its whole group, where it leads one. */
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  try {
    process.kill(-pidOf(child), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
  await ended;
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('The process was not started.');
  return pid;
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function isRunning(server: EmbeddedServer, sql: string): Promise<boolean> {
  const others = `select 1 from pg_stat_activity where query like '%${sql}%' and pid <> pg_backend_pid()`;
  return (await run(server.adminUrl, others)).length > 0;
}

async function postmasterPid(directory: string): Promise<number> {
  return Number.parseInt(await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function savedRecord(directory: string): Promise<{ port: number; password: string }> {
  return JSON.parse(await readFile(join(directory, 'postgres.json'), 'utf8'));
}

async function leftovers(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => !['postgres', 'postgres.json', 'postgres.log'].includes(name));
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(5);
}
