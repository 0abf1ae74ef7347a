/** Who acts, and the tables of the audit trail. Months begin at midnight UTC. */
export const AUDIT_TABLES: readonly string[] = [
  `create function carenode.person() returns uuid language sql stable parallel safe
     return case when starts_with(current_setting('carenode.actor', true), 'delegate:')
                 then substr(current_setting('carenode.actor', true), 10)::uuid
                 else carenode.subject() end`,
  `comment on function carenode.person() is
     'The profile id of who really acts: the guardian when somebody acts for a patient, else the caller.'`,
  'create sequence carenode.audit_event_seq',
  `create table public.audit_events (
     seq bigint not null default nextval('carenode.audit_event_seq'),
     at timestamptz not null default now(),
     tx xid8 not null default pg_current_xact_id(),
     kind text not null,
     table_name text,
     row_id uuid,
     patient_id uuid,
     subject uuid default carenode.person(),
     user_type text default carenode.user_type(),
     actor text default coalesce(nullif(current_setting('carenode.actor', true), ''), 'sql:' || session_user),
     purpose text default nullif(current_setting('carenode.purpose', true), ''),
     request_id text default nullif(current_setting('carenode.request', true), ''),
     why text,
     row_count integer not null default 1,
     changed text[],
     digest bytea,
     primary key (at, seq),
     constraint audit_events_seq_is_positive check (seq > 0),
     constraint audit_events_kind_is_a_word check (kind ~ '^[a-z][a-z-]{1,39}$'),
     constraint audit_events_row_count check (row_count >= 0)
   ) partition by range (at)`,
  `comment on table public.audit_events is
     'Who did what with whose data, when and why it was allowed. Append-only; sealed by audit_seals.'`,
  `comment on column public.audit_events.seq is 'Number of the event; numbers of events that were rolled back are missing.'`,
  `comment on column public.audit_events.at is 'When the transaction began that the event is part of.'`,
  `comment on column public.audit_events.tx is 'The transaction; the events of one became visible together.'`,
  `comment on column public.audit_events.kind is 'insert, update, delete, truncate, read, or what else was noted.'`,
  `comment on column public.audit_events.table_name is 'The table; null for what is not about one.'`,
  `comment on column public.audit_events.row_id is 'The row, if it is one with a UUID.'`,
  `comment on column public.audit_events.patient_id is 'The person whom the data are about; null for nobody.'`,
  `comment on column public.audit_events.subject is 'The person who acted; null for background work and operators.'`,
  `comment on column public.audit_events.user_type is 'As whom: a user type, system, or owner for migrations; null for an operator with SQL.'`,
  `comment on column public.audit_events.actor is 'What acted for the person: kind and id, such as session:…, app:…, delegate:…, system:<reason>.'`,
  `comment on column public.audit_events.purpose is 'What for: self, care, operations, research or emergency.'`,
  `comment on column public.audit_events.request_id is 'The request that it was part of.'`,
  `comment on column public.audit_events.why is 'What opened somebody else''s data to who acted, or what was noted.'`,
  `comment on column public.audit_events.row_count is 'How many rows; 0 where they were not counted.'`,
  `comment on column public.audit_events.changed is 'Update: the columns that changed.'`,
  `comment on column public.audit_events.digest is 'SHA-256 of salt and contents of the audit_changes row; null when there is none.'`,
  `create table public.audit_changes (
     seq bigint not null,
     at timestamptz not null default now(),
     patient_id uuid,
     salt bytea not null,
     old jsonb,
     new jsonb,
     primary key (at, seq)
   ) partition by range (at)`,
  `comment on table public.audit_changes is
     'What a write changed, without secrets and free text. Apart from its event, so that erasing a person can take it away.'`,
  `comment on column public.audit_changes.seq is 'The event.'`,
  `comment on column public.audit_changes.at is 'When the event''s transaction began.'`,
  `comment on column public.audit_changes.patient_id is 'The person whom the row is about; null for nobody.'`,
  `comment on column public.audit_changes.salt is 'Random, so that the digest of an erased change tells nothing.'`,
  `comment on column public.audit_changes.old is 'Before: the changed columns of an update, the whole row of a delete.'`,
  `comment on column public.audit_changes.new is 'After: the changed columns of an update, the whole row of an insert.'`,
  `create table public.audit_seals (
     number bigint primary key,
     tx_from xid8 not null,
     tx_to xid8 not null,
     seq_after bigint not null,
     seq_to bigint not null,
     event_count bigint not null,
     first_at timestamptz not null,
     last_at timestamptz not null,
     digest bytea not null,
     fingerprints bytea not null,
     previous_mac text,
     mac text not null,
     sealed_at timestamptz not null default now(),
     constraint audit_seals_are_counted check (number > 0 and event_count > 0),
     constraint audit_seals_go_forward check (tx_from < tx_to and seq_after < seq_to),
     constraint audit_seals_mac_is_unique unique (mac),
     constraint audit_seals_form_one_chain unique (previous_mac)
   )`,
  `comment on table public.audit_seals is
     'A chain of message authentication codes over the audit events, which nobody without the host''s secret key can make again.'`,
  `comment on column public.audit_seals.number is 'From 1, without gaps.'`,
  `comment on column public.audit_seals.tx_from is 'The first transaction it covers; all of them were over.'`,
  `comment on column public.audit_seals.tx_to is 'The first transaction after those it covers.'`,
  `comment on column public.audit_seals.seq_after is 'It covers later events only: those before belong to a cluster whose transaction numbers were others.'`,
  `comment on column public.audit_seals.seq_to is 'The greatest number of an event that is sealed.'`,
  `comment on column public.audit_seals.event_count is 'How many events it covers.'`,
  `comment on column public.audit_seals.first_at is 'The earliest time of its events.'`,
  `comment on column public.audit_seals.last_at is 'The latest time of its events.'`,
  `comment on column public.audit_seals.digest is 'SHA-256 of the SHA-256 of each event''s canonical text, by transaction and number.'`,
  `comment on column public.audit_seals.fingerprints is 'For each event its number (8 bytes) and how its SHA-256 begins (4 bytes): to name what was changed.'`,
  `comment on column public.audit_seals.previous_mac is 'The code of the seal before; null for the first.'`,
  `comment on column public.audit_seals.mac is 'Message authentication code over everything else in the row.'`,
  `comment on column public.audit_seals.sealed_at is 'When it was made.'`,
  'create index audit_events_of_transaction on public.audit_events (tx, seq)',
  `create index audit_events_of_patient on public.audit_events (patient_id, at desc, seq desc)
     where patient_id is not null`,
  'create index audit_events_of_subject on public.audit_events (subject, at desc, seq desc)',
  `create index audit_events_noted on public.audit_events (kind, at desc, seq desc)
     where kind not in ('insert', 'update', 'delete', 'read')`,
  `create index audit_changes_of_patient on public.audit_changes (patient_id, at desc, seq desc)
     where patient_id is not null`,
  ...['audit_events', 'audit_changes', 'audit_seals'].map(
    (table) => `alter table public.${table} enable row level security`,
  ),
];

