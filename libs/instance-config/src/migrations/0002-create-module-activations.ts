import type { Migration, SqlRunner } from '@carenode/module-kit';

const ROLES = ['admin', 'provider', 'patient', 'research_partner', 'developer', 'anonymous', 'system'].map(
  (caller) => `carenode_${caller}`,
);

const UUID_TEXT = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

export class CreateModuleActivations implements Migration {
  readonly id = '0002-create-module-activations';
  readonly why =
    'Modules are switched on and off while the instance runs, and the database refuses those that are off.';

  async up(sql: SqlRunner): Promise<void> {
    await createAudienceValid(sql);
    await createTable(sql);
    await createDecision(sql);
    await createNotice(sql);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.module_active(text)');
    await sql.query('drop function carenode.module_active_for(text, text, uuid, timestamptz)');
    await sql.query(
      'drop function carenode.activation_holds(instance_module_activations, text, uuid, timestamptz)',
    );
    await sql.query('drop table instance_module_activations');
    await sql.query('drop function carenode.notify_activation()');
    await sql.query('drop function carenode.audience_includes(jsonb, text, text, uuid)');
    await sql.query('drop function carenode.audience_valid(jsonb)');
  }
}

async function createAudienceValid(sql: SqlRunner): Promise<void> {
  // CASE, because PostgreSQL may evaluate both sides of AND, and the inner tests fail on other types.
  await sql.query(`
    create function carenode.audience_valid(audience jsonb) returns boolean language sql immutable parallel safe
      return case
        when audience is null then true
        when jsonb_typeof(audience) <> 'object' then false
        when audience - array['userTypes', 'profiles', 'percentage'] <> '{}'::jsonb then false
        else case
            when not audience ? 'userTypes' then true
            when jsonb_typeof(audience -> 'userTypes') <> 'array' then false
            else jsonb_array_length(audience -> 'userTypes') > 0
              and audience -> 'userTypes' <@ '["admin", "provider", "patient", "research-partner", "developer"]'::jsonb
          end
          and case
            when not audience ? 'profiles' then true
            when jsonb_typeof(audience -> 'profiles') <> 'array' then false
            else jsonb_array_length(audience -> 'profiles') between 1 and 1000
              and not jsonb_path_exists(audience, '$.profiles[*] ? (@.type() != "string" || !(@ like_regex "${UUID_TEXT}"))')
          end
          and case
            when not audience ? 'percentage' then true
            when jsonb_typeof(audience -> 'percentage') <> 'number' then false
            else (audience ->> 'percentage')::numeric between 0 and 100
              and (audience ->> 'percentage')::numeric = round((audience ->> 'percentage')::numeric, 2)
          end
      end`);
  await sql.query('revoke execute on function carenode.audience_valid(jsonb) from public');
  await sql.query(`grant execute on function carenode.audience_valid(jsonb) to ${ROLES.join(', ')}`);
  await sql.query(
    `comment on function carenode.audience_valid(jsonb) is 'Is this an audience: userTypes, profiles and percentage, each of its kind?'`,
  );
}

async function createTable(sql: SqlRunner): Promise<void> {
  await sql.query(`
    create table instance_module_activations (
      id uuid primary key default uuid_generate_v4(),
      module_name text not null,
      is_active boolean default false,
      activation_date timestamptz,
      expiration_date timestamptz,
      activation_key text,
      settings jsonb,
      created_at timestamptz default now(),
      updated_at timestamptz default now(),
      requires text[] not null default '{}',
      has_activation_key boolean not null generated always as (activation_key is not null) stored,
      updated_reason text,
      updated_by uuid references profiles (id) on delete set null,
      version integer not null default 1,
      unique (module_name),
      constraint module_name_is_kebab_case check (module_name ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(module_name) <= 100),
      constraint window_is_finite check (isfinite(activation_date) and isfinite(expiration_date)),
      constraint expiration_follows_activation check (expiration_date > activation_date),
      constraint settings_is_an_object check (jsonb_typeof(settings) = 'object'),
      constraint audience_is_valid check (carenode.audience_valid(settings -> 'audience')),
      constraint updated_reason_is_short check (length(updated_reason) <= 500)
    )`);
  await sql.query(
    `comment on table instance_module_activations is 'Which modules are on: whether, when, for whom. No row means off.'`,
  );
  await sql.query(`
    comment on column instance_module_activations.module_name is 'The name in the module''s manifest';
    comment on column instance_module_activations.is_active is 'Switched on; the window and the audience still apply';
    comment on column instance_module_activations.activation_date is 'From when on; null: at once';
    comment on column instance_module_activations.expiration_date is 'The first instant at which it is off again; null: without end';
    comment on column instance_module_activations.activation_key is 'The licence key, sealed under the instance''s secret key';
    comment on column instance_module_activations.settings is 'audience: {userTypes, profiles, percentage}, for whom it is on; absent: everybody';
    comment on column instance_module_activations.requires is 'Optional modules that must be on for this one to be on, from its manifest';
    comment on column instance_module_activations.has_activation_key is 'Is there a licence key? The key itself is not shown';
    comment on column instance_module_activations.updated_reason is 'Why it was last changed';
    comment on column instance_module_activations.updated_by is 'The admin who changed it last';
    comment on column instance_module_activations.version is 'Counts changes; shown as the ETag'`);
  await sql.query(
    'create index instance_module_activations_updated_by on instance_module_activations (updated_by)',
  );
  await sql.query(
    'create trigger touch before update on instance_module_activations for each row execute function carenode.touch_row()',
  );
}

