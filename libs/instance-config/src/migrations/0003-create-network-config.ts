import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreateNetworkConfig implements Migration {
  readonly id = '0003-create-network-config';
  readonly why = 'An instance says whether it takes part in the research network, and by which rules.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table instance_network_config (
        id uuid primary key default uuid_generate_v4(),
        is_connected_to_network boolean default false,
        data_contribution_enabled boolean default false,
        contribution_rules jsonb,
        network_api_key text,
        last_contribution_date timestamptz,
        created_at timestamptz default now(),
        updated_at timestamptz default now(),
        has_network_api_key boolean not null generated always as (network_api_key is not null) stored,
        updated_by uuid references profiles (id) on delete set null,
        version integer not null default 1,
        constraint contribution_rules_is_an_object check (jsonb_typeof(contribution_rules) = 'object'),
        constraint contribution_needs_connection
          check (not coalesce(data_contribution_enabled, false) or coalesce(is_connected_to_network, false)),
        constraint last_contribution_is_finite check (isfinite(last_contribution_date))
      )`);
    await sql.query(
      `comment on table instance_network_config is 'The instance''s part in the research network: one row at most.'`,
    );
    await sql.query(`
      comment on column instance_network_config.is_connected_to_network is 'Does the instance take part at all?';
      comment on column instance_network_config.data_contribution_enabled is 'Do de-identified aggregates leave the instance?';
      comment on column instance_network_config.contribution_rules is 'What may be contributed';
      comment on column instance_network_config.network_api_key is 'The network''s key for this instance, sealed under its secret key';
      comment on column instance_network_config.last_contribution_date is 'When aggregates were last contributed';
      comment on column instance_network_config.has_network_api_key is 'Is there a key? The key itself is not shown';
      comment on column instance_network_config.updated_by is 'The admin who changed it last';
      comment on column instance_network_config.version is 'Counts changes; shown as the ETag'`);
    await sql.query(
      'create unique index instance_network_config_is_one_row on instance_network_config ((true))',
    );
    await sql.query(
      'create index instance_network_config_updated_by on instance_network_config (updated_by)',
    );
    await sql.query(
      'create trigger touch before update on instance_network_config for each row execute function carenode.touch_row()',
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table instance_network_config');
  }
}
