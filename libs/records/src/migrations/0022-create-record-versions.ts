import { describeTable, grantTo, OWNER_ROLE } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const TABLES = ['measurements', 'patient_conditions', 'patient_treatments'];

/** Columns whose change alone is no correction. */
const BOOKKEEPING = `'{updated_at,version,created_at,created_by,import_id,normalized_value,normalized_unit,idempotency_key,idempotency_fingerprint}'::text[]`;
const SECRET = `'{idempotency_key,idempotency_fingerprint}'::text[]`;

const KEEP = `
  create function carenode.keep_version() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    if tg_op = 'DELETE' then
      insert into public.record_versions (table_name, row_id, patient_id, version, row, replaced_by, deleted)
      select tg_table_name, r.id, r.patient_id, r.version, pg_catalog.to_jsonb(r) - ${SECRET}, carenode.subject(), true
        from replaced r;
    else
      insert into public.record_versions (table_name, row_id, patient_id, version, row, replaced_by, deleted, import_id)
      select tg_table_name, r.id, r.patient_id, r.version, pg_catalog.to_jsonb(r) - ${SECRET}, carenode.subject(), false, m.import_id
        from replaced r join made m on m.id = r.id
       where pg_catalog.to_jsonb(r) - ${BOOKKEEPING} is distinct from pg_catalog.to_jsonb(m) - ${BOOKKEEPING};
    end if;
    return null;
  end $$`;

// What PostgreSQL and the functions of its owner do by themselves is no correction: rows that go with their patient, an
// erasure, an import that is taken back, a migration. Nobody else can be the owner, so that nobody else goes unnoticed.
const trigger = (table: string, name: string, event: string, transition: string) => `
  create trigger ${name} after ${event} on ${table} referencing ${transition}
    for each statement when (current_user <> '${OWNER_ROLE}') execute function carenode.keep_version()`;

// Slices of a large import are found by the patient's index: a scan of the table would look again at the rows that the
// slices before have taken away.
const TAKE_BACK = `
  create function carenode.take_back(relation text, import uuid, most integer, out deleted integer, out restored integer)
  language plpgsql volatile security definer set search_path = '' set enable_seqscan = off set enable_bitmapscan = off as $$
  declare
    person constant uuid := carenode.subject();
    place constant oid := pg_catalog.to_regclass(pg_catalog.format('public.%I', relation))::oid;
    assignments text;
  begin
    if carenode.user_type() is distinct from 'patient' or person is null
      or carenode.scope_allows(relation, 'u') is not true or carenode.scope_allows(relation, 'd') is not true
    then
      raise exception using errcode = 'CN403', hint = 'not_allowed', message = 'Patients take back imports of their own.';
    end if;
    if import is null or most is null or most not between 1 and 100000 or not exists (
      select from pg_catalog.pg_trigger g where g.tgrelid = place and g.tgfoid = 'carenode.keep_version()'::pg_catalog.regprocedure)
    then
      raise exception using errcode = 'CN400', hint = 'validation_failed', message = 'Rows of this table cannot be taken back.';
    end if;
    -- What a row referred to may be gone since: a reference that may be absent is left out then.
    select pg_catalog.string_agg(pg_catalog.format('%I = ', a.attname) || case
             when f.confrelid is null or a.attnotnull then pg_catalog.format('b.%I', a.attname)
             else pg_catalog.format('(select f.%1$I from %2$s f where f.%1$I = b.%3$I)', k.attname, f.confrelid::pg_catalog.regclass, a.attname)
           end, ', ')
      into assignments
      from pg_catalog.pg_attribute a
      left join pg_catalog.pg_constraint f on f.conrelid = place and f.contype = 'f' and f.conkey = array[a.attnum]
      left join pg_catalog.pg_attribute k on k.attrelid = f.confrelid and k.attnum = f.confkey[1]
     where a.attrelid = place and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and a.attname <> all ('{id,patient_id,version,updated_at,created_at,created_by,idempotency_key,idempotency_fingerprint}');
    execute pg_catalog.format($q$
      with mine as materialized (
        select t.id from public.%1$I t where t.patient_id = $1 and t.import_id = $2 limit $3
      ), former as materialized (
        select distinct on (v.row_id) v.row_id, v.row, v.replaced_at
          from public.record_versions v
         where v.patient_id = $1 and v.table_name = %1$L and v.import_id = $2
           and (v.row ->> 'import_id')::uuid is distinct from $2 and v.row_id in (select m.id from mine m)
         order by v.row_id, v.replaced_at desc, v.version desc
      ), back as (
        update public.%1$I t set %2$s
          from former o, lateral pg_catalog.jsonb_populate_record(null::public.%1$I, o.row) b
         where t.id = o.row_id and t.import_id = $2 returning 1
      ), past as (
        delete from public.record_versions v using former o
         where v.patient_id = $1 and v.table_name = %1$L and v.row_id = o.row_id and v.replaced_at >= o.replaced_at
      ), gone as (
        delete from public.%1$I t using mine m
         where t.id = m.id and t.import_id = $2 and not exists (select from former o where o.row_id = m.id) returning 1
      )
      select (select count(*) from gone)::integer, (select count(*) from back)::integer
    $q$, relation, assignments) into deleted, restored using person, import, most;
    if deleted + restored > 0 then return; end if;
    -- What was changed again since stays so, and what the import had made of it goes from its history: the state before the
    -- import is what the later change replaced.
    with ended as (
      select distinct on (v.row_id) v.id, s.replaced_at, s.replaced_by, s.deleted, s.import_id
        from public.record_versions v
        join public.record_versions s
          on s.patient_id = person and s.table_name = relation and s.row_id = v.row_id and s.replaced_at > v.replaced_at
         and (s.row ->> 'import_id')::uuid = import
       where v.patient_id = person and v.table_name = relation and v.import_id = take_back.import
         and (v.row ->> 'import_id')::uuid is distinct from take_back.import
       order by v.row_id, v.replaced_at desc, s.replaced_at desc
    ), relinked as (
      update public.record_versions v
         set replaced_at = e.replaced_at, replaced_by = e.replaced_by, deleted = e.deleted, import_id = e.import_id
        from ended e where v.id = e.id returning 1
    ), dropped as (
      delete from public.record_versions v
       where v.patient_id = person and v.table_name = relation and (v.row ->> 'import_id')::uuid = take_back.import
    )
    select 0, count(*)::integer into deleted, restored from relinked;
  end $$`;

