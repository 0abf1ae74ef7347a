/**
 * For steps that change the values of a column: what they rewrote in the catalog, so that the way back gives exactly what was
 * there, and the trigger function that stands in while rows are changed.
 */
export const ENUM_TABLES: readonly string[] = [
  `create table if not exists carenode.former_definitions (
     step text not null,
     kind text not null check (kind in ('function', 'view', 'default')),
     name text not null,
     former text not null,
     made text not null,
     at timestamptz not null default now(),
     primary key (step, kind, name)
   )`,
  'alter table carenode.former_definitions enable row level security',
  `comment on table carenode.former_definitions is
     'Functions, views and defaults that named a value which a step renamed, merged or removed: what they were, and what the step made of them.'`,
  `create or replace function carenode.map_value() returns trigger language plpgsql set search_path = '' as $$
   declare
     becomes constant jsonb := tg_argv[1];
     value constant text := to_jsonb(new) ->> tg_argv[0];
   begin
     if becomes ? value then
       new := jsonb_populate_record(new, jsonb_build_object(tg_argv[0], becomes -> value));
     end if;
     return new;
   end $$`,
  `comment on function carenode.map_value() is
     'While the values of a column change: who writes one of those that go writes the one in its place. Its arguments: the column, and which value becomes which.'`,
  'revoke execute on function carenode.map_value() from public',
];
