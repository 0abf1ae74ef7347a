import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateInstanceSettings implements Migration {
  readonly id = '0001-create-instance-settings';
  readonly why = 'An admin sets what modules declare as settings, while the instance runs.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table instance_settings (
        id uuid primary key default uuid_generate_v4(),
        setting_key text not null,
        setting_value jsonb,
        category text,
        created_at timestamptz default now(),
        updated_at timestamptz default now(),
        updated_by uuid references profiles (id) on delete set null,
        version integer not null default 1,
        unique (setting_key),
        constraint setting_key_is_module_and_name
          check (setting_key ~ '^[a-z][a-z0-9-]*[.][a-zA-Z][a-zA-Z0-9]*$' and length(setting_key) <= 200),
        constraint setting_value_is_a_scalar check (jsonb_typeof(setting_value) in ('string', 'number', 'boolean')),
        constraint category_is_the_module check (category = split_part(setting_key, '.', 1))
      )`);
    await sql.query(
      `comment on table instance_settings is 'Values an admin has set; a setting without one has its declared default.'`,
    );
    await sql.query(`
      comment on column instance_settings.setting_key is 'module.name, as the module declares it';
      comment on column instance_settings.setting_value is 'Text, number or boolean; null after a reset: the declared default';
      comment on column instance_settings.category is 'The module, for grouping';
      comment on column instance_settings.updated_by is 'The admin who set it last';
      comment on column instance_settings.version is 'Counts changes; shown as the ETag'`);
    await sql.query('create index instance_settings_updated_by on instance_settings (updated_by)');
    await sql.query(
      'create trigger touch before update on instance_settings for each row execute function carenode.touch_row()',
    );
    await sql.query(`
      create function carenode.notify_settings() returns trigger language plpgsql set search_path = '' as $$
      begin
        perform pg_notify('carenode_settings', '');
        return null;
      end $$`);
    await sql.query('revoke execute on function carenode.notify_settings() from public');
    await sql.query(
      `comment on function carenode.notify_settings() is 'Tells every host that settings changed; hosts re-read the table.'`,
    );
    await sql.query(`
      create trigger notify after insert or update or delete or truncate on instance_settings
        for each statement execute function carenode.notify_settings()`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table instance_settings');
    await sql.query('drop function carenode.notify_settings()');
  }
}
