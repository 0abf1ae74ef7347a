import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table invitations is 'Who may register themselves, as which user type.'`,
  `comment on column invitations.token_hash is 'SHA-256 of the invitation''s token; the token itself is shown once and kept nowhere.'`,
  `comment on column invitations.invited_by is 'An admin, or for patients a provider; without them the invitation is void.'`,
  `comment on column invitations.accepted_at is 'When somebody registered with it; it works once.'`,
  `comment on column invitations.revoked_at is 'When it was taken back.'`,
];

export class CreateInvitations implements Migration {
  readonly id = '0004-create-invitations';
  readonly why = 'People register by invitation only.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table invitations (
        id uuid primary key default uuid_generate_v4(),
        email text not null,
        user_type text not null,
        token_hash bytea not null,
        invited_by uuid not null references profiles (id) on delete cascade,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        accepted_at timestamptz,
        revoked_at timestamptz,
        updated_at timestamptz not null default now(),
        version integer not null default 1,
        constraint invitations_token_hash_is_unique unique (token_hash),
        constraint invitations_token_is_hashed check (octet_length(token_hash) = 32),
        constraint invitations_email_is_lower_case check (email = lower(email)),
        constraint invitations_email_length check (length(email) between 3 and 254),
        constraint invitations_user_type_is_known
          check (user_type in ('admin', 'provider', 'patient', 'research-partner', 'developer')),
        constraint invitations_are_accepted_or_revoked check (accepted_at is null or revoked_at is null)
      )`);
    for (const text of COMMENTS) await sql.query(text);
    await sql.query('create index invitations_newest on invitations (created_at desc, id desc)');
    await sql.query(
      'create index invitations_of_inviter on invitations (invited_by, created_at desc, id desc)',
    );
    await sql.query(
      'create trigger touch before update on invitations for each row execute function carenode.touch_row()',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table invitations');
  }
}
