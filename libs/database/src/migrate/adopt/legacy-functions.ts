import { OWNER_ROLE } from '../roles.js';
import { mappedRows } from './data-checks.js';
import { idSql } from './mapping.js';
import {
  BEGIN_MIRRORING,
  END_MIRRORING,
  jsonObject,
  LEGACY_KINDS,
  mirrorFunction,
  NOTE,
  writeSql,
  type MirroredTable,
} from './mirror-sql.js';
import { dollarQuoted, LEGACY, list, literal, MIRROR, qualified, quoted } from './names.js';

/** The functions of the other side: they read and write its table with the rights of its owner. */
export function legacyFunctions({ mapping, ours, schema }: MirroredTable): string[] {
  const { table, from, key, columns, back, where } = mapping;
  const theirs = qualified(schema, from);
  const k = quoted(key.column);
  const pairs: [string, string][] = [
    ['id', idSql(mapping)],
    ...columns.map(({ column, type, sql }): [string, string] => [column, `(${sql})::${type}`]),
  ];
  const shape = ours.columns.map(({ name, type }) => `${quoted(name)} ${type}`);
  // The lock keeps a row from being deleted there between its reading and its writing.
  const batch = (after: string) =>
    `${mappedRows(mapping, ours, schema, (sql) => sql, `${after}l.${k} <= $2::${key.type}`)} order by l.${k} for key share of l`;
  return [
    `create or replace function ${mirrorFunction('map', table)}(l ${theirs}) returns jsonb language sql volatile as ${dollarQuoted(
      `
       select case when coalesce((${where ?? 'true'}), false) then ${jsonObject(pairs)} end
     `,
      'map',
    )}`,
    `create or replace function ${mirrorFunction('in', table)}() returns trigger
       language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as ${dollarQuoted(
         `
     declare
       was jsonb;
       becomes jsonb;
       row_key text;
       code text;
       rule text;
       col text;
     begin
       if current_setting('carenode.mirroring', true) = 'on' then return null; end if;
       if tg_op = 'TRUNCATE' then
         perform ${MIRROR}.note('in', ${literal(table)}, '*', 'truncate');
         return null;
       end if;
       row_key := case tg_op when 'DELETE' then old.${k}::text else new.${k}::text end;
       begin
         if tg_op <> 'INSERT' then was := ${mirrorFunction('map', table)}(old); end if;
         if tg_op <> 'DELETE' then becomes := ${mirrorFunction('map', table)}(new); end if;
         if was is distinct from becomes then
           perform ${mirrorFunction('write', table)}(was, becomes, row_key);
         end if;
       exception
         when serialization_failure then raise;
         when others then${NOTE('in', table)}
       end;
       return null;
     end `,
         'in',
       )}`,
    `create or replace function ${mirrorFunction('last', table)}(after text, batch integer, out last text, out rows bigint)
       language plpgsql volatile security definer set search_path = '' as ${dollarQuoted(
         `
     begin
       if after is null then
         select (array_agg(b.k order by b.k desc))[1]::text, count(*) into last, rows
           from (select x.${k} as k from ${theirs} x order by x.${k} limit batch) b;
       else
         select (array_agg(b.k order by b.k desc))[1]::text, count(*) into last, rows
           from (select x.${k} as k from ${theirs} x where x.${k} > after::${key.type} order by x.${k} limit batch) b;
       end if;
     end `,
         'last',
       )}`,
    `create or replace function ${mirrorFunction('rows', table)}(after text, upto text)
       returns table ("legacy key" text, ${list(['id uuid', ...shape.filter((part) => !part.startsWith('"id" '))])})
       language plpgsql volatile security definer set search_path = '' as ${dollarQuoted(
         `
     begin
       if after is null then
         return query execute ${dollarQuoted(batch(''), 'q')} using after, upto;
       else
         return query execute ${dollarQuoted(batch(`l.${k} > $1::${key.type} and `), 'q')} using after, upto;
       end if;
     end `,
         'rows',
       )}`,
    `create or replace function ${mirrorFunction('there', table)}(row_key text) returns jsonb
       language plpgsql volatile security definer set search_path = '' as ${dollarQuoted(
         `
     declare
       theirs ${theirs};
     begin
       select * into theirs from ${theirs} x where x.${k} = row_key::${key.type};
       return case when found then ${mirrorFunction('map', table)}(theirs) end;
     end `,
         'there',
       )}`,
    `create or replace function ${mirrorFunction('retry_in', table)}(row_key text) returns void
       language plpgsql volatile security definer set search_path = '' as ${dollarQuoted(
         `
     declare
       theirs ${theirs};
       becomes jsonb;
       code text;
       rule text;
       col text;
     begin
       select * into theirs from ${theirs} x where x.${k} = row_key::${key.type};
       if found then becomes := ${mirrorFunction('map', table)}(theirs); end if;
       perform ${mirrorFunction('write', table)}(
         case when becomes is null then jsonb_build_object('id', ${key.ids === 'same' ? 'row_key' : `carenode.adopted_id(${literal(table)}, row_key)`}) end,
         becomes, row_key);
       perform ${MIRROR}.forget('in', ${literal(table)}, row_key);
     exception when others then
       if sqlstate in ('40001', '40P01', '55P03', '57014') then raise; end if;${NOTE('in', table)}
     end `,
         'retry',
       )}`,
    `create or replace function ${mirrorFunction('write_out', table)}(was jsonb, becomes jsonb) returns void
       language plpgsql volatile security definer set search_path = ${LEGACY}, public, extensions, pg_temp set lock_timeout = '500ms' as ${dollarQuoted(
         `
     declare
       mirroring text;
       claims text := coalesce(current_setting('request.jwt.claims', true), '');
       changed text;
       written bigint := 0;
     begin
       ${BEGIN_MIRRORING}
       if claims = '' and coalesce(current_setting('carenode.subject', true), '') <> '' then
         perform set_config('request.jwt.claims',
           jsonb_build_object('sub', current_setting('carenode.subject', true), 'role', 'authenticated')::text, true);
       end if;
       ${writeSql(theirs, key.column, [key.column, ...back.map(({ column }) => column)], [])}
       ${END_MIRRORING}
       perform set_config('request.jwt.claims', claims, true);
     end `,
         'out',
       )}`,
    ...LEGACY_KINDS.map((kind) => `revoke execute on function ${mirrorFunction(kind, table)} from public`),
    ...['last', 'rows', 'there', 'retry_in', 'write_out'].map(
      (kind) => `grant execute on function ${mirrorFunction(kind, table)} to ${OWNER_ROLE}`,
    ),
  ];
}
