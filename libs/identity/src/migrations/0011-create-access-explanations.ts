import type { Migration, SqlRunner } from '@carenode/module-kit';

const CALLERS = ['admin', 'provider', 'patient', 'research_partner', 'developer']
  .map((caller) => `carenode_${caller}`)
  .join(', ');

/**
 * An explanation is about the person in their own session, unless it is about a token with scopes. The setting is the
 * explaining transaction's own, which is rolled back: by itself, the actor "explain" does nothing in person.
 */
const IN_PERSON = `
  create or replace function carenode.acts_in_person() returns boolean language sql stable parallel safe
    return split_part(current_setting('carenode.actor', true), ':', 1) in ('session', 'cli')
      or (starts_with(current_setting('carenode.actor', true), 'explain:')
          and current_setting('carenode.explaining', true) = 'on'
          and current_setting('carenode.scopes', true) = '*')`;

const IN_PERSON_BEFORE = `
  create or replace function carenode.acts_in_person() returns boolean language sql stable parallel safe
    return split_part(current_setting('carenode.actor', true), ':', 1) in ('session', 'cli')`;

// Only the host says who acts, and it says "explain" for an admin's question alone; answers are yes or no.
const REFUSE_OTHERS = `
  if pg_catalog.starts_with(pg_catalog.current_setting('carenode.actor', true), 'explain:') is not true then
    raise 'Only an explanation may ask this.' using errcode = 'CN403', hint = 'not_allowed';
  end if;`;

const TABLE_WITH_IDS = `
  relation := (
    select c.oid from pg_catalog.pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relname = table_name and c.relkind in ('r', 'p'));
  if relation is null then
    raise 'There is no such table.' using errcode = 'CN422', hint = 'unknown_table';
  end if;
  if not exists (
    select from pg_catalog.pg_attribute a
     where a.attrelid = relation and a.attname = 'id' and a.atttypid = 'uuid'::regtype and not a.attisdropped
  ) then
    raise 'Rows of % have no id of their own; ask about the table as a whole.', table_name
      using errcode = 'CN422', hint = 'row_without_id';
  end if;`;

const ABOUT = `
  create function carenode.explain_about(table_name text, row_id uuid) returns table (found boolean, about uuid)
  language plpgsql stable security definer set search_path = '' as $$
  declare
    relation oid;
    about_column text;
  begin
    ${REFUSE_OTHERS}
    ${TABLE_WITH_IDS}
    select t.about into about_column from carenode.tables t where t.name = table_name;
    return query execute pg_catalog.format(
      'select true, %s from public.%I t where t.id = $1',
      case when about_column is null then 'null::uuid' else pg_catalog.format('t.%I', about_column) end, table_name)
      using row_id;
    if not found then
      return query select false, null::uuid;
    end if;
  end $$`;

// The conditions come from PostgreSQL's catalog and are evaluated as its owner sees the row: claims and role stay the
// person's, so that functions answer as they would to the person.
const ROW = `
  create function carenode.explain_row(table_name text, row_id uuid, verb text)
  returns table (policy text, permissive boolean, part text, holds boolean)
  language plpgsql stable security definer set search_path = '' as $$
  declare
    relation oid;
    command constant "char" := case verb
      when 'select' then 'r' when 'insert' then 'a' when 'update' then 'w' when 'delete' then 'd' end;
    condition record;
  begin
    ${REFUSE_OTHERS}
    ${TABLE_WITH_IDS}
    for condition in
      select p.polname::text as policy, p.polpermissive as permissive, e.part, e.text
        from pg_catalog.pg_policy p
        cross join lateral (
          values ('using', case when command <> 'a' then pg_catalog.pg_get_expr(p.polqual, p.polrelid) end),
                 ('check', case when command in ('a', 'w') then pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) end)
        ) e (part, text)
       where p.polrelid = relation and p.polcmd in (command, '*') and e.text is not null
         and p.polroles && array[0::oid, (
           select r.oid from pg_catalog.pg_roles r where r.rolname = pg_catalog.current_setting('role'))]
       order by p.polpermissive desc, p.polname, e.part desc
    loop
      policy := condition.policy;
      permissive := condition.permissive;
      part := condition.part;
      execute pg_catalog.format(
        'select coalesce((%s), false) from public.%I where id = $1', condition.text, table_name)
        into holds using row_id;
      return next;
    end loop;
  end $$`;

const POWERS = `
  create function carenode.explain_powers(patient uuid) returns table (relation text, facts jsonb)
  language plpgsql stable security definer set search_path = '' as $$
  begin
    ${REFUSE_OTHERS}
    return query
      select 'break-glass', pg_catalog.jsonb_build_object(
          'suspended', carenode.break_glass_suspended(carenode.subject()),
          'open', patient in (select carenode.patients_under_break_glass()),
          'until', (
            select pg_catalog.max(coalesce(g.ended_at, g.expires_at)) from public.break_glass_grants g
             where g.profile_id = carenode.subject() and g.patient_id = patient))
      union all
      select 'delegation', pg_catalog.jsonb_build_object(
          'status', d.status, 'relation', d.relation, 'from', d.starts_at, 'until', d.ends_at,
          'holds', d.status = 'active' and d.starts_at <= now() and (d.ends_at is null or d.ends_at > now()))
        from public.delegations d
       where d.guardian_id = carenode.subject() and d.patient_id = patient;
  end $$`;

const NOTE = `
  create function carenode.note_explanation(person uuid, what text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  begin
    if carenode.user_type() is distinct from 'admin' or not carenode.acts_in_person() then
      raise exception using errcode = 'CN403', hint = 'not_allowed', message = 'Explanations are for admins in person.';
    end if;
    perform carenode.note_event('access-explained', person, what);
  end $$`;

const FUNCTIONS = {
  'explain_about(text, uuid)': 'For explanations: is there such a row, and which person is it about?',
  'explain_row(text, uuid, text)':
    'For explanations: which policies on the table would let the caller use the verb on this row? Never what is in it.',
  'note_explanation(uuid, text)':
    'Tells the audit trail that an admin asked what somebody may do, and about whom.',
  'explain_powers(uuid)':
    "For explanations: may the caller open the patient's record by break-glass or as a guardian, and until when?",
} as const;

export class CreateAccessExplanations implements Migration {
  readonly id = '0011-create-access-explanations';
  readonly why = 'An admin can be told why somebody may or may not see a row, without seeing it.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(IN_PERSON);
    for (const text of [ABOUT, ROW, POWERS, NOTE]) await sql.query(text);
    for (const [signature, meaning] of Object.entries(FUNCTIONS)) {
      await sql.query(`comment on function carenode.${signature} is '${meaning.replaceAll("'", "''")}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      const callers = signature.startsWith('note_') ? 'carenode_admin' : CALLERS;
      await sql.query(`grant execute on function carenode.${signature} to ${callers}`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const signature of Object.keys(FUNCTIONS)) await sql.query(`drop function carenode.${signature}`);
    await sql.query(IN_PERSON_BEFORE);
  }
}
