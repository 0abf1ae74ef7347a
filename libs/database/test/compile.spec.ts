import type { SqlRunner } from '@carenode/module-kit';
import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';

import { catalogLines } from '../src/migrate/catalog/catalog-lines.js';
import { compileReport } from '../src/migrate/compile/compile-problems.js';

/** Everything that PL/pgSQL has. */
const EVERYTHING = `create function everything(a uuid, inout b items, out z integer, variadic more text[]) language plpgsql as $f$
#variable_conflict use_variable
<<top>>
declare
  x items.id%type := uuid_nil(); y items%rowtype; r record; q2 record; n constant int not null := 3; m int default 1; arr text[];
  c cursor (k int, l text) for select id, label from items where size = k and label = l;
  plain refcursor; other alias for a; "Odd Name" text;
begin
  x := (select id from items where id = a limit 1);
  y.label := 'semicolon ; in a string'; arr[m] = $$dollar ; quoted$$; top.x := everything.a; z = m;
  select id, size into x, m from items where id = x; -- a comment; with a semicolon
  select * into strict r from items /* and ; another */ where id = r.id;
  insert into items (id, label) values (x, 'é') returning id, size into r;
  update items set label = r.size::text where id = r.id returning * into r;
  delete from items i where i.id = r.id returning i.label into y.label;
  if r.label is null then
    for r in select id as key, size from items loop raise notice 'at %', r.key using hint = r.size::text; end loop;
  elsif exists (select from items) and m in (1, 2) then null;
  else perform 1 from items where label = "Odd Name";
  end if;
  for r in execute 'select 1 as one' using m loop null; end loop;
  for i in reverse 1..m by 2 loop exit when i > 3; continue when i = 2; end loop;
  for x, m in select id, size from items loop null; end loop;
  <<inner>> while m < 3 loop m := m + 1; exit inner; end loop;
  declare x int; begin x := 2; top.x := a; exception when no_data_found or others then raise; end;
  begin perform label from items i; exception when undefined_function then null; end;
  execute format('select %I', m) into r using a, b;
  case m when 1, 2 then null; else null; end case;
  case when m = 1 then null; when m = 2 then perform 2; end case;
  open c(3, l => 'x'); fetch next from c into q2; z := q2.id is null; close c;
  for row_of in c(4, 'y') loop raise notice '%', row_of.label; end loop;
  open plain for select 1; move plain; close plain; open plain no scroll for execute 'select 1' using m;
  foreach "Odd Name" in array arr loop null; end loop;
  get diagnostics m = row_count;
  with gone as (delete from items where false returning id) select count(*) from gone into m;
  merge into items t using (select 1 as s) u on t.size = u.s when matched then delete;
  call proc(m); assert m = 1, 'no ' || m; create temp table mine (id int); insert into mine values (1);
  return;
exception when unique_violation then raise exception 'x %', sqlerrm using errcode = sqlstate; when others then raise exception unique_violation;
end top $f$`;

/** Objects that stand on each other; each test breaks one thing under them. */
const OBJECTS = [
  `create table items (id uuid primary key, label text, size integer)`,
  `create table other (id uuid)`,
  `create function uuid_nil() returns uuid language sql as $$ select '00000000-0000-0000-0000-000000000000'::uuid $$`,
  `create procedure proc(n integer) language plpgsql as $$ begin commit; end $$`,
  `create type mood as enum ('calm', 'tense')`,
  EVERYTHING,
  `create function with_column(p uuid) returns text language plpgsql as $$
   begin
     return (select label from items where id = p);
   end $$`,
  `create function with_table() returns bigint language sql as 'select count(*) from other'`,
  `create function called(a integer) returns boolean language sql immutable as 'select a > 0'`,
  `create function caller() returns boolean language plpgsql as $$
   begin
     return called(1);
   end $$`,
  `create function rows() returns table (key uuid, big integer) language plpgsql as $$ begin return query select id, size from items; end $$`,
  `create function feeling() returns boolean language plpgsql as $$ begin return 'tense'::mood = 'calm'; end $$`,
  `create function stamp() returns trigger language plpgsql as $$
   begin
     if new.label is distinct from old.label then new.label := upper(new.label); end if;
     return new;
   end $$`,
  `create trigger stamp before update on items for each row execute function stamp()`,
  `create function many() returns trigger language plpgsql as $$ begin perform label from changed; return null; end $$`,
  `create trigger many after insert on items referencing new table as changed for each statement execute function many()`,
  `create function shown(i text) returns boolean language sql stable as $$ select exists (select from other) and i <> '' $$`,
  `create view shown_items as select id from items where shown(label)`,
  `create policy seen on items for select to public using (shown(label))`,
  `create function by_record() returns integer language plpgsql as $$
   declare r record;
   begin
     for r in select * from items loop
       raise notice '%', r.size;
     end loop;
     return 1;
   end $$`,
];

