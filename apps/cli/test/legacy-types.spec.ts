import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestInstance } from './cli-process.js';

interface Item {
  readonly name: string;
  readonly people: number;
  readonly proposed: string | null;
  readonly difference: { readonly userType: string; readonly fingerprint: string } | null;
}

describe('carenode users legacy-types', () => {
  let instance: TestInstance;
  const create = (type: string, email: string) =>
    instance.json<{ id: string }>('users', 'create', '--type', type, '--email', email);
  const list = async (...words: string[]) =>
    (await instance.json<{ items: Item[] }>('users', 'legacy-types', ...words)).items;

  beforeAll(async () => {
    instance = await TestInstance.create();
    await instance.json('migrate', 'up');
    await create('admin', 'ada@example.org');
    for (const [email, called] of [
      ['doc@example.org', 'doctor'],
      ['wiz@example.org', 'wizard'],
    ] as const) {
      const { id } = await create('patient', email);
      await instance.admin.query('update profiles set legacy_user_type = $2 where id = $1', [id, called]);
    }
  }, 60_000);
  afterAll(() => instance.remove());

  it('shows what would be gained, approves exactly that, and the merge gives it', async () => {
    const [doctor, wizard] = await list();
    expect(doctor).toMatchObject({
      name: 'doctor',
      people: 1,
      proposed: 'provider',
      difference: { userType: 'provider' },
    });
    expect(wizard).toMatchObject({ name: 'wizard', people: 1, proposed: null, difference: null });
    const shown = await instance.run(['users', 'legacy-types', '--name', 'doctor', '--to', 'developer']);
    expect(shown.stdout).toMatch(
      /"doctor" \(1\) as developer: \d+ rights gained, \d+ lost\n(.*\n)* {2}\+ insert api_keys name: /,
    );

    const approve = (fingerprint: string) =>
      instance.run([
        'users',
        'approve-legacy-type',
        'doctor',
        '--to',
        'provider',
        '--reason',
        'licences were seen',
        '--approved-difference',
        fingerprint,
        '--as',
        'ada@example.org',
      ]);
    const stale = await approve('f'.repeat(64));
    expect([stale.code === 0, stale.stderr.includes('is not what was approved')]).toEqual([false, true]);
    const approved = await approve(doctor?.difference?.fingerprint ?? '');
    expect(approved).toMatchObject({ code: 0 });
    expect(approved.stdout).toContain('carenode migrate data run identity/0015-merge-legacy-user-types');
    await instance.json('migrate', 'data', 'run', 'identity/0015-merge-legacy-user-types');
    const { rows } = await instance.admin.query(
      'select email, user_type from profiles where email is not null order by 1',
    );
    expect(rows).toEqual([
      { email: 'ada@example.org', user_type: 'admin' },
      { email: 'doc@example.org', user_type: 'provider' },
      { email: 'wiz@example.org', user_type: 'patient' },
    ]);
  }, 60_000);

  it('knows nobody who was not called so', async () => {
    const nobody = await instance.run(['users', 'legacy-types', '--name', 'nobody']);
    expect([nobody.code, nobody.stderr.includes('Nobody here was called "nobody".')]).toEqual([2, true]);
    expect((await instance.run(['users', 'legacy-types', '--to', 'admin'])).code).toBe(2);
  }, 60_000);
});