/** What keeps the trail append-only, and its months ahead of time. */
export const AUDIT_KEEPING: readonly string[] = [
  `create function carenode.refuse_audit_change() returns trigger language plpgsql set search_path = '' as $$
   begin
     if tg_op = 'DELETE' and tg_argv[0] = 'erasable' then
       if old.patient_id::text = pg_catalog.current_setting('carenode.erasing', true) then
         return old;
       end if;
     end if;
     raise exception using errcode = 'insufficient_privilege',
       message = 'The audit trail is append-only: nobody changes or removes what it says.';
   end $$`,
  `comment on function carenode.refuse_audit_change() is
     'Refuses any change of the audit trail, its owner''s too; only what rows of a person said goes, while that person is erased.'`,
  'revoke execute on function carenode.refuse_audit_change() from public',
  ...Object.entries({ audit_events: '', audit_changes: `'erasable'`, audit_seals: '' }).flatMap(
    ([table, argument]) => [
      `create trigger append_only before update or delete on public.${table}
         for each row execute function carenode.refuse_audit_change(${argument})`,
      `create trigger never_empty before truncate on public.${table}
         for each statement execute function carenode.refuse_audit_change()`,
    ],
  ),
  // Made apart and then attached, a partition never keeps writers waiting: they are locked out of the default one at most.
  `create function carenode.make_audit_partitions() returns integer
     language plpgsql volatile security definer set search_path = '' set lock_timeout = '2s' as $$
   declare
     first_month constant timestamp := pg_catalog.date_trunc('month', pg_catalog.now() at time zone 'UTC');
     parent text;
     partition text;
     month timestamp;
     made integer := 0;
   begin
     if not pg_catalog.pg_try_advisory_xact_lock(7193310452871) then
       return 0;
     end if;
     foreach parent in array array['audit_events', 'audit_changes'] loop
       for ahead in 0..3 loop
         month := first_month + pg_catalog.make_interval(months => ahead);
         partition := parent || pg_catalog.to_char(month, '_YYYY_MM');
         continue when pg_catalog.to_regclass('carenode.' || partition) is not null;
         begin
           execute pg_catalog.format('create table carenode.%I (like public.%I including all)', partition, parent);
           execute pg_catalog.format('alter table carenode.%I enable row level security', partition);
           execute pg_catalog.format('create trigger never_empty before truncate on carenode.%I
             for each statement execute function carenode.refuse_audit_change()', partition);
           execute pg_catalog.format(
             'alter table public.%I attach partition carenode.%I for values from (%L) to (%L)', parent, partition,
             month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
           made := made + 1;
         exception
           -- Events of that month stand in the default partition, or somebody reads it: they stay there, or it is for later.
           when check_violation or lock_not_available then null;
         end;
       end loop;
     end loop;
     return made;
   end $$`,
  `comment on function carenode.make_audit_partitions() is
     'Makes the audit trail''s partitions of this month and the next three that are missing; how many it made.'`,
  'revoke execute on function carenode.make_audit_partitions() from public',
  'grant execute on function carenode.make_audit_partitions() to carenode_system',
  ...['audit_events', 'audit_changes'].flatMap((table) => [
    `create table carenode.${table}_other partition of public.${table} default`,
    `alter table carenode.${table}_other enable row level security`,
    `create trigger never_empty before truncate on carenode.${table}_other
       for each statement execute function carenode.refuse_audit_change()`,
  ]),
  'select carenode.make_audit_partitions()',
];
