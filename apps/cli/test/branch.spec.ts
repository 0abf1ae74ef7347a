import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Branch, BranchReport } from '@carenode/database/migrate';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

const BIN = join(import.meta.dirname, '../bin/carenode.mjs');
const LAST = 'patient-data/0009-create-imports';

describe('carenode migrate branch', () => {
  let instance: TestInstance;
  const list = () => instance.json<Branch[]>('migrate', 'branch', 'list');

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    const back = [
      '--module',
      'patient-data',
      '--to',
      '0008-create-learning-progress',
      '--yes',
      '--drop-data',
    ];
    await instance.json('migrate', 'down', ...back);
  }, 120_000);

  afterAll(() => instance.remove());

  it('makes, lists and drops branches', async () => {
    expect((await instance.run(['migrate', 'branch', 'list'])).stdout).toBe('There are no branches.\n');
    const made = await instance.run(['migrate', 'branch', 'create', 'spring']);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toContain(`CARENODE_HOME=${join(instance.home, 'branches/spring')} carenode`);
    const [spring] = await list();
    expect(spring).toMatchObject({ name: 'spring', of: 'carenode', state: 'ready', masked: false });
    expect(spring?.pending).toContain(LAST);
    expect((await instance.run(['migrate', 'branch', 'list'])).stdout).toMatch(
      /^spring +carenode .* MB +no +\d+ steps? +ready$/m,
    );
    expect(await instance.run(['migrate', 'branch', 'create', 'spring'])).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(await instance.json('migrate', 'branch', 'drop', 'spring')).toEqual({ dropped: 'spring' });
    expect(await list()).toEqual([]);
    for (const name of ['../postgres', 'carenode', 'postgres', '']) {
      const refused = await instance.run(['migrate', 'branch', 'drop', name]);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toMatch(/^(There is no branch|name: a branch is called)/);
    }
    expect(existsSync(join(instance.home, 'postgres/PG_VERSION'))).toBe(true);
  }, 120_000);

  it('rehearses what is pending on a fresh branch, writes the report, and leaves the live database as it is', async () => {
    const before = await instance.json<{ steps: { state: string }[] }>('migrate', 'status');
    const out = join(instance.home, 'report.md');
    const report = await instance.json<BranchReport>('migrate', 'branch', 'test', '--masked', '--out', out);
    expect(report).toMatchObject({ of: 'carenode', masked: true, problems: [], ok: true });
    expect(report.steps.map(({ step }) => step)).toContain(LAST);
    expect(report.steps.every(({ problems }) => problems.length === 0)).toBe(true);
    expect(readFileSync(out, 'utf8')).toContain(`| ${LAST} | `);
    expect(await list()).toEqual([]);
    expect(await instance.json('migrate', 'status')).toEqual(before);
  }, 300_000);

  it('exits with 1 when something does not hold, and keeps the branch that it was given', async () => {
    await instance.admin.query('create table left_open (id uuid primary key)');
    await instance.json('migrate', 'branch', 'create', 'given');
    await instance.admin.query('drop table left_open');
    await instance.admin.query(
      'insert into carenode.migrations (module, id, checksum, duration_ms) values ($1, $2, $3, 1)',
      ['patient-data', '0009-create-imports', 'another'],
    );
    await instance.json('migrate', 'branch', 'create', 'edited');
    await instance.admin.query(`delete from carenode.migrations where checksum = 'another'`);
    const tested = await instance.run(['migrate', 'branch', 'test', 'edited']);
    expect(tested.code).toBe(1);
    expect(tested.stdout).toContain('It does not hold: do not run it on the live database.');
    expect((await list()).map(({ name }) => name)).toEqual(['edited', 'given']);
    for (const name of ['edited', 'given']) await instance.json('migrate', 'branch', 'drop', name);
  }, 300_000);

  it('lists what a killed command left as unfinished, and drops it', async () => {
    const child = spawn(process.execPath, [BIN, 'migrate', 'branch', 'create', 'cut-off'], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CARENODE_HOME: instance.home },
      stdio: 'ignore',
    });
    while (!existsSync(join(instance.home, 'branches/cut-off/postgres')) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await list()).toMatchObject([{ name: 'cut-off', state: 'unfinished' }]);
    expect((await instance.run(['migrate', 'branch', 'test', 'cut-off'])).stderr).toContain('is not whole');
    await instance.json('migrate', 'branch', 'drop', 'cut-off');
    expect(existsSync(join(instance.home, 'branches/cut-off'))).toBe(false);
    rmSync(join(instance.home, 'branches'), { recursive: true });
    expect(await list()).toEqual([]);
  }, 120_000);
});
