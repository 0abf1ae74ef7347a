import { setTimeout as sleep } from 'node:timers/promises';
import { createDirectory, prepareDataDirectory } from './data-directory.js';
import { EmbeddedServerError } from './embedded-server.error.js';
import type { EmbeddedServer, EmbeddedServerOptions } from './embedded-server.js';
import { findPostmaster, findPostmasterOrClear } from './find-postmaster.js';
import { choosePort } from './free-port.js';
import { outliveOrphans } from './orphaned-backends.js';
import { askServer, launchPostmaster, SERVER_HOST, stopPostmaster } from './postmaster.js';
import type { LaunchOutcome, Postmaster } from './postmaster.js';
import type { ProcessOwner } from './process-owner.js';
import { resetPassword } from './reset-password.js';
import { repairBinaries } from './server-binaries.js';
import type { ServerBinaries } from './server-binaries.js';
import { lastLines } from './server-log.js';
import { createRecord, newPassword, readRecord, replaceRecord, serverPaths } from './server-record.js';
import type { ServerPaths, ServerRecord } from './server-record.js';
import { serverSettings } from './server-settings.js';

interface Start {
  readonly paths: ServerPaths;
  readonly binaries: ServerBinaries;
  readonly record: ServerRecord;
  readonly wantedPort: number | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

const MOST_PORTS = 5;
const IN_USE_MS = 30_000;
const RETRY_MS = 150;

export async function findServer(directory: string): Promise<EmbeddedServer | undefined> {
  const paths = serverPaths(directory);
  const record = await readRecord(paths);
  if (record === undefined || record === 'damaged') return undefined;
  const { password } = record;
  const postmaster = await findPostmaster({ paths, password, log: () => undefined });
  return postmaster && serverAt(postmaster, password, false);
}

/** `startEmbeddedServer` with given programs. */
export async function startServer(
  options: EmbeddedServerOptions,
  binaries: ServerBinaries,
): Promise<EmbeddedServer> {
  const { port: wantedPort, durable = true, log = () => undefined } = options;
  const settings = serverSettings(options);
  const paths = serverPaths(options.directory);
  await createDirectory(paths.directory);
  const record = await loadRecord(paths, binaries, wantedPort, log);
  const { password } = record;
  const running = await findPostmasterOrClear({ paths, password, log });
  if (running) return serverAt(running, password, false);

  await repairBinaries(binaries, log);
  const owner = await prepareDataDirectory({ paths, binaries, password, durable, log });
  return launchUntilReady({ paths, binaries, record, wantedPort, settings, log }, owner);
}

async function loadRecord(
  paths: ServerPaths,
  binaries: ServerBinaries,
  wantedPort: number | undefined,
  log: (line: string) => void,
): Promise<ServerRecord> {
  const saved = await readRecord(paths);
  if (saved !== undefined && saved !== 'damaged') return saved;
  const port = await choosePort(wantedPort === undefined ? [] : [wantedPort]);
  const record = { port, password: newPassword(), pgVersion: binaries.version };
  if (saved === undefined) return createRecord(paths, record);
  log(`${paths.record} was damaged and is written anew.`);
  await replaceRecord(paths, record);
  return record;
}

async function launchUntilReady(start: Start, owner: ProcessOwner): Promise<EmbeddedServer> {
  const { paths, binaries, record, wantedPort, settings, log } = start;
  const { password } = record;
  const wantedPorts = wantedPort === undefined ? [record.port] : [wantedPort, record.port];
  const began = Date.now();
  let portsTaken = 0;
  let passwordReset = false;
  for (;;) {
    const port = await choosePort(portsTaken === 0 ? wantedPorts : []);
    const outcome = await launchPostmaster({ paths, owner, program: binaries.postgres, port, settings, log });
    const waited = Date.now() - began;
    if (outcome.kind === 'ready') {
      const answer = await askServer(port, password);
      if (answer.kind === 'welcome') {
        await savePort(start, port);
        return serverAt(outcome.postmaster, password, true);
      }
      await stopPostmaster(outcome.postmaster);
      if (answer.kind !== 'denied' || passwordReset) {
        throw new EmbeddedServerError(`PostgreSQL started but does not answer; see ${paths.log}.`);
      }
      await resetPassword(owner, binaries.postgres, paths.data, password);
      passwordReset = true;
      log(`The password in ${paths.record} was not that of ${paths.data}; it was set anew.`);
    } else if (outcome.kind === 'port-taken' && portsTaken < MOST_PORTS) {
      portsTaken += 1;
    } else if (outcome.kind === 'data-in-use' && waited < IN_USE_MS) {
      const running = await findPostmasterOrClear({ paths, password, log });
      if (running) return serverAt(running, password, false);
      await sleep(RETRY_MS);
    } else if (outcome.kind === 'memory-in-use') {
      await outliveOrphans(paths.data, owner, waited, log);
      await sleep(RETRY_MS);
    } else {
      throw launchError(outcome, start, owner);
    }
  }
}

async function savePort({ paths, record, binaries, log }: Start, port: number): Promise<void> {
  if (record.port === port && record.pgVersion === binaries.version) return;
  if (record.port !== port) log(`PostgreSQL listens on port ${port} instead of ${record.port}.`);
  await replaceRecord(paths, { ...record, port, pgVersion: binaries.version });
}

function launchError(
  outcome: Exclude<LaunchOutcome, { kind: 'ready' }>,
  { paths, record }: Start,
  owner: ProcessOwner,
): EmbeddedServerError {
  return new EmbeddedServerError(
    `PostgreSQL did not start (${owner.description}); its last words, from ${paths.log}:` +
      lastLines(outcome.output, record.password),
  );
}

function serverAt(postmaster: Postmaster, password: string, startedHere: boolean): EmbeddedServer {
  const { port } = postmaster;
  const urlFor = (database: string, user = 'postgres', userPassword?: string) => {
    const secret = userPassword ?? (user === 'postgres' ? password : undefined);
    const signIn = [user, secret].filter((part) => part !== undefined).map(encodeURIComponent);
    return `postgres://${signIn.join(':')}@${SERVER_HOST}:${port}/${encodeURIComponent(database)}`;
  };
  let stopped: Promise<void> | undefined;
  return {
    host: SERVER_HOST,
    port,
    adminUrl: urlFor('postgres'),
    urlFor,
    startedHere,
    stop: () => (stopped ??= stopPostmaster(postmaster)),
  };
}
