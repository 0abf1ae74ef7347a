import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { changeUserType, rewrite } from './people.js';

describe('the last admin', () => {
  let test: TestHost;

  const demote = (by: TestClient, whom: TestClient) => changeUserType(by, whom.id, 'patient');

  beforeAll(async () => {
    test = await startTestHost();
  });

  afterAll(() => test.close());

  const admins = async () => {
    const { rows } = await test.database.admin.query<{ id: string }>(
      `select id from profiles where user_type = 'admin' and deleted_at is null`,
    );
    return rows.map(({ id }) => id);
  };

  it('is one of two who take the right from each other at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, two] = [await test.signedIn('admin'), await test.signedIn('admin')];
      const answers = await Promise.all([demote(one, two), demote(two, one)]);
      expect(answers.map(({ status }) => status === 201).sort()).toEqual([false, true]);
      expect(await admins()).toHaveLength(1);
      await rewrite(test, `update profiles set user_type = 'patient'`);
    }
  });

  it('stays one, whatever stands in the table of changes', async () => {
    const last = await test.signedIn('admin');
    const closed = await test.signedIn('admin');
    await test.database.admin.query('update profiles set deleted_at = now() where id = $1', [closed.id]);
    const client = await test.database.admin.connect();
    try {
      await client.query('begin');
      await client.query('alter table user_type_changes disable trigger guard');
      await client.query(
        `insert into user_type_changes (profile_id, from_type, to_type, reason, status, requested_by, decided_at, applied_tx)
         values ($1, 'admin', 'patient', 'forged', 'applied', $2, now(), pg_current_xact_id())`,
        [last.id, closed.id],
      );
      await expect(
        client.query(`update profiles set user_type = 'patient' where id = $1`, [last.id]),
      ).rejects.toMatchObject({ code: 'CN409', hint: 'last_admin' });
      await client.query('rollback');
    } finally {
      client.release();
    }
    expect(await admins()).toEqual([last.id]);
  });
});