/** The twin of these functions is activation.rules.ts; a spec walks both through the same cases. */
async function createDecision(sql: SqlRunner): Promise<void> {
  await sql.query(`
    create function carenode.audience_includes(audience jsonb, module text, caller text, who uuid) returns boolean
      language sql immutable parallel safe
      return audience is null or coalesce(
        (not audience ? 'userTypes' or audience -> 'userTypes' ? caller)
        and (
          not audience ?| array['profiles', 'percentage']
          or coalesce(audience -> 'profiles' ? who::text, false)
          or coalesce((audience ->> 'percentage')::numeric = 100, false)
          or coalesce(
            ('x' || substr(md5(module || ':' || who::text), 1, 8))::bit(32)::bigint % 10000
              < round((audience ->> 'percentage')::numeric * 100),
            false)
        ),
        false)`);
  await sql.query(
    `comment on function carenode.audience_includes(jsonb, text, text, uuid) is 'Is this caller among those the audience names? The share is a stable hash of module and profile.'`,
  );
  await sql.query(`
    create function carenode.activation_holds(
      activation instance_module_activations, caller text, who uuid, moment timestamptz
    ) returns boolean language sql immutable parallel safe
      return coalesce(
        (activation).is_active
        and ((activation).activation_date is null or (activation).activation_date <= moment)
        and ((activation).expiration_date is null or (activation).expiration_date > moment)
        and (caller is not distinct from 'system'
             or carenode.audience_includes((activation).settings -> 'audience', (activation).module_name, caller, who)),
        false)`);
  await sql.query(
    `comment on function carenode.activation_holds(instance_module_activations, text, uuid, timestamptz) is 'Does this row alone, without what the module requires, say that it is on?'`,
  );
  // PL/pgSQL keeps its plans; the gate of every statement on an optional module's table comes through here.
  await sql.query(`
    create function carenode.module_active_for(module text, caller text, who uuid, moment timestamptz) returns boolean
    language plpgsql stable parallel safe set search_path = '' as $$
    declare
      holds boolean;
      needed text[];
    begin
      select carenode.activation_holds(a, caller, who, moment), a.requires into holds, needed
        from public.instance_module_activations a where a.module_name = module;
      if holds is not true or needed = '{}' then
        return coalesce(holds, false);
      end if;
      return (
        with recursive closure (name) as (
          select unnest(needed)
          union
          select unnest(a.requires) from closure c join public.instance_module_activations a on a.module_name = c.name
        )
        select bool_and(coalesce(carenode.activation_holds(a, caller, who, moment), false))
          from closure c left join public.instance_module_activations a on a.module_name = c.name
      );
    end $$`);
  await sql.query(
    `comment on function carenode.module_active_for(text, text, uuid, timestamptz) is 'Is the module, with all it requires, on for this caller at this moment?'`,
  );
  await sql.query(`
    create function carenode.module_active(module text) returns boolean
    language plpgsql stable parallel safe security definer set search_path = '' as $$
    begin
      return carenode.module_active_for(module, carenode.user_type(), carenode.subject(), now());
    end $$`);
  await sql.query(
    `comment on function carenode.module_active(text) is 'Is the module on for the caller, now? The gate of optional modules'' tables asks this.'`,
  );
  await sql.query(`
    revoke execute on function carenode.audience_includes(jsonb, text, text, uuid),
      carenode.activation_holds(instance_module_activations, text, uuid, timestamptz),
      carenode.module_active_for(text, text, uuid, timestamptz), carenode.module_active(text) from public`);
  await sql.query(`grant execute on function carenode.module_active(text) to ${ROLES.join(', ')}`);
}

async function createNotice(sql: SqlRunner): Promise<void> {
  await sql.query(`
    create function carenode.notify_activation() returns trigger language plpgsql set search_path = '' as $$
    begin
      perform pg_notify('carenode_activation',
        case tg_op when 'TRUNCATE' then '' when 'DELETE' then old.module_name else new.module_name end);
      return null;
    end $$`);
  await sql.query('revoke execute on function carenode.notify_activation() from public');
  await sql.query(
    `comment on function carenode.notify_activation() is 'Tells every host which module was switched; hosts re-read the table.'`,
  );
  await sql.query(`
    create trigger notify after insert or update or delete on instance_module_activations
      for each row execute function carenode.notify_activation()`);
  await sql.query(`
    create trigger notify_all after truncate on instance_module_activations
      for each statement execute function carenode.notify_activation()`);
}
