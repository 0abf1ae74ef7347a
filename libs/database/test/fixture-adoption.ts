import {
  defineModule,
  everyRow,
  mayEverything,
  mayRead,
  type Migration,
  own,
  type SqlRunner,
} from '@carenode/module-kit';
import pg from 'pg';

// Without decorators, so that Node runs this file as it is, for adoption-process.mjs.
class Person {
  id!: string;
}
class Topic {
  id!: string;
}
class Entry {
  id!: string;
}

class CreateTables implements Migration {
  readonly id = '0001-create-tables';
  readonly why = 'Tests need tables that rows of another application come into.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table profiles (
        id uuid primary key default uuid_generate_v4(),
        user_type text not null,
        name text,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint profiles_name_length check (length(name) between 1 and 20)
      )`);
    await sql.query(
      'create trigger touch before update on profiles for each row execute function carenode.touch_row()',
    );
    await sql.query(`
      create table topics (
        id uuid primary key default uuid_generate_v4(),
        name text not null,
        constraint topics_name_key unique (name)
      )`);
    await sql.query(`insert into topics (name) values ('Of our own')`);
    await sql.query(`
      create table entries (
        id uuid primary key default uuid_generate_v4(),
        owner_id uuid not null references profiles (id) on delete cascade,
        topic_id uuid references topics (id),
        value numeric not null constraint entries_value check (value >= 0),
        words text,
        created_at timestamptz not null default now()
      )`);
    await sql.query('create index entries_owner on entries (owner_id)');
    await sql.query('create index entries_topic on entries (topic_id)');
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const table of ['entries', 'topics', 'profiles']) await sql.query(`drop table ${table}`);
  }
}

/** A module that adopts the tables of `legacyApplication`. */
export const diary = defineModule({
  name: 'diary',
  title: 'Diary',
  required: true,
  nest: class DiaryModule {},
  migrations: [CreateTables],
  tables: [
    {
      name: 'profiles',
      entity: Person,
      holds: 'personal',
      about: 'id',
      policies: { patient: mayRead(own('id')) },
    },
    { name: 'topics', entity: Topic, holds: 'public', policies: { patient: mayRead(everyRow) } },
    {
      name: 'entries',
      entity: Entry,
      holds: 'personal',
      about: 'owner_id',
      policies: { patient: mayEverything(own('owner_id'), ['value', 'words']) },
    },
  ],
  adopts: [
    {
      table: 'profiles',
      from: ['people', 'profiles'],
      when: ['id', 'user_type'],
      key: { column: 'id', ids: 'same' },
      columns: { user_type: `'patient'`, name: `nullif(btrim(l.name), '')`, updated_at: 'l.updated_at' },
      back: { name: 'o.name' },
      backWhere: {
        sql: 'exists (select from auth.users u where u.id = o.id)',
        why: 'The others have no account there.',
      },
    },
    {
      table: 'topics',
      from: ['global_topics'],
      when: ['id', 'name'],
      key: { column: 'id', ids: 'derived' },
      columns: { name: 'l.name' },
      back: { name: 'o.name' },
    },
    {
      table: 'entries',
      from: ['entries'],
      when: ['user_id', 'value'],
      key: { column: 'id', ids: 'same' },
      columns: {
        owner_id: 'l.user_id',
        topic_id: `(select t.id from public.topics t where t.id = carenode.adopted_id('topics', l.topic_id))`,
        value: 'l.value::numeric',
        words: ['l.no_such_column', 'l.note'],
        created_at: 'l.created_at',
      },
      back: {
        user_id: 'o.owner_id',
        topic_id: `carenode.legacy_id('topics', o.topic_id)`,
        value: 'o.value::double precision',
        note: 'o.words',
      },
      where: { sql: 'l.deleted_at is null', why: 'What was deleted there stays there.' },
    },
  ],
});

export const LEGACY_ROLES = `
  do $$ begin
    if to_regrole('anon') is null then create role anon nologin; end if;
    if to_regrole('authenticated') is null then create role authenticated nologin; end if;
    if to_regrole('service_role') is null then create role service_role nologin bypassrls; end if;
    if to_regrole('adopted_gateway') is null then create role adopted_gateway login noinherit password 'only-on-loopback'; end if;
  exception when duplicate_object or unique_violation then null;
  end $$;
  do $$ begin
    if not pg_has_role('adopted_gateway', 'anon', 'member') then grant anon, authenticated, service_role to adopted_gateway; end if;
  end $$`;

const SCHEMA = `
  create schema auth;
  create table auth.users (id uuid primary key, email text);
  create function auth.uid() returns uuid language sql stable as $$
    select nullif(current_setting('request.jwt.claims', true)::jsonb ->> 'sub', '')::uuid $$;
  grant usage on schema auth, public to anon, authenticated, service_role;
  create type public.user_type_enum as enum ('patient', 'doctor', 'admin');
  create table public.profiles (
    id uuid primary key references auth.users (id) on delete cascade,
    user_type user_type_enum default 'patient',
    name text,
    nickname text,
    updated_at timestamptz not null default now()
  );
  create table public.global_topics (id text primary key, name text not null);
  create table public.entries (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references public.profiles (id) on delete cascade,
    topic_id text references public.global_topics (id),
    value double precision,
    note text,
    deleted_at timestamptz,
    created_at timestamptz not null default now()
  );
  create index entries_owner on public.entries (user_id);
  create table public.messages (id bigint generated always as identity primary key, body text);
  create table public.oauth_clients (id text primary key, client_secret text);
  create table public.likes (id serial primary key, entry_id uuid references public.entries (id) on delete cascade);
  alter table public.profiles enable row level security;
  alter table public.entries enable row level security;
  alter table public.likes enable row level security;
  alter table public.global_topics enable row level security;
  create policy "own profile" on public.profiles to public using (auth.uid() = id) with check (auth.uid() = id);
  create policy "own entries" on public.entries to authenticated using (auth.uid() = user_id) with check (auth.uid() = user_id);
  create policy "read topics" on public.global_topics for select using (true);
  create policy "anybody likes" on public.likes for insert to authenticated with check (true);
  create policy "anybody reads likes" on public.likes for select to authenticated using (true);
  create view public.entry_counts as select user_id, count(*) as entries from public.entries group by user_id;
  grant all on all tables in schema public to anon, authenticated, service_role;
  grant all on all sequences in schema public to anon, authenticated, service_role;
  create function public.handle_new_user() returns trigger language plpgsql security definer as $$
  begin
    insert into public.profiles (id, name) values (new.id, 'New');
    return new;
  end $$;
  create trigger on_auth_user_created after insert on auth.users for each row execute function public.handle_new_user();
  create function public.rename_me(new_name public.profiles.name%type) returns text
    language plpgsql security definer set search_path = public as $$
  declare
    me public.profiles%rowtype;
    word public.profiles.name%type;
  begin
    select * into me from profiles where id = auth.uid();
    word := new_name;
    execute 'update public.profiles set name = $1 where id = $2' using word, me.id;
    return me.name;
  end $$;
  create function public.my_entries() returns bigint language sql stable as $$ select count(*) from entries where user_id = auth.uid() $$;
  create function public.stamp() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;
  create trigger stamp before update on public.profiles for each row execute function public.stamp()`;

interface LegacyDatabase {
  readonly adminUrl: string;
  readonly admin: pg.Pool;
}

/** A small database as another application on a Supabase-like platform would have left it. */
export async function legacyApplication(
  database: LegacyDatabase,
  { people = 4, entries = 40 }: { people?: number; entries?: number } = {},
): Promise<void> {
  const { admin } = database;
  await admin.query(LEGACY_ROLES).catch(async () => admin.query(LEGACY_ROLES));
  await admin.query(SCHEMA);
  await admin.query(
    `insert into auth.users (id) select ${personSql('n')} from generate_series(1, $1::int) n`,
    [people],
  );
  await admin.query(
    `update public.profiles set name = 'Person', user_type = 'doctor' where id = ${personSql('1')}`,
  );
  await admin.query(`insert into public.global_topics values ('sleep', 'Sleep'), ('mood', 'Mood')`);
  await admin.query(
    `insert into public.entries (user_id, topic_id, value, note, created_at, deleted_at)
       select ${personSql(`1 + n % ${people}`)}, case n % 3 when 0 then 'sleep' when 1 then 'mood' end, n / 7.0, 'note ' || n,
              now() - n * interval '1 minute', case when n % 10 = 0 then now() end
         from generate_series(1, $1::int) n`,
    [entries],
  );
  await admin.query(`insert into public.messages (body) select 'message ' || n from generate_series(1, 5) n`);
  await admin.query('analyze');
}

const personSql = (n: string) => `md5('person ' || (${n})::text)::uuid`;

export async function person(database: LegacyDatabase, n: number): Promise<string> {
  const { rows } = await database.admin.query<{ id: string }>(`select ${personSql('$1::int')} as id`, [n]);
  return rows[0]?.id ?? '';
}

/** A connection of the old application, signed in as somebody. End it. */
export async function oldApplication(database: LegacyDatabase, subject: string): Promise<pg.Client> {
  const url = new URL(database.adminUrl);
  url.username = 'adopted_gateway';
  url.password = 'only-on-loopback';
  const client = new pg.Client({ connectionString: url.toString() });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`select set_config('request.jwt.claims', $1, false)`, [
    JSON.stringify({ sub: subject, role: 'authenticated' }),
  ]);
  await client.query('set role authenticated');
  return client;
}
