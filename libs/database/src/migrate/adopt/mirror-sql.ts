import type { Mapping } from './mapping.js';
import { dollarQuoted, list, literal, MIRROR, MIRROR_TRIGGER, qualified, quoted } from './names.js';
import type { OurTable } from './our-schema.js';

/** A mapping with where both tables are and with whose rights the other one is read and written. */
export interface MirroredTable {
  readonly mapping: Mapping;
  readonly ours: OurTable;
  readonly schema: string;
  readonly legacyOwner: string;
  /** Functions for what one side's SQL must read on the other. */
  readonly theirHelpers: readonly string[];
  readonly theirHelperNames: readonly string[];
  readonly ourHelpers: readonly string[];
}

/** Marks SQL of a noted change that runs as the owner of our tables. */
export const OWN = '/* as owner */ ';

/** The functions of a table that its owner there owns. */
export const LEGACY_KINDS = ['map', 'in', 'last', 'rows', 'there', 'retry_in', 'write_out'] as const;

/** PostgreSQL functions take a hundred arguments; an object of more pairs is several, joined. */
export function jsonObject(pairs: readonly (readonly [string, string])[]): string {
  const parts: string[] = [];
  for (let at = 0; at < Math.max(pairs.length, 1); at += 40) {
    const some = pairs.slice(at, at + 40).map(([name, sql]) => `${literal(name)}, ${sql}`);
    parts.push(`pg_catalog.jsonb_build_object(${list(some)})`);
  }
  return parts.join(' || ');
}

export const mirrorFunction = (kind: string, table: string): string => qualified(MIRROR, `${kind}_${table}`);

interface FunctionShape {
  readonly takes?: string;
  /** What it returns; absent where an argument is what comes out. */
  readonly returns?: string;
  readonly searchPath?: string;
  /** Runs in somebody else's statement: it must not wait long for a lock. */
  readonly brief?: boolean;
}

/** Makes one of a table's functions, in PL/pgSQL and with the rights of its owner. */
export function makeFunction(
  kind: string,
  table: string,
  { takes = '', returns, searchPath = `''`, brief = false }: FunctionShape,
  body: string,
): string {
  return `create or replace function ${mirrorFunction(kind, table)}(${takes})${returns ? ` returns ${returns}` : ''}
     language plpgsql volatile security definer set search_path = ${searchPath}${brief ? ` set lock_timeout = '500ms'` : ''}
     as ${dollarQuoted(body, kind)}`;
}

/** Variables of `NOTE`. */
export const NOTE_VARIABLES = `
       code text;
       rule text;
       col text;`;

/** What passes goes to the caller; whatever else a row meets is noted. */
export const RETRY_NOTE = (direction: 'in' | 'out', table: string) => `
     exception when others then
       if sqlstate in ('40001', '40P01', '55P03', '57014') then raise; end if;${NOTE(direction, table)}`;

export const NOTE = (direction: 'in' | 'out', table: string) => `
      get stacked diagnostics code = returned_sqlstate, rule = constraint_name, col = column_name;
      perform ${MIRROR}.note('${direction}', ${literal(table)}, row_key, concat_ws(' ', code, nullif(rule, ''), nullif(col, '')));`;

/** What all tables share: notes about rows that one side refused. */
export const SHARED_FUNCTIONS: readonly string[] = [
  `create or replace function ${MIRROR}.note(direction text, table_name text, key text, reason text) returns void
     language sql security definer set search_path = '' as $$
     insert into carenode.adoption_unmirrored (direction, table_name, key, reason) values ($1, $2, coalesce($3, '(none)'), $4)
       on conflict (table_name, key, direction) do update set reason = excluded.reason, noted_at = now()
   $$`,
  `create or replace function ${MIRROR}.forget(direction text, table_name text, key text) returns void
     language sql security definer set search_path = '' as $$
     delete from carenode.adoption_unmirrored u where u.direction = $1 and u.table_name = $2 and u.key = $3
   $$`,
];

export const BEGIN_MIRRORING = `mirroring := coalesce(current_setting('carenode.mirroring', true), '');
     perform set_config('carenode.mirroring', 'on', true);`;
export const END_MIRRORING = `perform set_config('carenode.mirroring', mirroring, true);`;

/** Changes a row that is there column by column, as far as `was` and `becomes` differ; makes it where it is not there. */
export function writeSql(
  target: string,
  key: string,
  columns: readonly string[],
  kept: readonly string[],
): string {
  const updated = columns.filter((name) => name !== key && !kept.includes(name));
  const set = updated.map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  return `
     if becomes is null then
       delete from ${target} t where t.${quoted(key)} = (jsonb_populate_record(null::${target}, was)).${quoted(key)};
     else
       if was is not null and was -> ${literal(key)} is distinct from becomes -> ${literal(key)} then
         delete from ${target} t where t.${quoted(key)} = (jsonb_populate_record(null::${target}, was)).${quoted(key)};
         was := null;
       end if;
       if was is not null then
         select pg_catalog.string_agg(pg_catalog.format('%1$I = n.%1$I', e.key), ', ') into changed
           from pg_catalog.jsonb_each(becomes) e where was -> e.key is distinct from e.value;
         if changed is not null then
           execute ${literal(`update ${target} t set `)} || changed ||
             ${literal(` from jsonb_populate_record(null::${target}, $1) n where t.${quoted(key)} = n.${quoted(key)}`)} using becomes;
           get diagnostics written = row_count;
         else
           perform from ${target} t where t.${quoted(key)} = (jsonb_populate_record(null::${target}, becomes)).${quoted(key)};
           written := case when found then 1 else 0 end;
         end if;
       end if;
       if written = 0 then
         insert into ${target} (${list(columns.map(quoted))})
           select ${list(columns.map((name) => `n.${quoted(name)}`))} from jsonb_populate_record(null::${target}, becomes) n
           on conflict (${quoted(key)}) do ${set.length === 0 ? 'nothing' : `update set ${list(set)}`};
       end if;
     end if;`;
}

export function inTriggers({ mapping: { table, from }, schema }: MirroredTable): string[] {
  const theirs = qualified(schema, from);
  return [
    `create or replace trigger ${MIRROR_TRIGGER} after insert or update or delete on ${theirs} for each row execute function ${mirrorFunction('in', table)}()`,
    `create or replace trigger ${MIRROR_TRIGGER}_truncate after truncate on ${theirs} for each statement execute function ${mirrorFunction('in', table)}()`,
  ];
}

export function outTrigger({ mapping: { table } }: MirroredTable): string {
  return `create or replace trigger ${MIRROR_TRIGGER} after insert or update or delete on ${qualified('public', table)} for each row execute function ${mirrorFunction('out', table)}()`;
}

/** Takes the triggers of a table's mirror away, of both sides. */
export function withoutTriggers({ mapping: { table, from }, schema }: MirroredTable): {
  theirs: string[];
  ours: string[];
} {
  const theirs = qualified(schema, from);
  return {
    theirs: [
      `drop trigger if exists ${MIRROR_TRIGGER} on ${theirs}`,
      `drop trigger if exists ${MIRROR_TRIGGER}_truncate on ${theirs}`,
    ],
    ours: [`drop trigger if exists ${MIRROR_TRIGGER} on ${qualified('public', table)}`],
  };
}
