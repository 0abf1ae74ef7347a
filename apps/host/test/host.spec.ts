import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findRunningEmbeddedServer } from '@carenode/database';
import { emptyDatabase, migratedDatabase, testModules } from '@carenode/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { HostRun, newHome, takenPort, until, unfinishedRequest } from './host-run.js';

const PASSWORD = 'a password for this test';

/** Signs in over HTTP, as the first page does; answers with the cookie. */
async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  expect(response.status).toBeLessThan(300);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('an instance, started in an empty folder', () => {
  const home = newHome();
  let run: HostRun;
  let url: string;
  let patients: number;

  const countPatients = async () => {
    const cookie = await signIn(url, 'admin@demo.carenode.example', PASSWORD);
    const response = await fetch(`${url}/api/v1/profiles?userType=patient`, { headers: { cookie } });
    expect(response.status).toBe(200);
    return ((await response.json()) as { items: unknown[] }).items.length;
  };

  beforeAll(async () => {
    run = HostRun.start(home, { CARENODE_DEMO_PASSWORD: PASSWORD });
    url = await run.listening();
  }, 120_000);

  afterAll(async () => {
    await run.end('SIGKILL');
    await (await findRunningEmbeddedServer(home))?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('answers, and shows one sign-in per user type, which works', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/api/v1/openapi.json`)).status).toBe(200);
    expect((await fetch(`${url}/api/v1/session`)).status).toBe(401);
    expect(run.stderr).toContain(`Password of all of them: ${PASSWORD}`);
    for (const userType of ['admin', 'provider', 'patient', 'research-partner', 'developer']) {
      const [, email] = new RegExp(`^ +${userType} +(\\S+@\\S+)$`, 'm').exec(run.stderr) ?? [];
      const cookie = await signIn(url, email ?? '', PASSWORD);
      const session = await fetch(`${url}/api/v1/session`, { headers: { cookie } });
      expect(await session.json()).toMatchObject({ profile: { userType } });
    }
  }, 30_000);

  it('holds real patients, and logs neither their data nor a password', async () => {
    patients = await countPatients();
    expect(patients).toBeGreaterThanOrEqual(5);
    expect(run.stdout).not.toContain(PASSWORD);
    expect(readFileSync(join(home, 'host.json'), 'utf8')).not.toContain(PASSWORD);
  });

  it('does not start a second time in the same folder, and is not disturbed by that', async () => {
    const second = HostRun.start(home);
    expect(await second.exit()).toBe(1);
    expect(second.stderr).toContain(`process ${run.pid}, ${url}`);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }, 30_000);

  it('finds the same data after it was killed, and shows no password again', async () => {
    await run.end('SIGKILL');
    expect(await findRunningEmbeddedServer(home)).toBeDefined();
    run = HostRun.start(home, { CARENODE_DEMO_PASSWORD: 'another password' });
    url = await run.listening();
    expect(run.stderr).not.toMatch(/password/i);
    expect(await countPatients()).toBe(patients);
  }, 60_000);

  it('ends everything on Ctrl-C, and finds the same data on the next start', async () => {
    expect(await run.end('SIGINT')).toBe(0);
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
    expect(existsSync(join(home, 'host.json'))).toBe(false);
    run = HostRun.start(home);
    url = await run.listening();
    expect(await countPatients()).toBe(patients);
  }, 60_000);

  it('waits on Ctrl-C for a request under way, and no longer on a second one', async () => {
    const request = await unfinishedRequest(url);
    const ended = run.end('SIGINT');
    await until(() => run.stdout.includes('Stopping (once more: at once).'));
    const state = () =>
      Promise.race([ended.then(() => 'ended'), new Promise((resolve) => setTimeout(resolve, 700, 'waits'))]);
    expect(await state()).toBe('waits');
    run.signal('SIGINT');
    expect(await ended).toBe(0);
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
    request.destroy();
  }, 60_000);
});

describe('a first start that is killed while it fills the demo', () => {
  it('is finished by the next one, which shows the password that all have', async () => {
    const home = newHome();
    const killed = HostRun.start(home);
    await until(() => killed.stdout.includes('created provider@'));
    await killed.end('SIGKILL');
    expect(killed.stderr).toBe('');

    const run = HostRun.start(home);
    const url = await run.listening();
    const [, password] = /Password of all of them: (\S+)/.exec(run.stderr) ?? [];
    const emails = [...run.stderr.matchAll(/\S+@demo\S+/g)].map(([email]) => email);
    expect(emails).toHaveLength(5);
    for (const email of emails) await signIn(url, email, password ?? '');
    expect(await run.end('SIGTERM')).toBe(0);
    rmSync(home, { recursive: true });
  }, 90_000);
});

describe('a start that fails', () => {
  const homes: string[] = [];
  const freshHome = () => {
    homes.push(newHome());
    return homes.at(-1) ?? '';
  };

  afterEach(() => {
    for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
  });

  it('says that the port is taken and how to choose another, before anything else was begun', async () => {
    const { port, free } = await takenPort();
    const home = freshHome();
    const run = HostRun.start(home, { PORT: String(port) });
    expect(await run.exit()).toBe(1);
    expect(run.stderr).toContain(`Port ${port} is in use by another program. Set PORT`);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(home)).toEqual([]);
    await free();
  }, 30_000);

  it('names every problem of its configuration', async () => {
    const run = HostRun.start(freshHome(), { PORT: 'x', CARENODE_DEMO: 'maybe' });
    expect(await run.exit()).toBe(1);
    expect(run.stderr).toContain('PORT');
    expect(run.stderr).toContain('CARENODE_DEMO');
  }, 30_000);

  it('ends the server that it started, when a module cannot be loaded', async () => {
    const home = freshHome();
    const run = HostRun.start(home, { CARENODE_MODULES: 'patient-dat' });
    expect(await run.exit()).toBe(1);
    expect(run.stderr).toContain('"patient-dat", which cannot be loaded');
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
  }, 30_000);

  it('ends the server that it started, when it is told to stop while it starts', async () => {
    const home = freshHome();
    const run = HostRun.start(home);
    while (!existsSync(join(home, 'postgres/postmaster.pid')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await run.end('SIGINT')).toBe(0);
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
    expect(run.stderr).toBe('');
  }, 60_000);
});

describe('a host on a configured database', () => {
  const secret = Buffer.alloc(32, 7).toString('base64');

  it('never migrates it, and says what does', async () => {
    const required = await testModules([]);
    const database = await migratedDatabase(required);
    const env = { DATABASE_URL: database.hostUrl, CARENODE_SECRET_KEY: secret };
    try {
      // patient-data is loaded and not installed: the instance runs without it.
      const run = HostRun.start('/nowhere', env);
      const url = await run.listening();
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect(await run.end('SIGTERM')).toBe(0);
      const { rows } = await database.admin.query(
        `select from carenode.migrations where module = 'patient-data'`,
      );
      expect(rows).toHaveLength(0);

      await database.admin.query(
        `delete from carenode.migrations where module = 'records' and id like '0001%'`,
      );
      const behind = HostRun.start('/nowhere', env);
      expect(await behind.exit()).toBe(1);
      expect(behind.stderr).toBe(
        'Carenode did not start: its database lacks steps of records. Run: carenode migrate up\n',
      );
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('says what to run when the database was never migrated, or when it was given a login that may do too much', async () => {
    const database = await emptyDatabase();
    const start = async (url: string) => {
      const run = HostRun.start('/nowhere', { DATABASE_URL: url, CARENODE_SECRET_KEY: secret });
      expect(await run.exit()).toBe(1);
      return run.stderr;
    };
    try {
      expect(await start(database.adminUrl)).toContain('Put the login that "carenode migrate up" made');
      const stranger = new URL(database.hostUrl);
      stranger.username = 'nobody_made_this';
      expect(await start(stranger.toString())).toContain(
        '"nobody_made_this" in: wrong password, or never migrated',
      );
    } finally {
      await database.drop();
    }
  }, 60_000);

  it('says that the database does not answer, without its password', async () => {
    const env = { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/d', CARENODE_SECRET_KEY: secret };
    const run = HostRun.start('/nowhere', env);
    expect(await run.exit()).toBe(1);
    expect(run.stderr).toMatch(/The database is not available.*ECONNREFUSED/);
    expect(run.stderr + run.stdout).not.toContain('hunter2');
  }, 30_000);
});
