import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineModule, everyRow, mayRead, type Migration, type SqlRunner } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import pg from 'pg';

import { Adoption } from '../src/migrate/adopt/adoption.js';
import { rewriteBody } from '../src/migrate/adopt/move.js';
import { planMarkdown } from '../src/migrate/adopt/plan-file.js';
import { catalogDifference, catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { diary, legacyApplication, oldApplication, person } from './fixture-adoption.js';

const name = pg.escapeIdentifier;
const TABLE = `we"ird; drop table public.profiles; --`;
const KEY = `the "key" '; $q$ $in$`;
const WORDS = `Grö"ße ') $map$ $rows$ | \\`;
const DOMAIN = `ty"pe $last$ '; --`;
const APART = `Ünï "cøde" | \`; select 1/0; --`;
const VIEW = `vi"ew '; --`;
const FUNCTION = `fun"c; --`;
const PROCEDURE = `PRO"C $$; --`;
const POLICY = `po"licy '; --`;
const ROLE = `adopted "odd" role; --`;
const at = (schema: string, table = TABLE) => `${schema}.${name(table)}`;

class Oddity {
  id!: string;
}

class CreateOddities implements Migration {
  readonly id = '0001-create-oddities';
  readonly why = 'Rows of a table with a name that is hard to write come into it.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(
      'create table oddities (id uuid primary key default uuid_generate_v4(), words text not null)',
    );
    // Of this name there is an index of the other application's, so its table moves.
    await sql.query('create index oddities_words on oddities (words)');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table oddities');
  }
}

const oddities = defineModule({
  name: 'oddities',
  title: 'Oddities',
  required: true,
  nest: class OdditiesModule {},
  migrations: [CreateOddities],
  tables: [{ name: 'oddities', entity: Oddity, holds: 'public', policies: { patient: mayRead(everyRow) } }],
  adopts: [
    {
      table: 'oddities',
      from: [TABLE],
      when: [KEY, WORDS],
      key: { column: KEY, ids: 'derived' },
      columns: { words: `l.${name(WORDS)}` },
      back: { [WORDS]: 'o.words' },
    },
  ],
});

const SCHEMA = `
  do $$ begin create role ${name(ROLE)} login; exception when duplicate_object or unique_violation then null; end $$;
  create domain public.${name(DOMAIN)} as text;
  create table ${at('public')} (${name(KEY)} public.${name(DOMAIN)} primary key, ${name(WORDS)} text, "t" int);
  create index oddities_words on ${at('public')} (${name(WORDS)});
  insert into ${at('public')} values ('a''; --', 'first', 1), ('$q$', 'second', 2), ('ü "', 'third', 3);
  alter table ${at('public')} enable row level security;
  create policy ${name(POLICY)} on ${at('public')} for insert to authenticated with check (true);
  create policy "of their own" on ${at('public')} for insert to authenticated
    with check (exists (select from public.entries e where e.user_id = auth.uid()));
  create policy "everybody reads" on ${at('public')} for select using (true);
  create policy "everybody changes" on ${at('public')} for update using (auth.uid() is not null);
  create table ${at('public', APART)} (id int primary key, ${name(WORDS)} text);
  insert into ${at('public', APART)} values (1, 'apart');
  create table public."__proto__" (t int primary key);
  insert into public."__proto__" values (1), (2);
  create view ${at('public', VIEW)} as select ${name(WORDS)} as ${name(KEY)} from ${at('public')};
  grant select, insert, update on ${at('public')} to authenticated;
  grant select on ${at('public', VIEW)} to authenticated, ${name(ROLE)};
  grant select (${name(WORDS)}) on ${at('public', APART)} to ${name(ROLE)};
  grant all on ${at('public', APART)} to authenticated, ${name(ROLE)};
  create function public.${name(FUNCTION)}(${name(VIEW)} text) returns bigint language sql security definer as $f$
    select count(*) from public.${name(TABLE)} x where x.${name(WORDS)} = ${name(VIEW)}
  $f$;
  create procedure public.${name(PROCEDURE)}() language plpgsql security definer as $f$
  begin update public.${name(TABLE)} set ${name(WORDS)} = 'called' where "t" = 1; end $f$`;

