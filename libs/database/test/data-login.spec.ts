import { randomBytes } from 'node:crypto';

import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { DataSteps } from '../src/migrate/data/data-steps.js';
import { Migrator } from '../src/migrate/migrator.js';
import { CALLER_ROLES } from '../src/migrate/roles.js';
import { AddAfterwards, CreateReadings, PoundsToKilograms, readingsWith } from './data-fixture.js';

const KEY = 'readings/0002-pounds-to-kilograms';

describe('a step that changes rows', () => {
  let database: TestDatabase;
  const query = async (text: string) => (await database.admin.query<object>(text)).rows;

  beforeEach(async () => {
    database = await emptyDatabase();
  });

  afterEach(() => database.drop());

  it('needs no superuser', async () => {
    const options = { ...database, modules: [readingsWith(CreateReadings)], pace: { pause: 0 } };
    await new Migrator(options).up();
    await query(
      `insert into readings (amount, unit) select i, (array['lb', 'lb', 'kg', 'g', 'stone'])[1 + i % 5] from generate_series(1, 1000) i`,
    );
    const login = `owner_${randomBytes(4).toString('hex')}`;
    await query(`create role ${login} login createrole password 'x'`);
    await query(`alter database ${database.name} owner to ${login}`);
    await query(`alter schema public owner to ${login}`);
    await query(
      `grant carenode_owner, ${CALLER_ROLES.join(', ')}, ${database.hostLogin.name} to ${login} with admin option`,
    );
    const url = new URL(database.adminUrl);
    url.username = login;
    url.password = 'x';
    const own = {
      ...options,
      modules: [readingsWith(CreateReadings, PoundsToKilograms, AddAfterwards)],
      adminUrl: url.toString(),
    };
    await new Migrator(own).up({ unlessCurrent: false });
    const steps = new DataSteps(own);
    expect(await steps.undo(KEY).catch((error: Error) => error.message)).toMatch(
      /23514, constraint readings_no_pounds/,
    );
    await new Migrator(own).down({ module: 'readings', to: '0002-pounds-to-kilograms' });
    expect(await steps.undo(KEY)).toMatchObject({ restored: 400 });
    await query(
      `alter database ${database.name} owner to postgres; alter schema public owner to pg_database_owner`,
    );
    await query(`drop owned by ${login}; drop role ${login}`);
  }, 60_000);
});
