import { databaseRole, USER_TYPES } from '@carenode/module-kit';

import { CALLER_ROLES } from '../roles.js';

/**
 * Told by the triggers that the migrator keeps on every declared table. Their arguments: the column with the person the
 * rows are about (or ''), the column with the row's UUID (or ''), and as text[] literals the columns told as "(redacted)",
 * those of which an update alone is no event, and those that name a row without a UUID.
 */
/** As 0002 made it; a later step makes it anew. */
export const AUDIT_WRITE = `
  create function carenode.audit_write() returns trigger
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    redacted constant text[] not null := coalesce(tg_argv[2], '{}');
    erasing constant text := nullif(current_setting('carenode.erasing', true), '');
    counted text;
    old_row jsonb;
    new_row jsonb;
    told_names text[];
    told_before jsonb;
    told_after jsonb;
  begin
    if tg_op = 'UPDATE' then
      old_row := to_jsonb(old);
      new_row := to_jsonb(new);
      select array_agg(c.name order by c.name),
             jsonb_object_agg(c.name, case when c.name <> all (redacted) or c.was = 'null' then c.was else '"(redacted)"' end),
             jsonb_object_agg(c.name, case when c.name <> all (redacted) or c.becomes = 'null' then c.becomes else '"(redacted)"' end)
        into told_names, told_before, told_after
        from (select e.key, e.value, old_row -> e.key from jsonb_each(new_row) e) as c (name, becomes, was)
       where c.was <> c.becomes and c.name <> all (tg_argv[3]::text[]);
      if told_names is null then
        return null;
      end if;
      if tg_argv[4] <> '{}' then
        told_before := told_before
          || (select jsonb_object_agg(k.name, old_row -> k.name) from unnest(tg_argv[4]::text[]) as k (name));
      end if;
      with told as materialized (
        select nextval('carenode.audit_event_seq') as seq, uuid_send(gen_random_uuid()) as salt, p.patient,
               coalesce(p.patient::text = erasing, false) as erased
          from (select coalesce(new_row ->> tg_argv[0], old_row ->> tg_argv[0])::uuid) as p (patient)
      ), content as (
        insert into public.audit_changes (seq, patient_id, salt, old, new)
          select t.seq, t.patient, t.salt, told_before, told_after from told t where not t.erased
      )
      insert into public.audit_events (seq, kind, table_name, row_id, patient_id, changed, digest)
        select t.seq, 'update', tg_table_name, (new_row ->> tg_argv[1])::uuid, t.patient, told_names,
               case when not t.erased
                    then sha256(t.salt || convert_to(told_before::text || E'\\n' || told_after::text, 'UTF8')) end
          from told t;
      return null;
    elsif tg_op = 'TRUNCATE' then
      insert into public.audit_events (kind, table_name, row_count) values ('truncate', tg_table_name, 0);
      return null;
    end if;

    if tg_op = 'INSERT' or erasing is not null then
      perform from touched offset 100 limit 1;
      if found then
        execute format(
          'insert into public.audit_events (kind, table_name, patient_id, row_count)
             select $1, $2, %1$s, count(*) from touched where $3 is null or %1$s::text = $3 group by 3',
          case tg_argv[0] when '' then 'null::uuid' else format('touched.%I', tg_argv[0]) end)
          using lower(tg_op), tg_table_name, case tg_op when 'DELETE' then erasing end;
        if tg_op = 'INSERT' then
          return null;
        end if;
        counted := erasing;
      end if;
    end if;
    with told as materialized (
      select nextval('carenode.audit_event_seq') as seq, uuid_send(gen_random_uuid()) as salt,
             (r.content ->> tg_argv[0])::uuid as patient, (r.content ->> tg_argv[1])::uuid as id,
             r.content - redacted as content,
             coalesce(r.content ->> tg_argv[0] = erasing, false) as erased
        from (select to_jsonb(t) as content from touched t) r
       where counted is null or r.content ->> tg_argv[0] is distinct from counted
    ), content as (
      insert into public.audit_changes (seq, patient_id, salt, old, new)
        select t.seq, t.patient, t.salt, case tg_op when 'DELETE' then t.content end,
               case tg_op when 'INSERT' then t.content end
          from told t where not t.erased
    )
    insert into public.audit_events (seq, kind, table_name, row_id, patient_id, digest)
      select t.seq, lower(tg_op), tg_table_name, t.id, t.patient,
             case when not t.erased then sha256(t.salt || convert_to(
               case tg_op when 'DELETE' then t.content::text || E'\\n' else E'\\n' || t.content::text end, 'UTF8')) end
        from told t;
    return null;
  end $$`;

/** What a read is for: what opened the record says it better than the caller's usual purpose. */
const PURPOSE_OF = (reason: string) =>
  `case when starts_with(${reason}, 'break-glass ') then 'emergency' when starts_with(${reason}, 'trial ') then 'research'` +
  ` else nullif(current_setting('carenode.purpose', true), '') end`;

