import { Migrator } from '@carenode/database';
import type { TableAdoption } from '@carenode/module-kit';
import { legacyDatabase, type TestDatabase, testModules } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** What the adoption's functions answer. */
const FUNCTIONS = `
  create function carenode.adopted_id(tab text, legacy text) returns uuid language sql immutable as $$
    select case when legacy ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then legacy::uuid else md5(tab || '/' || legacy)::uuid end $$;
  create table carenode.adopted_ids (table_name text, legacy_id text, id uuid);
  create function carenode.legacy_id(tab text, ours uuid) returns text language sql stable as $$
    select legacy_id from carenode.adopted_ids where table_name = tab and id = ours $$`;

/** Takes each row over by itself, and counts those that a rule refuses, by its name. */
const TAKE = `
  create function pg_temp.take(insertion text, keys text) returns table (answer text) language plpgsql as $$
  declare
    key text;
    rule text;
    state text;
  begin
    for key in execute keys loop
      begin
        execute insertion using key;
        answer := 'taken';
      exception when others then
        get stacked diagnostics rule = constraint_name, state = returned_sqlstate;
        answer := coalesce(nullif(rule, ''), state);
      end;
      return next;
    end loop;
  end $$`;

describe('what modules take over of another application', () => {
  let database: TestDatabase;
  let adoptions: readonly TableAdoption[];
  const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await database.admin.query<T>(sql, values)).rows;
  const columnsOf = async (schema: string, table: string) =>
    new Map(
      (
        await rows<{ name: string; type: string }>(
          `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
            where attrelid = format('%I.%I', $1::text, $2::text)::regclass and attnum > 0 and not attisdropped`,
          [schema, table],
        )
      ).map(({ name, type }) => [name, type]),
    );
  const schemaOf = async (table: string) =>
    (await rows(`select 1 from pg_tables where schemaname = 'legacy' and tablename = $1`, [table])).length > 0
      ? 'legacy'
      : 'public';
  const reads = (sql: string) => [...sql.matchAll(/\bl\.([a-z_]+)/g)].map(([, name = '']) => name);

  beforeAll(async () => {
    database = await legacyDatabase({ people: 60, measurements: 2000 });
    const modules = await testModules([]);
    adoptions = modules.flatMap(({ adopts }) => adopts);
    const ours = modules.flatMap(({ tables }) => tables.map(({ name }) => name));
    await rows('create schema legacy');
    for (const { name } of await rows<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename = any ($1)`,
      [ours],
    ))
      await rows(`alter table public."${name}" set schema legacy`);
    await new Migrator({ adminUrl: database.adminUrl, hostLogin: database.hostLogin, modules }).up();
    await rows(FUNCTIONS);
  }, 120_000);
  afterAll(() => database.drop());

  it('is every row but those that break a rule, and each refused one is dirt that is known', async () => {
    const taken: Record<string, Record<string, number>> = {};
    const client = await database.admin.connect();
    try {
      await client.query(TAKE);
      for (const { table, from, when, key, columns, where } of adoptions) {
        const [legacy = ''] = from;
        const schema = await schemaOf(legacy);
        const theirs = await columnsOf(schema, legacy);
        const ours = await columnsOf('public', table);
        expect([table, when.filter((name) => !theirs.has(name))]).toEqual([table, []]);
        const id =
          key.ids === 'same' ? `l.${key.column}` : `carenode.adopted_id('${table}', l.${key.column}::text)`;
        const mapped = Object.entries(columns).flatMap(([column, choices]) => {
          const sql = [choices].flat().find((choice) => reads(choice).every((name) => theirs.has(name)));
          return sql === undefined ? [] : [[column, `(${sql})::${ours.get(column) ?? 'unknown'}`] as const];
        });
        const insertion = `insert into public.${table} (id, ${mapped.map(([column]) => column).join(', ')})
          select ${id}, ${mapped.map(([, sql]) => sql).join(', ')} from ${schema}.${legacy} l where l.${key.column}::text = $1`;
        const keys = `select l.${key.column}::text from ${schema}.${legacy} l where ${where?.sql ?? 'true'} order by 1`;
        const { rows: answers } = await client.query<{ answer: string; n: number }>(
          'select answer, count(*)::int as n from pg_temp.take($1, $2) group by 1',
          [insertion, keys],
        );
        taken[table] = Object.fromEntries(answers.map(({ answer, n }) => [answer, n]));
        if (key.ids === 'derived')
          await client.query(
            `insert into carenode.adopted_ids select '${table}', l.${key.column}, ${id} from ${schema}.${legacy} l`,
          );
      }
    } finally {
      client.release();
    }
    // One person was born in 1024: they come without a birth date, which stays there.
    expect(taken).toEqual({
      profiles: { taken: 60 },
      conditions: { taken: 4 },
      treatments: { taken: 4 },
      variables: { taken: 16 },
      patient_conditions: { taken: 36, '23502': 2 },
      patient_treatments: { taken: 27, patient_treatments_ended_after_start: 1 },
      measurements: {
        taken: 1964,
        '23502': 2,
        measurements_end_after_start: 2,
        measurements_patient_id_fkey: 2,
        measurements_start_range: 4,
        measurements_value_range: 4,
        measurements_variable_id_fkey: 2,
      },
      trials: { taken: 5 },
    });
  }, 60_000);

  it('makes patients of everybody, and keeps what they were called', async () => {
    const people = await rows<{ user_type: string; called: string | null; n: number }>(
      'select user_type, legacy_user_type as called, count(*)::int as n from profiles group by 1, 2',
    );
    expect([...new Set(people.map(({ user_type }) => user_type))]).toEqual(['patient']);
    expect(Object.fromEntries(people.map(({ called, n }) => [called, n]))).toEqual({
      admin: 1,
      caregiver: 2,
      developer: 1,
      doctor: 2,
      null: 5,
      patient: 38,
      provider: 7,
      'research-partner': 2,
      sponsor: 2,
    });
    // Three addresses were never confirmed, and two are those of older accounts in other letters.
    expect(await rows(`select count(*)::int as n from profiles where email is null`)).toEqual([{ n: 5 }]);
  });

  it('would go back as it was there, but for empty texts, a birth date of 1024 and what has no exact word here', async () => {
    const changed: Record<string, Record<string, number>> = {};
    for (const { table, from, key, back, backWhere } of adoptions) {
      const [legacy = ''] = from;
      const schema = await schemaOf(legacy);
      const theirs = await columnsOf(schema, legacy);
      const id = key.ids === 'same' ? `o.id` : `carenode.legacy_id('${table}', o.id)`;
      const columns = Object.entries(back).filter(([column]) => theirs.has(column));
      const different = columns.map(
        ([column, sql]) =>
          `count(*) filter (where l.${column} is distinct from (${sql})::${theirs.get(column) ?? ''})::int as ${column}`,
      );
      const [found = {}] = await rows<Record<string, number>>(
        `select ${['count(*)::int as "rows"', ...different].join(', ')} from public.${table} o
           join ${schema}.${legacy} l on l.${key.column} = ${id} where ${backWhere?.sql ?? 'true'}`,
      );
      changed[table] = Object.fromEntries(Object.entries(found).filter(([, n]) => n > 0));
    }
    expect(changed).toEqual({
      profiles: { rows: 60, date_of_birth: 1, gender: 40, last_name: 2, timezone: 30 },
      conditions: { rows: 4 },
      treatments: { rows: 4 },
      variables: { rows: 16 },
      patient_conditions: { rows: 36 },
      patient_treatments: { rows: 27 },
      measurements: { rows: 1964, original_unit: 238, source: 994 },
      trials: { rows: 5, enrollment_target: 1 },
    });
  });
});
