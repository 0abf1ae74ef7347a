import type { Migration, SqlRunner } from '@carenode/module-kit';

const JOBS = [
  `alter table jobs add constraint jobs_subject_fkey foreign key (subject) references profiles (id) on delete cascade`,
  `alter table jobs add constraint jobs_about_fkey foreign key (about) references profiles (id) on delete cascade`,
];

const TABLES = [
  `create table data_exports (
     id uuid primary key default uuid_generate_v4(),
     patient_id uuid not null references profiles (id) on delete cascade,
     job_id uuid references jobs (id) on delete set null deferrable initially deferred,
     byte_count bigint,
     part_count integer,
     sha256 text,
     created_at timestamptz not null default now(),
     ready_at timestamptz,
     expires_at timestamptz not null default now() + interval '7 days',
     idempotency_key text,
     idempotency_fingerprint text,
     updated_at timestamptz not null default now(),
     version integer not null default 1,
     constraint data_exports_sha256_format check (sha256 ~ '^[0-9a-f]{64}$'),
     constraint data_exports_size check (byte_count > 0 and part_count > 0),
     constraint data_exports_ready_have_a_file
       check ((ready_at is null) = (sha256 is null) and (ready_at is null) = (byte_count is null) and (ready_at is null) = (part_count is null)),
     constraint data_exports_expire check (isfinite(expires_at)),
     constraint data_exports_idempotency check ((idempotency_key is null) = (idempotency_fingerprint is null))
   )`,
  'create index data_exports_newest on data_exports (patient_id, created_at desc, id desc)',
  'create index data_exports_job on data_exports (job_id)',
  'create index data_exports_expiry on data_exports (expires_at)',
  `create unique index data_exports_idempotency on data_exports (patient_id, idempotency_key)
     where idempotency_key is not null`,
  'create trigger touch before update on data_exports for each row execute function carenode.touch_row()',
  `create table data_export_parts (
     export_id uuid not null references data_exports (id) on delete cascade,
     patient_id uuid not null references profiles (id) on delete cascade,
     number integer not null,
     bytes bytea not null,
     primary key (export_id, number),
     constraint data_export_parts_number check (number >= 1),
     constraint data_export_parts_size check (octet_length(bytes) between 1 and 1048576)
   )`,
  'create index data_export_parts_of_patient on data_export_parts (patient_id)',
  // The file is compressed already.
  'alter table data_export_parts alter column bytes set storage external',
];

const COMMENTS = [
  `comment on table data_exports is 'Copies of everything about a patient, made for the patient: one ZIP file each.'`,
  `comment on column data_exports.patient_id is 'Whose data the file holds; nobody else reads it.'`,
  `comment on column data_exports.job_id is 'The background job that makes it.'`,
  `comment on column data_exports.byte_count is 'Size of the file in bytes; null until it is ready.'`,
  `comment on column data_exports.part_count is 'In how many parts the file is kept.'`,
  `comment on column data_exports.sha256 is 'SHA-256 of the file, in hexadecimal.'`,
  `comment on column data_exports.ready_at is 'When the file was complete.'`,
  `comment on column data_exports.expires_at is 'From when on the file is gone.'`,
  `comment on column data_exports.idempotency_key is 'The Idempotency-Key that asked for it.'`,
  `comment on column data_exports.idempotency_fingerprint is 'SHA-256 of the request with that key.'`,
  `comment on table data_export_parts is 'The files of exports, in parts of at most 1 MiB.'`,
  `comment on column data_export_parts.number is 'Counted from 1.'`,
  `comment on column data_export_parts.bytes is 'This part of the file.'`,
];

// A person's own data leave the database whole, whichever modules are switched off. So these read as the owner of the
// tables, and only rows about who asks: never for a token, an app, or anybody of another user type.
const WHO = `
  create function carenode.exporting_patient() returns uuid
  language plpgsql stable security definer set search_path = '' as $$
  begin
    if carenode.user_type() is distinct from 'patient'
       or pg_catalog.current_setting('carenode.scopes', true) is distinct from '*'
       or pg_catalog.split_part(pg_catalog.current_setting('carenode.actor', true), ':', 1)
            not in ('session', 'cli', 'job', 'delegate')
       or not exists (
         select from public.profiles p
          where p.id = carenode.subject() and p.user_type = 'patient' and p.deleted_at is null)
    then
      raise exception using errcode = 'CN403', hint = 'not_allowed',
        message = 'A patient, or who acts for them, exports the data about them.';
    end if;
    return carenode.subject();
  end $$`;

