import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type pg from 'pg';

import { startEmbeddedServer } from '../../embedded/embedded-server.js';
import { withClient } from '../../with-client.js';
import type { HostLogin } from '../roles.js';

/** An empty database that is dropped after use. */
export interface ScratchDatabase {
  readonly adminUrl: string;
  readonly hostLogin: HostLogin;
}

const PREFIX = 'carenode_scratch_';
const NAME = 'carenode migrate';

/**
 * `work` with an empty database, which is gone afterwards, whatever happens: on the given server where its login may create
 * databases and reaches them, else on an embedded server of its own. Scratch databases that a killed process left there for an hour go too.
 */
export async function withScratch<T>(
  server: { readonly adminUrl: string; readonly hostLogin: HostLogin },
  work: (scratch: ScratchDatabase) => Promise<T>,
): Promise<T> {
  if (await mayCreateDatabases(server.adminUrl)) {
    const done = await onServer(server.adminUrl, server.hostLogin, async (scratch) =>
      (await isReachable(scratch.adminUrl)) ? { value: await work(scratch) } : null,
    );
    // A pooler may know the databases of its configuration only.
    if (done) return done.value;
  }
  const directory = await mkdtemp(join(tmpdir(), 'carenode-scratch-'));
  const embedded = await startEmbeddedServer({ directory, durable: false });
  try {
    return await onServer(embedded.adminUrl, server.hostLogin, work);
  } finally {
    await embedded.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function onServer<T>(
  adminUrl: string,
  hostLogin: HostLogin,
  work: (scratch: ScratchDatabase) => Promise<T>,
): Promise<T> {
  const began = Math.floor(Date.now() / 1000);
  const name = `${PREFIX}${began}_${randomBytes(4).toString('hex')}`;
  await withClient(adminUrl, NAME, async (client) => {
    await dropForgotten(client, began);
    await client.query(`create database ${name} template template0`);
  });
  try {
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    return await work({ adminUrl: url.toString(), hostLogin });
  } finally {
    await withClient(adminUrl, NAME, (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
  }
}

async function dropForgotten(client: pg.Client, now: number): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname like '${PREFIX.replaceAll('_', '\\_')}%'
        and split_part(datname, '_', 3)::bigint < $1 and datdba in (select oid from pg_roles where rolname = current_user)`,
    [now - 3600],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
}

async function mayCreateDatabases(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, NAME, async (client) => {
    const { rows } = await client.query<{ may: boolean }>(
      'select rolsuper or rolcreatedb as may from pg_roles where rolname = current_user',
    );
    return rows[0]?.may === true;
  });
}

async function isReachable(url: string): Promise<boolean> {
  try {
    await withClient(url, NAME, (client) => client.query('select 1'));
    return true;
  } catch {
    return false;
  }
}