export class CreateRecordVersions implements Migration {
  readonly id = '0022-create-record-versions';
  readonly why =
    'A corrected or deleted record is still known as it was, and an import can be taken back to what was there before.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table record_versions (
        id uuid primary key default uuid_generate_v4(),
        table_name text not null,
        row_id uuid not null,
        patient_id uuid not null references profiles (id) on delete cascade,
        version integer not null,
        row jsonb not null,
        replaced_at timestamptz not null default clock_timestamp(),
        replaced_by uuid,
        deleted boolean not null,
        import_id uuid,
        constraint record_versions_row_is_object check (jsonb_typeof(row) = 'object')
      )`);
    await describeTable(
      sql,
      'record_versions',
      'Records as they were before they were corrected or deleted',
      {
        table_name: 'The table of the record',
        row_id: 'Its id there',
        patient_id: 'Whose record it is',
        version: 'Which version it was; a count',
        row: 'What stood in its columns',
        replaced_at: 'When the next version took its place, or when it was deleted',
        replaced_by: 'Who did that; null for background work',
        deleted: 'It was deleted then',
        import_id: 'The import that changed it then; null when somebody did so by hand',
      },
    );
    await sql.query(
      'create index record_versions_of_row on record_versions (patient_id, table_name, row_id, replaced_at desc, id desc)',
    );
    await sql.query(
      'create index record_versions_of_import on record_versions (patient_id, import_id) where import_id is not null',
    );
    await sql.query(
      `comment on index record_versions_of_import is 'The former versions of what an import changed, when it is taken back'`,
    );
    await sql.query(KEEP);
    await grantTo(
      sql,
      'keep_version()',
      'After a correction or a deletion: keeps rows as they were before.',
      [],
    );
    for (const table of TABLES) {
      await sql.query(trigger(table, 'keep_changed', 'update', 'old table as replaced new table as made'));
      await sql.query(trigger(table, 'keep_deleted', 'delete', 'old table as replaced'));
    }
    await sql.query(TAKE_BACK);
    await grantTo(
      sql,
      'take_back(text, uuid, integer)',
      'Takes back what an import did to a number of the calling patient’s rows of a table with history: those that it changed become what they were, those that it added go.',
      ['patient'],
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop function carenode.take_back(text, uuid, integer)');
    for (const table of TABLES) {
      await sql.query(`drop trigger keep_deleted on ${table}`);
      await sql.query(`drop trigger keep_changed on ${table}`);
    }
    await sql.query('drop function carenode.keep_version()');
    await sql.query('drop table record_versions');
  }
}