const LEFT_OUT = `
  create function carenode.columns_left_out(table_name text) returns text[]
  language sql stable set search_path = '' as $$
    select array['idempotency_key', 'idempotency_fingerprint'] || t.secret || array(
        select a.attname::text from pg_catalog.pg_attribute a
         where a.attrelid = pg_catalog.format('public.%I', t.name)::pg_catalog.regclass
           and a.attnum > 0 and a.atttypid = 'pg_catalog.bytea'::pg_catalog.regtype)
      from carenode.tables t where t.name = table_name
  $$`;

const TABLES_OF = `
  create function carenode.export_tables(out name text, out module text, out holds text, out row_count bigint, out columns jsonb)
  returns setof record
  language plpgsql stable security definer set search_path = '' as $$
  declare
    patient constant uuid := carenode.exporting_patient();
    about text;
  begin
    for name, module, holds, about in
      select t.name, t.module, t.holds, t.about from carenode.tables t
       where t.about is not null and pg_catalog.to_regclass(pg_catalog.format('public.%I', t.name)) is not null
       order by t.module, t.name
    loop
      execute pg_catalog.format('select count(*) from public.%I t where t.%I = $1', name, about) into row_count using patient;
      select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object(
               'name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
               'meaning', pg_catalog.col_description(a.attrelid, a.attnum)) order by a.attnum)
        into columns
        from pg_catalog.pg_attribute a
       where a.attrelid = pg_catalog.format('public.%I', name)::pg_catalog.regclass
         and a.attnum > 0 and not a.attisdropped and a.attname <> all (carenode.columns_left_out(name));
      return next;
    end loop;
  end $$`;

const ROWS_OF = `
  create function carenode.open_export(table_name text) returns refcursor
  language plpgsql volatile security definer set search_path = '' as $$
  declare
    patient constant uuid := carenode.exporting_patient();
    found_rows refcursor := 'export_rows';
    about text;
  begin
    select t.about into about from carenode.tables t where t.name = table_name and t.about is not null;
    if about is null then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such table about people.';
    end if;
    open found_rows for execute
      pg_catalog.format('select (pg_catalog.to_jsonb(t) - $2)::text from public.%I t where t.%I = $1', table_name, about)
      using patient, carenode.columns_left_out(table_name);
    return found_rows;
  end $$`;

const NOTE = `
  create function carenode.note_export(export uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
  begin
    if not exists (
      select from public.data_exports e where e.id = export and e.patient_id = carenode.exporting_patient())
    then
      raise exception using errcode = 'CN404', hint = 'not_found', message = 'There is no such export.';
    end if;
    perform carenode.note_event('export', carenode.subject(), 'export ' || export);
  end $$`;

const FUNCTIONS: readonly (readonly [signature: string, meaning: string, roles: string])[] = [
  [
    'exporting_patient()',
    'The patient whose data the caller may export: themself, in person. Else refused.',
    '',
  ],
  [
    'columns_left_out(text)',
    'The columns of a table that no export shows: secrets, and bookkeeping of programs.',
    '',
  ],
  [
    'export_tables()',
    'The tables with rows about people, whether or not their modules are on: how many rows about the caller, and what the columns mean.',
    'carenode_patient',
  ],
  [
    'open_export(text)',
    'Opens the cursor export_rows over all rows of a table that are about the caller, as JSON. One at a time in a transaction.',
    'carenode_patient',
  ],
  ['note_export(uuid)', 'Tells the audit trail that an export of the caller was made.', 'carenode_patient'],
];

export class CreateDataExports implements Migration {
  readonly id = '0010-create-data-exports';
  readonly why = 'A patient takes everything that is theirs along.';

  async up(sql: SqlRunner): Promise<void> {
    for (const text of [...JOBS, ...TABLES, ...COMMENTS, WHO, LEFT_OUT, TABLES_OF, ROWS_OF, NOTE])
      await sql.query(text);
    for (const [signature, meaning, roles] of FUNCTIONS) {
      await sql.query(`comment on function carenode.${signature} is '${meaning}'`);
      await sql.query(`revoke execute on function carenode.${signature} from public`);
      if (roles) await sql.query(`grant execute on function carenode.${signature} to ${roles}`);
    }
  }

  async down(sql: SqlRunner): Promise<void> {
    for (const [signature] of [...FUNCTIONS].reverse())
      await sql.query(`drop function carenode.${signature}`);
    await sql.query('drop table data_export_parts, data_exports');
    await sql.query('alter table jobs drop constraint jobs_about_fkey, drop constraint jobs_subject_fkey');
  }
}