const NOTE_READ = `
  create function carenode.note_read(what text, patient uuid, row_count bigint) returns void
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    reason text;
  begin
    if row_count is null or row_count = 0 or patient = carenode.person() then
      return;
    end if;
    reason := carenode.why_open(patient, what);
    if reason is null then
      raise exception using errcode = 'CN403', hint = 'not_allowed', message = 'Nothing opens this record to you.';
    end if;
    insert into public.audit_events (kind, table_name, patient_id, why, purpose, row_count)
      values ('read', what, patient, reason, ${PURPOSE_OF('reason')}, least(row_count, 2147483647));
  end $$`;

const NOTE_READS = `
  create function carenode.note_reads(what text, patients uuid[]) returns void
    language plpgsql volatile security definer set search_path = '' as $$
  declare
    refused boolean;
  begin
    with touched as materialized (
      select p.id, count(*) as row_count, carenode.why_open(p.id, what) as reason
        from unnest(patients) as p (id)
       where p.id is distinct from carenode.person() and p.id is not null
       group by p.id
    ), told as (
      insert into public.audit_events (kind, table_name, patient_id, why, purpose, row_count)
        select 'read', what, t.id, t.reason, ${PURPOSE_OF('t.reason')}, t.row_count from touched t where t.reason is not null
    )
    select bool_or(t.reason is null) into refused from touched t;
    if refused then
      raise exception using errcode = 'CN403', hint = 'not_allowed', message = 'Nothing opens one of these records to you.';
    end if;
  end $$`;

const NOTE_EVENT = `
  create function carenode.note_event(kind text, patient uuid, why text) returns void
    language plpgsql volatile security definer set search_path = '' as $$
  begin
    if kind in ('insert', 'update', 'delete', 'truncate', 'read') then
      raise exception using errcode = 'invalid_parameter_value',
        message = 'Writes and reads of rows are told by the audit trail itself; name what was done.';
    end if;
    insert into public.audit_events (kind, patient_id, why, purpose, row_count)
      values (kind, patient, why, ${PURPOSE_OF('why')}, 0);
  end $$`;

const people = USER_TYPES.map(databaseRole).join(', ');

export const AUDIT_FUNCTIONS: readonly string[] = [
  AUDIT_WRITE,
  `comment on function carenode.audit_write() is
     'Tells the audit trail of a write, in its transaction: old and new, without secrets and free text. More than 100 rows inserted at once are one event per person.'`,
  'revoke execute on function carenode.audit_write() from public',
  NOTE_READ,
  `comment on function carenode.note_read(text, uuid, bigint) is
     'Tells the audit trail that so many rows about a patient were read, and why that was allowed; refuses when nothing allows it.'`,
  NOTE_READS,
  `comment on function carenode.note_reads(text, uuid[]) is
     'Tells the audit trail whose rows were read: for each row the patient it is about.'`,
  NOTE_EVENT,
  `comment on function carenode.note_event(text, uuid, text) is
     'Tells the audit trail of something that is neither a write nor a read of rows, such as that somebody broke the glass.'`,
  ...['note_read(text, uuid, bigint)', 'note_reads(text, uuid[])'].flatMap((name) => [
    `revoke execute on function carenode.${name} from public`,
    `grant execute on function carenode.${name} to ${people}`,
  ]),
  // For the functions of modules alone, each of which notes what it has done: who may call it could claim anything.
  'revoke execute on function carenode.note_event(text, uuid, text) from public',
  `grant execute on function carenode.person() to ${CALLER_ROLES.join(', ')}`,
];

/** What every table holds, and about whom: for erasure, export and explanations in SQL. */
export const TABLE_REGISTRY: readonly string[] = [
  `create table carenode.tables (
     name text primary key,
     module text not null,
     holds text not null,
     about text,
     on_erasure jsonb not null,
     constraint tables_hold_what_is_known check (holds in ('personal', 'clinical', 'operational', 'public'))
   )`,
  `comment on table carenode.tables is 'The tables that modules declare. The migrator keeps it as they are declared.'`,
  `comment on column carenode.tables.name is 'The table, in schema public.'`,
  `comment on column carenode.tables.module is 'The module that owns it.'`,
  `comment on column carenode.tables.holds is 'personal, clinical, operational or public.'`,
  `comment on column carenode.tables.about is 'The column with the person whom a row is about; null for rows about nobody.'`,
  `comment on column carenode.tables.on_erasure is
     'What erasing that person does with a row: "delete", {"pseudonymise": {column: SQL}, "why"} or {"keep": why}.'`,
  'alter table carenode.tables enable row level security',
  `create policy read_all on carenode.tables for select to carenode_admin, carenode_system using (true)`,
  'grant select on carenode.tables to carenode_admin, carenode_system',
];