describe('the adoption of tables with hostile names', () => {
  let database: TestDatabase;
  const adoption = () => new Adoption({ ...database, modules: [diary, oddities] });
  const query = async (text: string, parameters: unknown[] = []) =>
    (await database.admin.query(text, parameters)).rows as Record<string, unknown>[];
  const catalog = () => catalogLines({ query });
  const words = async () =>
    (await query('select words from public.oddities order by 1')).map((row) => row['words']);

  beforeEach(async () => {
    database = await emptyDatabase();
    await legacyApplication(database);
    await database.admin.query(SCHEMA);
  });

  afterEach(() => database.drop());

  it('goes through every phase, forth, back and to the end', async () => {
    const before = await catalog();
    const plan = await adoption().inspect();
    expect(plan.conflicts.filter(({ blocks }) => blocks)).toEqual([]);
    expect(plan.moves.tables).toContain(TABLE);
    expect(plan.logins.map((login) => login.name)).toContain(ROLE);
    expect(planMarkdown(plan)).toContain('Ünï "cøde" \\| \\`; select 1/0; --');

    const applied = await adoption().apply({ branch: null });
    expect(applied.tables.filter(({ equal }) => !equal)).toEqual([]);
    expect(applied.unmapped.map(({ table, rows, equal }) => [table, rows, equal])).toEqual(
      expect.arrayContaining([
        [APART, '1', true],
        ['__proto__', '2', true],
      ]),
    );
    expect(await words()).toEqual(['first', 'second', 'third']);

    const old = await oldApplication(database, await person(database, 2));
    try {
      await old.query(`insert into ${name(TABLE)} values ('it''s', 'fourth', 4)`);
      await old.query(`update ${name(TABLE)} set ${name(WORDS)} = 'changed' where ${name(KEY)} = '$q$'`);
      await old.query(`call ${name(PROCEDURE)}()`);
      expect(await words()).toEqual(['called', 'changed', 'fourth', 'third']);
      expect((await old.query(`select ${name(FUNCTION)}('fourth')::int as n`)).rows).toEqual([{ n: 1 }]);
      expect((await old.query(`select from ${name(VIEW)}`)).rowCount).toBe(4);
      const stranger = await oldApplication(database, '00000000-0000-4000-8000-000000000009');
      await expect(stranger.query(`insert into ${name(TABLE)} values ('no', 'no', 5)`)).rejects.toThrow(
        'row-level security',
      );
      await stranger.end();
    } finally {
      await old.end();
    }
    await query(`update public.oddities set words = 'from ''here' where words = 'third'`);
    await query(`insert into public.oddities (words) values ('made "here')`);
    await query(`delete from public.oddities where words = 'fourth'`);
    const theirs = `select ${name(WORDS)} as words from`;
    expect(await query(`${theirs} ${at('legacy')} order by 1`)).toEqual(
      ['called', 'changed', `from 'here`, 'made "here'].map((text) => ({ words: text })),
    );
    expect((await adoption().status())?.unmirrored).toEqual([]);

    const directory = await mkdtemp(join(tmpdir(), 'carenode-adopt-'));
    await adoption().undo({ rowsFile: join(directory, 'undone'), reopen: true });
    expect(catalogDifference(before, await catalog())).toEqual([]);
    expect(await query(`${theirs} ${at('public')} order by 1`)).toHaveLength(4);

    await adoption().apply({ branch: null });
    await adoption().finish();
    await query(`drop view ${at('public', VIEW)}, public.entry_counts; drop table public.likes`);
    const file = join(directory, 'finished');
    expect((await adoption().finish({ dropLegacy: file })).dropped).toEqual(
      expect.arrayContaining([TABLE, 'entries', 'profiles']),
    );
    expect(await readFile(file, 'utf8')).toContain(JSON.stringify({ table: `legacy.${TABLE}` }).slice(1, -1));
    expect(await words()).toEqual(['called', 'changed', `from 'here`, 'made "here']);
    expect(await query('select count(*)::int as n from public.profiles')).toEqual([{ n: 4 }]);
  }, 120_000);

  it('names what moved in bodies of functions, and nothing else', () => {
    const moved = [TABLE, 'profiles', 'Entries', 'größe'];
    for (const [body, rewritten] of [
      ['select from PUBLIC.Profiles', 'select from legacy.Profiles'],
      ['public . "profiles"', 'legacy . "profiles"'],
      [`"public".${name(TABLE)}`, `legacy.${name(TABLE)}`],
      [`public.${name(TABLE)}, public.profiles`, `legacy.${name(TABLE)}, legacy.profiles`],
      ['public.größe', 'legacy.größe'],
      ['public."Entries"', 'legacy."Entries"'],
      ...[
        'public.entries',
        'public.profiles_old',
        'public.profiles2',
        'my_public.profiles',
        'x.public.profiles',
        'public."Profiles"',
        'public."we"',
      ].map((same) => [same, same]),
    ] as const)
      expect(rewriteBody(body ?? '', moved)).toBe(rewritten);
  });
});
