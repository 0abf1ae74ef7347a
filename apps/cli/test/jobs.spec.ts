import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

describe('carenode jobs', () => {
  let instance: TestInstance;

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
  }, 60_000);

  afterAll(() => instance.remove());

  it('lists background work and cancels what is not over', async () => {
    expect((await instance.run(['jobs', 'list'])).stdout).toContain('There are no such jobs.');
    const { rows } = await instance.admin.query<{ id: string }>(
      `insert into jobs (kind, user_type, input, run_at) values ('spring-clean', 'system', '{"secret": "attic"}', now() + interval '1 day') returning id`,
    );
    const id = rows[0]?.id ?? '';
    const listed = await instance.run(['jobs', 'list']);
    expect(listed.stdout).toMatch(new RegExp(`${id} +spring-clean +queued`));
    expect(listed.stdout).not.toContain('attic');
    expect(await instance.json('jobs', 'cancel', id)).toEqual({ id, status: 'cancelled' });
    const again = await instance.run(['jobs', 'cancel', id]);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('that is not over');
    expect(await instance.json<{ id: string }[]>('jobs', 'list', '--status', 'cancelled')).toMatchObject([
      { id, status: 'cancelled' },
    ]);
    expect((await instance.run(['jobs', 'cancel', 'nonsense'])).code).toBe(2);
    expect((await instance.run(['jobs', 'list', '--limit', '0'])).code).toBe(2);
  }, 60_000);
});
