import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table credentials is 'How people prove who they are. Read by the host''s own sign-in only.'`,
  `comment on column credentials.password_hash is 'argon2id, in PHC string format.'`,
  `comment on table sessions is 'Who is signed in, on which browser.'`,
  `comment on column sessions.token_hash is 'SHA-256 of the session cookie; the cookie itself is kept nowhere.'`,
  `comment on column sessions.last_seen_at is 'Accurate to about a minute: hosts note it in batches.'`,
  `comment on column sessions.expires_at is 'When the session ends however much it is used.'`,
  `comment on column sessions.user_agent is 'What the browser called itself at sign-in.'`,
  `comment on table sign_in_failures is 'How often signing in failed lately, per e-mail address and per network address, over all hosts.'`,
  `comment on column sign_in_failures.key is 'SHA-256 of what is counted; neither addresses of people nor of machines stand here.'`,
  `comment on column sign_in_failures.failures is 'Attempts in this window that failed or are under way.'`,
  `comment on column sign_in_failures.window_ends_at is 'When counting begins anew.'`,
];

export class CreateSignIn implements Migration {
  readonly id = '0003-create-sign-in';
  readonly why =
    'People sign in with a password, stay signed in for a while, and nobody may guess passwords at will.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table credentials (
        profile_id uuid primary key references profiles (id) on delete cascade,
        password_hash text not null,
        changed_at timestamptz not null default now(),
        constraint credentials_password_is_hashed check (password_hash like '$argon2id$%')
      )`);
    await sql.query(`
      create table sessions (
        id uuid primary key default uuid_generate_v4(),
        profile_id uuid not null references profiles (id) on delete cascade,
        token_hash bytea not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        user_agent text,
        constraint sessions_token_hash_is_unique unique (token_hash),
        constraint sessions_token_is_hashed check (octet_length(token_hash) = 32),
        constraint sessions_user_agent_length check (length(user_agent) <= 300)
      )`);
    await sql.query('create index sessions_of_profile on sessions (profile_id, created_at desc, id desc)');
    await sql.query('create index sessions_expiry on sessions (expires_at)');
    await sql.query(`
      create table sign_in_failures (
        key bytea primary key,
        failures integer not null,
        window_ends_at timestamptz not null,
        constraint sign_in_failures_key_is_hashed check (octet_length(key) = 32),
        constraint sign_in_failures_count check (failures >= 0)
      )`);
    await sql.query('create index sign_in_failures_window on sign_in_failures (window_ends_at)');
    for (const text of COMMENTS) await sql.query(text);
    await sql.query(`
      create trigger tell_identity_changed after update of password_hash or delete on credentials
        for each row execute function carenode.tell_identity_changed('profile_id')`);
    await sql.query(`
      create trigger tell_identity_changed after update of profile_id, token_hash, expires_at or delete on sessions
        for each row execute function carenode.tell_identity_changed('id')`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table sign_in_failures');
    await sql.query('drop table sessions');
    await sql.query('drop table credentials');
  }
}
