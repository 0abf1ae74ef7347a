import { OWNER_ROLE } from '../roles.js';
import { mappedRows } from './data-checks.js';
import { idSql } from './mapping.js';
import {
  BEGIN_MIRRORING,
  END_MIRRORING,
  jsonObject,
  LEGACY_KINDS,
  makeFunction,
  mirrorFunction,
  NOTE,
  NOTE_VARIABLES,
  RETRY_NOTE,
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
    makeFunction(
      'in',
      table,
      { returns: 'trigger', brief: true },
      `
     declare
       was jsonb;
       becomes jsonb;
       row_key text;${NOTE_VARIABLES}
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
    ),
    makeFunction(
      'last',
      table,
      { takes: 'after text, batch integer, out last text, out rows bigint' },
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
    ),
    makeFunction(
      'rows',
      table,
      {
        takes: 'after text, upto text',
        returns: `table ("legacy key" text, ${list(['id uuid', ...shape.filter((part) => !part.startsWith('"id" '))])})`,
      },
      `
     begin
       if after is null then
         return query execute ${dollarQuoted(batch(''), 'q')} using after, upto;
       else
         return query execute ${dollarQuoted(batch(`l.${k} > $1::${key.type} and `), 'q')} using after, upto;
       end if;
     end `,
    ),
    makeFunction(
      'there',
      table,
      { takes: 'row_key text', returns: 'jsonb' },
      `
     declare
       theirs ${theirs};
     begin
       select * into theirs from ${theirs} x where x.${k} = row_key::${key.type};
       return case when found then ${mirrorFunction('map', table)}(theirs) end;
     end `,
    ),
    makeFunction(
      'retry_in',
      table,
      { takes: 'row_key text', returns: 'void' },
      `
     declare
       theirs ${theirs};
       becomes jsonb;${NOTE_VARIABLES}
     begin
       select * into theirs from ${theirs} x where x.${k} = row_key::${key.type};
       if found then becomes := ${mirrorFunction('map', table)}(theirs); end if;
       perform ${mirrorFunction('write', table)}(
         case when becomes is null then jsonb_build_object('id', ${key.ids === 'same' ? 'row_key' : `carenode.adopted_id(${literal(table)}, row_key)`}) end,
         becomes, row_key);
       perform ${MIRROR}.forget('in', ${literal(table)}, row_key);${RETRY_NOTE('in', table)}
     end `,
    ),
    makeFunction(
      'write_out',
      table,
      {
        takes: 'was jsonb, becomes jsonb',
        returns: 'void',
        searchPath: `${LEGACY}, public, extensions, pg_temp`,
        brief: true,
      },
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
    ),
    ...LEGACY_KINDS.map((kind) => `revoke execute on function ${mirrorFunction(kind, table)} from public`),
    ...['last', 'rows', 'there', 'retry_in', 'write_out'].map(
      (kind) => `grant execute on function ${mirrorFunction(kind, table)} to ${OWNER_ROLE}`,
    ),
  ];
}
