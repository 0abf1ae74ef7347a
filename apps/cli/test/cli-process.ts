import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EmbeddedServer, startEmbeddedServer } from '@carenode/database';
import pg from 'pg';

const BIN = join(import.meta.dirname, '../bin/carenode.mjs');

export interface Called {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An instance in a folder of its own, worked on by the real command line in processes of its own. */
export class TestInstance {
  private constructor(
    readonly home: string,
    private readonly server: EmbeddedServer,
    readonly admin: pg.Client,
  ) {}

  /** Starts its server and stays connected, so that no command ends it. Nothing is migrated yet. */
  static async create(): Promise<TestInstance> {
    const home = newHome();
    const server = await startEmbeddedServer({ directory: home, durable: false });
    const first = new pg.Client({ connectionString: server.adminUrl });
    await first.connect();
    await first.query('create database carenode');
    await first.end();
    const admin = new pg.Client({ connectionString: server.urlFor('carenode') });
    await admin.connect();
    return new TestInstance(home, server, admin);
  }

  /** Runs `carenode` with these words. */
  run(
    words: readonly string[],
    options: { input?: string; env?: Record<string, string> } = {},
  ): Promise<Called> {
    return carenode(this.home, words, options);
  }

  /** Runs `carenode … --json`, which must succeed, and reads its answer. */
  async json<T = Record<string, never>>(...words: string[]): Promise<T> {
    const { code, stdout, stderr } = await this.run([...words, '--json']);
    if (code !== 0)
      throw new Error(`carenode ${words.join(' ')} ended with ${code}:\n${stderr}${stdout.slice(-4000)}`);
    return JSON.parse(stdout) as T;
  }

  async remove(): Promise<void> {
    await this.admin.end();
    await this.server.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A folder that the server may enter too, when the tests run as root. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'carenode-cli-'));
  chmodSync(home, 0o755);
  return home;
}

export function carenode(
  home: string,
  words: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<Called> {
  const child = spawn(process.execPath, [BIN, ...words], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CARENODE_HOME: home, ...options.env },
    stdio: 'pipe',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