describe('what compiles', () => {
  let database: TestDatabase;
  let client: pg.PoolClient;
  const asOwner: SqlRunner = {
    query: async (text, parameters) => (await client.query(text, parameters)).rows,
  };
  /** What no longer compiles after `change`, which is taken back. */
  const after = async (...changes: readonly string[]) => {
    await client.query('begin');
    try {
      await client.query('set local role carenode_owner; set local search_path = public, pg_temp');
      for (const change of changes) await client.query(change);
      return (await compileReport(asOwner)).problems.map(({ sentence }) => sentence);
    } finally {
      await client.query('rollback');
    }
  };

  beforeAll(async () => {
    database = await emptyDatabase();
    await database.admin.query(
      `do $$ begin create role carenode_owner nologin noinherit; exception when duplicate_object then null; end $$`,
    );
    await database.admin.query('grant create, usage on schema public to carenode_owner');
    client = await database.admin.connect();
    await client.query('set role carenode_owner');
    for (const object of OBJECTS) await client.query(object);
    await client.query('reset role');
  });

  afterAll(async () => {
    client.release();
    await database.drop();
  });

  it('is everything, and what cannot be seen is counted', async () => {
    expect(await after()).toEqual([]);
    await client.query('begin');
    const { checked, notChecked } = await compileReport(asOwner);
    await client.query('rollback');
    expect(checked.size).toBe(15);
    expect(notChecked).toEqual([{ object: 'function everything(uuid,items,text[])', statements: 6 }]);
  });

  it.each([
    [
      'a column that PL/pgSQL reads is renamed',
      'alter table items rename size to extent',
      [
        'function by_record(), line 5: record "r" has no field "size"',
        'function rows(), line 1: column "size" does not exist',
      ],
    ],
    [
      'a column is dropped',
      'alter table items drop column label cascade',
      [
        'function with_column(uuid), line 3: column "label" does not exist',
        'function stamp(), line 3: record "new" has no field "label"',
        'function many(), line 1: column "label" does not exist',
        'trigger items.stamp uses function stamp(), which does not compile',
        'trigger items.many uses function many(), which does not compile',
      ],
    ],
    [
      'a table is dropped under a function of SQL, which a view and a policy use',
      'drop table other',
      [
        'function with_table(): relation "other" does not exist',
        'function shown(text): relation "other" does not exist',
        'view shown_items uses function shown(text), which does not compile',
        'policy items.seen uses function shown(text), which does not compile',
      ],
    ],
    [
      'a called function takes something else',
      'drop function called(integer); create function called(a date) returns boolean language sql as $$ select true $$',
      ['function caller(), line 3: function called(integer) does not exist'],
    ],
    [
      'a column gets another type than a function of rows says',
      'alter table items alter column size type bigint',
      ['function rows(), line 1: structure of query does not match function result type'],
    ],
    [
      'a label of an enum type goes',
      `alter type mood rename value 'tense' to 'upset'`,
      ['function feeling(), line 1: invalid input value for enum mood: "tense"'],
    ],
    [
      'a column gets the name of a parameter',
      'alter table items add column p uuid',
      ['function with_column(uuid), line 3: column reference "p" is ambiguous'],
    ],
    [
      'a trigger function names what its table never had',
      `create or replace function stamp() returns trigger language plpgsql as $$ begin
         new.gone := 1; return new; end $$`,
      [
        'function stamp(), line 2: record "new" has no field "gone"',
        'trigger items.stamp uses function stamp(), which does not compile',
      ],
    ],
    [
      'a type is dropped that a variable has',
      `create type short as (a integer); create function typed() returns void language plpgsql as $$ declare s short; begin null; end $$; drop type short`,
      ['function typed(): type "short" does not exist'],
    ],
  ])('is not, when %s', async (_, change, expected) => {
    expect(await after(change)).toEqual(expect.arrayContaining(expected));
  });

  it('is found line by line', async () => {
    const found = await after('alter table items rename column size to extent');
    const lines = found.flatMap((sentence) => /everything.*line (\d+)/.exec(sentence)?.[1] ?? []);
    expect([...new Set(lines)].map(Number)).toEqual([6, 11, 13, 17, 23, 36]);
  });

  it('runs nothing of what it looks at, and leaves nothing behind', async () => {
    const lines = () => catalogLines({ query: async (text) => (await client.query(text)).rows });
    const before = await lines();
    expect(
      await after(
        `create table touched (n integer)`,
        `create function touch() returns integer language plpgsql as $$ begin insert into touched values (1); return 1; end $$`,
        `create function touching() returns setof integer language plpgsql as $$
         declare a integer := touch(); r record;
         begin a := touch(); perform touch(); select touch() as b into r; for r in select touch() as b loop null; end loop; return query select touch(); end $$`,
        `create function none_touched() returns void language plpgsql as $$ begin if (select count(*) from touched) > 0 then raise 'no'; end if; end $$`,
        `create view touching_view as select touch() as n`,
      ),
    ).toEqual([]);
    expect(await lines()).toEqual(before);
    const { rows } = await client.query(
      `select count(*)::int as temporary from pg_class where relpersistence = 't' or relname like 'carenode_compile%'`,
    );
    expect(rows).toEqual([{ temporary: 0 }]);
  });

  it('lends nobody the rights of who signed in', async () => {
    await client.query('begin');
    try {
      // A sequence keeps what a transaction that is taken back did to it.
      await client.query('create sequence public.of_admins');
      await client.query(
        `create function public.sly() returns integer language plpgsql immutable as $$
         begin
           perform set_config('role', 'none', true);
           return nextval('public.of_admins');
         exception when others then return 0;
         end $$`,
      );
      await client.query('create view public.sly_view as select public.sly() as n');
      await client.query(
        `create function public.sly_too() returns integer language plpgsql as $$ begin return public.sly(); end $$`,
      );
      await client.query('set local role carenode_owner; set local search_path = public, pg_temp');
      const { checked } = await compileReport(asOwner);
      expect([...checked]).toEqual(expect.arrayContaining(['view sly_view', 'function sly_too()']));
      await client.query('reset role');
      const { rows } = await client.query('select is_called from public.of_admins');
      expect(rows).toEqual([{ is_called: false }]);
    } finally {
      await client.query('rollback');
    }
  });
});
