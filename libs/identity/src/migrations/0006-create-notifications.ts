import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table notifications is 'What the instance tells a person: that somebody opened their record, that their rights changed.'`,
  `comment on column notifications.profile_id is 'Who is told.'`,
  `comment on column notifications.kind is 'What happened, in kebab-case; readers make the sentence of it.'`,
  `comment on column notifications.body is 'Plain data for the sentence: names, ids, times.'`,
  `comment on column notifications.read_at is 'When the person read it; null: not yet.'`,
];

export class CreateNotifications implements Migration {
  readonly id = '0006-create-notifications';
  readonly why = 'People are told at once what others do with their record and their rights.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table notifications (
        id uuid primary key default uuid_generate_v4(),
        profile_id uuid not null references profiles (id) on delete cascade,
        kind text not null,
        body jsonb not null default '{}',
        created_at timestamptz not null default now(),
        read_at timestamptz,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint notifications_kind_is_kebab_case
          check (kind ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(kind) <= 100),
        constraint notifications_body_is_an_object
          check (jsonb_typeof(body) = 'object' and octet_length(body::text) <= 10000),
        constraint notifications_read_at_is_finite check (isfinite(read_at))
      )`);
    for (const text of COMMENTS) await sql.query(text);
    await sql.query(
      'create index notifications_of_profile on notifications (profile_id, created_at desc, id desc)',
    );
    await sql.query(
      'create trigger touch before update on notifications for each row execute function carenode.touch_row()',
    );
    await sql.query(`
      create function carenode.notify_person(profile uuid, kind text, body jsonb) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into public.notifications (profile_id, kind, body) values ($1, $2, $3)
      $$`);
    await sql.query(
      `comment on function carenode.notify_person(uuid, text, jsonb) is 'Tells a person something. For other functions of this schema; no caller may call it.'`,
    );
    await sql.query('revoke execute on function carenode.notify_person(uuid, text, jsonb) from public');
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.notify_person(uuid, text, jsonb)');
    await sql.query('drop table notifications');
  }
}
