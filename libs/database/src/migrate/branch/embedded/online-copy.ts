import { access, chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type pg from 'pg';

import { withClient } from '../../../with-client.js';
import { BranchError } from '../branch.js';
import { copyOne, copyTree } from './copy-tree.js';

/** What a copy has no use for: what belongs to the running server, and what it makes again at its start. */
const LEFT_OUT = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'current_logfiles',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
  'tablespace_map.old',
  'backup_manifest',
  'recovery.signal',
  'standby.signal',
  'postgresql.auto.conf.tmp',
  // Last, and by itself: see below.
  'global/pg_control',
]);
const LEFT_EMPTY = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);

export interface OnlineCopy {
  /** Signs in as a superuser of the running server. */
  readonly adminUrl: string;
  /** Its data directory. */
  readonly from: string;
  /** Where there is nothing yet. */
  readonly to: string;
  readonly log?: (line: string) => void;
}

/**
 * Copies the data directory of a running server, which goes on serving, as `pg_basebackup` does: between the two calls of
 * the backup API, with the log that is needed to make the copy whole. A server started on `to` recovers to the moment at
 * which this ended. The caller's death ends the backup mode by itself.
 */
export async function copyOnline({ adminUrl, from, to, log = () => undefined }: OnlineCopy): Promise<void> {
  await withClient(adminUrl, 'carenode branch', async (client) => {
    await refuseUncopyable(client, from);
    // Keeps the log from being recycled, as long as this connection lives.
    const began = performance.now();
    const slot = `carenode_branch_${process.pid}_${Date.now()}`;
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot]);
    const [begun] = (
      await client.query<{ first: string }>(
        `select pg_walfile_name(pg_backup_start('carenode branch', true)) as first`,
      )
    ).rows;
    const ready = performance.now();
    const unlogged = await unloggedFiles(client);
    let bytes = await copyTree({
      from,
      to,
      enters: (path) => !LEFT_EMPTY.has(path),
      takes: (path) => !LEFT_OUT.has(path) && !isTemporary(path) && !unlogged(path),
    });
    bytes += await copyControl(from, to);
    const [ended] = (
      await client.query<{ lsn: string; label: string; map: string; last: string }>(
        `select lsn, labelfile as label, spcmapfile as map, pg_walfile_name(lsn) as last from pg_backup_stop(false)`,
      )
    ).rows;
    if (!begun || !ended) throw new Error('PostgreSQL did not say where the copy begins and ends.');
    await writeLike(join(to, 'backup_label'), ended.label, to);
    if (ended.map.trim() !== '') await writeLike(join(to, 'tablespace_map'), ended.map, to);
    bytes += await copyLog(from, to, begun.first, ended.last);
    log(`checkpoint ${seconds(began, ready)}, copy of ${Math.round(bytes / 1e6)} MB ${seconds(ready)}`);
  });
}

async function refuseUncopyable(client: pg.Client, from: string): Promise<void> {
  const { rows } = await client.query<{ level: string; spaces: number }>(
    `select current_setting('wal_level') as level,
            (select count(*)::int from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as spaces`,
  );
  if (rows[0]?.level === 'minimal') {
    throw new BranchError('The server runs with wal_level=minimal; start it with wal_level=replica.');
  }
  if (rows[0]?.spaces !== 0) {
    throw new BranchError(
      'The server has tablespaces outside its data directory, which a branch cannot have.',
    );
  }
  await access(join(from, 'PG_VERSION'));
}

function isTemporary(path: string): boolean {
  const name = basename(path);
  return name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init') || /^t\d+_\d+/.test(name);
}

/** Unlogged tables come up empty after a recovery: of their files only the empty ones (`…_init`) are taken. */
async function unloggedFiles(client: pg.Client): Promise<(path: string) => boolean> {
  const { rows } = await client.query<{ path: string }>(
    `select pg_relation_filepath(oid) as path from pg_class where relpersistence = 'u' and pg_relation_filepath(oid) is not null`,
  );
  const paths = new Set(rows.map(({ path }) => path));
  return (path) => {
    const found = /^(.*\/\d+)(_fsm|_vm)?(\.\d+)?$/.exec(path)?.[1];
    return found !== undefined && paths.has(found);
  };
}

/** The one small file that is written in place: read until twice the same. */
async function copyControl(from: string, to: string): Promise<number> {
  const path = join(from, 'global/pg_control');
  let before = await readFile(path);
  for (;;) {
    const now = await readFile(path);
    if (now.equals(before)) break;
    before = now;
  }
  await writeLike(join(to, 'global/pg_control'), before, to);
  return before.length;
}

const SEGMENT = /^[0-9A-F]{24}$/;

async function copyLog(from: string, to: string, first: string, last: string): Promise<number> {
  const [source, target] = [join(from, 'pg_wal'), join(to, 'pg_wal')];
  const { uid, gid } = await stat(to);
  await mkdir(join(target, 'archive_status'), { mode: 0o700 });
  if (process.geteuid?.() === 0) await chown(join(target, 'archive_status'), uid, gid);
  let bytes = 0;
  const segments = (await readdir(source)).filter(
    (name) => (SEGMENT.test(name) && name >= first && name <= last) || name.endsWith('.history'),
  );
  if (!segments.includes(first) || !segments.includes(last)) {
    throw new BranchError('The server recycled its log while it was copied; try again.');
  }
  for (const name of segments) bytes += await copyOne(join(source, name), join(target, name));
  return bytes;
}

async function writeLike(path: string, content: string | Buffer, folder: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600 });
  const { uid, gid } = await stat(folder);
  if (process.geteuid?.() === 0) await chown(path, uid, gid);
}

function seconds(from: number, to = performance.now()): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
