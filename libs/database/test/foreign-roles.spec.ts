import { migratedDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { notes } from './fixture-notes.js';

describe('roles of another application in the same database', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await migratedDatabase([notes]);
  });

  afterAll(() => database.drop());

  it.each(['supabase_admin', 'authenticated', 'service_role', 'carenodexadmin'])(
    '%s is no user type, also where a function with the owner’s rights asks',
    async (role) => {
      const client = await database.admin.connect();
      try {
        await client.query('begin');
        await client.query(
          `do $$ begin create role ${role}; exception when duplicate_object then null; end $$`,
        );
        await client.query(`grant usage on schema carenode to ${role}`);
        await client.query(`grant execute on function carenode.user_type() to ${role}`);
        await client.query(`set local role ${role}`);
        const { rows } = await client.query('select carenode.user_type() as it');
        expect(rows).toEqual([{ it: null }]);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
  );

  it('ours are', async () => {
    const client = await database.admin.connect();
    try {
      for (const [role, type] of [
        ['carenode_admin', 'admin'],
        ['carenode_research_partner', 'research-partner'],
        ['carenode_system', 'system'],
      ]) {
        await client.query(`set role ${role}`);
        expect((await client.query('select carenode.user_type() as it')).rows).toEqual([{ it: type }]);
      }
    } finally {
      client.release(true);
    }
  });
});
