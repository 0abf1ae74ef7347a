import type { Migration, SqlRunner } from '@carenode/module-kit';

const COMMENTS = [
  `comment on table api_keys is 'Keys by which programs act for the person who made them, within the key''s scopes.'`,
  `comment on column api_keys.name is 'What the key is for.'`,
  `comment on column api_keys.key is 'SHA-256 of the key, in hex; the key itself is shown once and kept nowhere.'`,
  `comment on column api_keys.scope is 'What the key may do at most: user/<table>.<verbs>.'`,
  `comment on column api_keys.key_prefix is 'How the key begins, to tell keys apart.'`,
  `comment on column api_keys.last_used_at is 'Accurate to about ten seconds: hosts note it in batches.'`,
  `comment on column api_keys.revoked_at is 'From when on no host accepts the key.'`,
];

export class CreateApiKeys implements Migration {
  readonly id = '0005-create-api-keys';
  readonly why = 'Programs reach the API without the password of a person.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table api_keys (
        id uuid primary key default uuid_generate_v4(),
        name text not null,
        key text not null,
        scope text[] not null,
        created_at timestamp with time zone not null default now(),
        expires_at timestamp with time zone,
        created_by uuid references profiles (id) on delete cascade,
        last_used_at timestamp with time zone,
        key_prefix text not null,
        revoked_at timestamp with time zone,
        updated_at timestamp with time zone not null default now(),
        version integer not null default 1,
        constraint api_keys_name_length check (length(name) between 1 and 100),
        constraint api_keys_key_is_hashed check (key ~ '^[0-9a-f]{64}$'),
        constraint api_keys_key_prefix_form check (key_prefix ~ '^cn_[0-9A-Za-z]{6}$'),
        constraint api_keys_scope_count check (cardinality(scope) between 1 and 100)
      )`);
    for (const text of COMMENTS) await sql.query(text);
    await sql.query('create unique index api_keys_key_is_unique on api_keys (key)');
    await sql.query('create index api_keys_newest on api_keys (created_at desc, id desc)');
    await sql.query('create index api_keys_of_creator on api_keys (created_by, created_at desc, id desc)');
    // Not for last_used_at, which no ETag is about.
    await sql.query(`
      create trigger touch before update of name, scope, expires_at, revoked_at on api_keys
        for each row execute function carenode.touch_row()`);
    await sql.query(`
      create trigger tell_identity_changed
        after update of key, scope, expires_at, revoked_at, created_by or delete on api_keys
        for each row execute function carenode.tell_identity_changed('id')`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table api_keys');
  }
}
