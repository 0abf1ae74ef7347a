import { Adoption } from '@carenode/database/migrate';
import { legacyDatabase, type TestDatabase, testModules } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

type Counts = Record<string, Record<string, number>>;

describe('the plan of an adoption', () => {
  let database: TestDatabase;
  let adoption: Adoption;
  const rows = async <T extends object>(sql: string): Promise<T[]> =>
    (await database.admin.query<T>(sql)).rows;

  beforeAll(async () => {
    database = await legacyDatabase({ people: 60, measurements: 2000 });
    // Somebody with measurements whom a rule refuses: what they measured stays behind with them.
    await rows(`update public.profiles set first_name = repeat('n', 2000)
                 where id = (select user_id from public.measurements where deleted_at is null order by user_id limit 1)`);
    adoption = new Adoption({ ...database, modules: await testModules([]) });
  }, 120_000);
  afterAll(() => database.drop());

  it('announces each row that stays behind, rule by rule, also those of people who stay behind', async () => {
    const { data } = await adoption.inspect();
    const planned: Counts = {};
    for (const { table, refused } of data)
      if (refused.length > 0)
        planned[table] = Object.fromEntries(refused.map(({ rule, rows: n }) => [rule, n]));
    expect(planned['profiles']).toEqual({ profiles_name_length: 1 });
    expect(planned['measurements']?.['measurements_patient_id_fkey']).toBeGreaterThan(1);

    const applied = await adoption.apply({ branch: null });
    expect(applied.tables.filter(({ equal }) => !equal)).toEqual([]);
    const left: Counts = {};
    for (const { table, rule, n } of await rows<{ table: string; rule: string; n: number }>(
      `select table_name as table, regexp_replace(regexp_replace(reason, '^23502 ', 'not null '), '^[0-9A-Z]{5} ', '') as rule,
              count(*)::int as n from carenode.adoption_unmirrored group by 1, 2`,
    ))
      (left[table] ??= {})[rule] = n;
    expect(left).toEqual(planned);
    for (const { table, taken, refused } of data) {
      const stay = refused.reduce((sum, { rows: n }) => sum + n, 0);
      const proof = applied.tables.find((proven) => proven.table === table);
      expect([table, proof?.rowsHere, proof?.unmirrored]).toEqual([table, String(taken), stay]);
    }
  }, 240_000);

  it('has told the audit trail of every row that came in', async () => {
    const told = await rows<{ table: string; n: number }>(
      `select table_name as table, sum(row_count)::int as n from public.audit_events
        where kind = 'insert' and actor = 'adopted:copy' group by 1`,
    );
    const copied = await rows<{ table: string; n: number }>(
      'select table_name as table, copied::int as n from carenode.adoption_tables',
    );
    expect(Object.fromEntries(told.map(({ table, n }) => [table, n]))).toEqual(
      Object.fromEntries(copied.map(({ table, n }) => [table, n])),
    );
  });

  it('leaves a birth date there that cannot be one here, whatever is written here', async () => {
    const born = `select date_of_birth::text as born from`;
    const slip = `(select id from legacy.profiles where date_of_birth < '1850-01-01')`;
    expect(await rows(`${born} public.profiles where id = ${slip}`)).toEqual([{ born: null }]);
    await rows(`update public.profiles set first_name = 'Changed here' where id = ${slip}`);
    expect(await rows(`${born} legacy.profiles where first_name = 'Changed here'`)).toEqual([
      { born: '1024-05-01' },
    ]);
    // Refused there, and tried again when it may be.
    await rows(
      `alter table legacy.profiles add constraint not_this check (first_name <> 'Refused') not valid`,
    );
    await rows(`update public.profiles set first_name = 'Refused' where first_name = 'Changed here'`);
    expect(
      (await adoption.status())?.unmirrored.filter(({ direction }) => direction === 'out'),
    ).toMatchObject([{ table: 'profiles', reason: '23514 not_this', rows: 1 }]);
    await rows('alter table legacy.profiles drop constraint not_this');
    await adoption.apply({ branch: null });
    expect(await rows(`${born} legacy.profiles where first_name = 'Refused'`)).toEqual([
      { born: '1024-05-01' },
    ]);
  });

  it('lets the adoption finish, since what stays behind was agreed to', async () => {
    const { tables } = await adoption.finish();
    expect(tables.every(({ equal }) => equal)).toBe(true);
  }, 120_000);
});
