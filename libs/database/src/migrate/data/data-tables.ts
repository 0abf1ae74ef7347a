/**
 * What steps that change rows keep: how far they are, and what rows were before. Made with the ledger, since steps need them
 * before there is anything else.
 */
export const DATA_TABLES: readonly string[] = [
  `create table if not exists carenode.data_progress (
     module text not null,
     id text not null,
     run integer not null,
     direction text not null check (direction in ('up', 'down')),
     last_key text,
     estimate bigint not null,
     passed bigint not null default 0,
     seen bigint not null default 0,
     changed bigint not null default 0,
     restored bigint not null default 0,
     left_alone jsonb not null default '{}',
     started_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     finished_at timestamptz,
     cut_off boolean not null default false,
     primary key (module, id, run)
   )`,
  'alter table carenode.data_progress enable row level security',
  `comment on table carenode.data_progress is
     'Runs of the steps that change rows, up and down. Rows with keys up to last_key are done.'`,
  `create table if not exists carenode.data_undo (
     module text not null,
     id text not null,
     run integer not null,
     direction text not null check (direction in ('up', 'down')),
     key text not null,
     about uuid,
     old jsonb not null,
     new jsonb not null,
     at timestamptz not null default now(),
     primary key (module, id, run, key)
   )`,
  'create index if not exists data_undo_of_person on carenode.data_undo (about) where about is not null',
  'alter table carenode.data_undo enable row level security',
  `comment on table carenode.data_undo is
     'What rows were before a step changed them, and what it made of them: the columns that changed, as PostgreSQL writes their values.'`,
  `create or replace function carenode.forget_undo(person uuid) returns bigint
   language plpgsql volatile set search_path = '' as $$
   declare
     forgotten bigint;
   begin
     delete from carenode.data_undo u where u.about = person;
     get diagnostics forgotten = row_count;
     return forgotten;
   end $$`,
  `comment on function carenode.forget_undo(uuid) is
     'Removes what the undo logs of data steps say about a person; how many rows of them.'`,
  'revoke execute on function carenode.forget_undo(uuid) from public',
];
