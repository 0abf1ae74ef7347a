import type { Migration, SqlRunner } from '@carenode/module-kit';

import { CALLER_ROLES } from '../roles.js';

/** What every module's tables stand on: the claims functions, the row-touching trigger, the plan's id default. */
export class CreatePlatformFunctions implements Migration {
  readonly id = '0001-create-platform-functions';
  readonly why =
    'Policies ask who the caller is and what a token may do; tables need the id default the plan names.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create function carenode.subject() returns uuid language sql stable parallel safe
        return nullif(current_setting('carenode.subject', true), '')::uuid`);
    await sql.query(
      `comment on function carenode.subject() is 'The profile id of the caller; null when nobody is signed in.'`,
    );
    await sql.query(`
      create function carenode.user_type() returns text language sql stable parallel safe
        return replace(nullif(substr(current_setting('role'), 10), ''), '_', '-')`);
    await sql.query(
      `comment on function carenode.user_type() is 'The user type of the caller, also inside security definer functions.'`,
    );
    await sql.query(`
      create function carenode.scope_allows(table_name text, verbs text) returns boolean language sql stable parallel safe
        return case current_setting('carenode.scopes', true)
          when '*' then true
          else coalesce(string_to_array(current_setting('carenode.scopes', true), ' ') &&
            (select array_agg(prefix || '.' || verb)
               from unnest(array[table_name, '*']) prefix, unnest(string_to_array(verbs, null)) verb), false)
        end`);
    await sql.query(
      `comment on function carenode.scope_allows(text, text) is 'Do the scopes of the token, if one signed in, allow one of these verbs (letters of cruds) on this table?'`,
    );
    await sql.query(`
      create function carenode.touch_row() returns trigger language plpgsql set search_path = '' as $$
      begin
        new.updated_at := now();
        new.version := old.version + 1;
        return new;
      end $$`);
    await sql.query(
      `comment on function carenode.touch_row() is 'Before an update: counts the version that ETags show, and notes the time.'`,
    );
    await sql.query(`
      do $$ begin
        if to_regprocedure('public.uuid_generate_v4()') is null then
          create function public.uuid_generate_v4() returns uuid language sql volatile parallel safe return gen_random_uuid();
          comment on function public.uuid_generate_v4() is 'The id default of the plan, without an extension.';
        end if;
      end $$`);
    await sql.query('alter table carenode.migrations enable row level security');
    await sql.query(
      'create policy system_select on carenode.migrations for select to carenode_system using (true)',
    );
    await sql.query('grant select on carenode.migrations to carenode_system');
    await sql.query(`
      create table carenode.notes (
        name text primary key check (length(name) between 1 and 100),
        note jsonb not null,
        updated_at timestamptz not null default now()
      )`);
    await sql.query(
      `comment on table carenode.notes is 'What hosts note about this database, such as that it was filled with demo data.'`,
    );
    await sql.query('alter table carenode.notes enable row level security');
    await sql.query(
      'create policy system_all on carenode.notes to carenode_system using (true) with check (true)',
    );
    await sql.query('grant select, insert, update on carenode.notes to carenode_system');
    for (const role of CALLER_ROLES) {
      await sql.query(`grant usage on schema carenode, public to ${role}`);
      await sql.query(
        `grant execute on function carenode.subject(), carenode.user_type(), carenode.scope_allows(text, text), public.uuid_generate_v4() to ${role}`,
      );
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table carenode.notes');
    await sql.query('revoke select on carenode.migrations from carenode_system');
    await sql.query('drop policy system_select on carenode.migrations');
    await sql.query('alter table carenode.migrations disable row level security');
    for (const role of CALLER_ROLES) await sql.query(`revoke usage on schema carenode, public from ${role}`);
    await sql.query(`
      do $$ begin
        if not exists (select from pg_depend where objid = to_regprocedure('public.uuid_generate_v4()') and deptype = 'e') then
          drop function if exists public.uuid_generate_v4();
        end if;
      end $$`);
    await sql.query('drop function carenode.touch_row()');
    await sql.query('drop function carenode.scope_allows(text, text)');
    await sql.query('drop function carenode.user_type()');
    await sql.query('drop function carenode.subject()');
  }
}
