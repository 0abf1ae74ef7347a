import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findRunningEmbeddedServer } from '@carenode/database';
import { describe, expect, it } from '@jest/globals';

import { carenode, newHome } from './cli-process.js';

describe('carenode', () => {
  it('explains itself, and answers wrong use with 2', async () => {
    const help = await carenode('/nowhere', ['--help']);
    expect(help.code).toBe(0);
    for (const command of ['migrate', 'modules', 'users', 'keys', 'import', 'demo', 'doctor'])
      expect(help.stdout).toContain(command);
    expect((await carenode('/nowhere', ['keys', 'create', '--help'])).stdout).toContain('Examples:');
    for (const words of [
      ['bogus'],
      ['migrate', 'sideways'],
      ['users', 'create'],
      ['users', 'list', '--bogus'],
      [],
    ]) {
      const { code, stdout } = await carenode('/nowhere', words);
      expect({ words, code, stdout }).toEqual({ words, code: 2, stdout: '' });
    }
  }, 60_000);

  it('names every problem of the configuration, and no value', async () => {
    const { code, stderr } = await carenode('/nowhere', ['users', 'list'], {
      env: { PORT: 'x', DATABASE_URL: 'mysql://secret' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('PORT');
    expect(stderr).toContain('DATABASE_URL');
    expect(stderr).not.toContain('secret');
  }, 30_000);

  it('says when a database does not answer', async () => {
    const env = {
      DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/d',
      CARENODE_SECRET_KEY: Buffer.alloc(32).toString('base64'),
    };
    const doctor = await carenode('/nowhere', ['doctor'], { env });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toMatch(/FAIL +database: .*ECONNREFUSED/);
    expect(doctor.stdout + doctor.stderr).not.toContain('hunter2');
  }, 30_000);

  it('starts the embedded server for a command, and ends it after', async () => {
    const home = newHome();
    const { code } = await carenode(home, ['migrate', 'plan', '--json']);
    expect(code).toBe(0);
    expect(readFileSync(join(home, 'postgres.log'), 'utf8')).toContain('ready to accept connections');
    expect(await findRunningEmbeddedServer(home)).toBeUndefined();
    rmSync(home, { recursive: true });
  }, 60_000);
});
