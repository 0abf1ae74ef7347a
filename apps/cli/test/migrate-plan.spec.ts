import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

/** A step that takes nothing with it when it is taken back, so that it can be planned again. */
const STEP = 'patient-data/0020-describe-indexes';

describe('carenode migrate plan', () => {
  let instance: TestInstance;

  beforeAll(async () => {
    instance = await TestInstance.create();
  }, 180_000);

  afterAll(() => instance.remove());

  it('shows the SQL of a first installation, and that nobody waits', async () => {
    const { code, stdout } = await instance.run(['migrate', 'plan']);
    expect(code).toBe(0);
    expect(stdout).toContain('-- platform/0001-create-platform-functions\n-- ');
    expect(stdout).toContain('create table profiles (');
    expect(stdout).toMatch(/Nobody waits: .*\n$/);
    expect(stdout).not.toContain('=> safe');
  }, 120_000);

  it('shows locks, verdict and rights of a step on an instance that runs, as text and as JSON', async () => {
    await instance.json('migrate', 'up');
    expect((await instance.run(['migrate', 'plan'])).stdout).toBe(
      'Nothing to apply: the database is up to date.\n',
    );
    const down = await instance.run([
      'migrate',
      'down',
      '--module',
      'patient-data',
      '--to',
      '0009-create-imports',
      '--yes',
      '--drop-data',
    ]);
    expect(down.code).toBe(0);

    const { code, stdout } = await instance.run(['migrate', 'plan', '--module', 'patient-data']);
    expect(code).toBe(0);
    expect(stdout).toContain(`-- ${STEP}\n`);
    expect(stdout).toMatch(/=> safe: nobody waits for longer than a moment\n/);
    expect(stdout).toMatch(
      /\d+ steps?: \d+ safe, 0 with a window, 0 refused\.\nTo apply: carenode migrate up\n/,
    );
    expect(stdout).toContain('\nRights\n');

    const { steps } = await instance.json<{
      steps: { key: string; verdict: string; observed: boolean; kind: string }[];
    }>('migrate', 'plan');
    expect(steps.find(({ key }) => key === STEP)).toMatchObject({ verdict: 'safe', observed: true });
    expect(steps.filter(({ kind, observed }) => kind === 'schema' && !observed)).toEqual([]);
  }, 180_000);

  it('takes limits and names of steps, and refuses what is none', async () => {
    const limited = await instance.run(['migrate', 'up', '--lock-timeout', 'soon']);
    expect(limited.code).toBe(2);
    expect(limited.stderr).toContain('whole number of milliseconds');
    const unknown = await instance.run(['migrate', 'up', '--accept', 'patient-data/0099-nothing']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('There is no step patient-data/0099-nothing to accept.');
    const up = await instance.run([
      'migrate',
      'up',
      '--accept',
      STEP,
      '--lock-timeout',
      '200',
      '--statement-timeout',
      '60000',
    ]);
    expect(up.code).toBe(0);
    expect(up.stdout).toMatch(/^Applied \d+ steps?\.\n$/);
  }, 180_000);

  it('says that a module is none, and that an instance of ours has nothing to adopt', async () => {
    const unknown = await instance.run(['migrate', 'plan', '--module', 'nope']);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toMatch(
      /^--module names "nope", which cannot be loaded \(there is no such package\)/m,
    );
    const looked = await instance.run(['migrate', 'adopt']);
    expect(looked.code).toBe(1);
    expect(looked.stdout).toContain('! No table of this database is one that a module adopts');
    expect(looked.stdout).not.toContain('Apply it with');
    const applied = await instance.run(['migrate', 'adopt', '--apply', '--yes', '--without-branch']);
    expect(applied.code).toBe(1);
    expect(applied.stderr).toContain('there is nothing to take over');
    expect((await instance.run(['migrate', 'adopt', 'status'])).stdout).toContain('There is no adoption');
  }, 180_000);
});
