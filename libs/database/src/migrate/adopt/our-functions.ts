import {
  BEGIN_MIRRORING,
  END_MIRRORING,
  jsonObject,
  makeFunction,
  mirrorFunction,
  NOTE,
  NOTE_VARIABLES,
  RETRY_NOTE,
  writeSql,
  type MirroredTable,
} from './mirror-sql.js';
import { dollarQuoted, literal, MIRROR, qualified, quoted } from './names.js';

/** The functions of our side: they read and write our table as its owner. */
export function ourFunctions({ mapping, legacyOwner }: MirroredTable): string[] {
  const { table, key, columns, back, backWhere } = mapping;
  const ours = qualified('public', table);
  const pairs = back.map(({ column, sql }): [string, string] => [column, sql]);
  const legacyKey = (row: string) =>
    key.ids === 'same' ? `${row}.id::text` : `carenode.legacy_id(${literal(table)}, ${row}.id)`;
  const note = key.ids === 'derived';
  const kept = columns.filter(({ constant }) => constant).map(({ column }) => column);
  const keep = `insert into carenode.adopted_ids (table_name, legacy_id, id)`;
  return [
    `create or replace function ${mirrorFunction('keep', table)}(o ${ours}) returns boolean language sql volatile as ${dollarQuoted(
      `
       select coalesce((${backWhere ?? 'true'}), false)
     `,
      'keep',
    )}`,
    makeFunction(
      'write',
      table,
      { takes: 'was jsonb, becomes jsonb, row_key text', returns: 'void' },
      `
     declare
       mirroring text;
       actor text := coalesce(current_setting('carenode.actor', true), '');
       changed text;
       written bigint := 0;
     begin
       ${BEGIN_MIRRORING}
       if actor = '' then
         perform set_config('carenode.actor', 'adopted:' || coalesce(substring(
           current_setting('request.jwt.claims', true) from '"sub"\\s*:\\s*"([0-9a-fA-F-]{36})"'), ''), true);
       end if;
       ${writeSql(ours, 'id', ['id', ...columns.map(({ column }) => column)], kept)}
       ${note ? `if becomes is not null then ${keep} values (${literal(table)}, row_key, (becomes ->> 'id')::uuid) on conflict do nothing; end if;` : ''}
       perform ${MIRROR}.forget('in', ${literal(table)}, row_key);
       ${END_MIRRORING}
       perform set_config('carenode.actor', actor, true);
     end `,
    ),
    `create or replace function ${mirrorFunction('map_out', table)}(o ${ours}, legacy_key text) returns jsonb language sql volatile as ${dollarQuoted(
      `
       select ${jsonObject([[key.column, 'legacy_key'], ...pairs])}
     `,
      'map',
    )}`,
    makeFunction(
      'out',
      table,
      { returns: 'trigger', brief: true },
      `
     declare
       was jsonb;
       becomes jsonb;
       o ${ours};
       id_there text;
       row_key text;${NOTE_VARIABLES}
     begin
       if current_setting('carenode.mirroring', true) = 'on' then return null; end if;
       if tg_op = 'DELETE' then o := old; else o := new; end if;
       row_key := o.id::text;
       if tg_op <> 'INSERT' then
         if tg_op = 'DELETE' then
           delete from carenode.adoption_own_rows r where r.table_name = ${literal(table)} and r.id = o.id;
           if found then return null; end if;
         else
           perform from carenode.adoption_own_rows r where r.table_name = ${literal(table)} and r.id = o.id;
           if found then return null; end if;
         end if;
       end if;
       if not ${mirrorFunction('keep', table)}(o) then
         if tg_op = 'UPDATE' and ${mirrorFunction('keep', table)}(old) then
           perform ${MIRROR}.note('out', ${literal(table)}, row_key, 'not mirrored any more');
         end if;
         return null;
       end if;
       begin
         id_there := ${legacyKey('o')};
         if tg_op <> 'INSERT' then was := ${mirrorFunction('map_out', table)}(old, id_there); end if;
         if tg_op <> 'DELETE' then becomes := ${mirrorFunction('map_out', table)}(new, id_there); end if;
         if was is distinct from becomes then
           perform ${mirrorFunction('write_out', table)}(was, becomes);
           ${note ? `${keep} values (${literal(table)}, id_there, o.id) on conflict do nothing;` : ''}
         end if;
         perform ${MIRROR}.forget('out', ${literal(table)}, row_key);
       exception
         when serialization_failure then raise;
         when others then${NOTE('out', table)}
       end;
       return null;
     end `,
    ),
    makeFunction(
      'retry_out',
      table,
      { takes: 'row_key text', returns: 'void' },
      `
     declare
       o ${ours};
       there boolean;
       known jsonb;
       was jsonb;
       becomes jsonb;
       id_there text;${NOTE_VARIABLES}
     begin
       select * into o from ${ours} x where x.id = row_key::uuid;
       there := found;
       if there and not ${mirrorFunction('keep', table)}(o) then return; end if;
       if there then
         id_there := ${legacyKey('o')};
         becomes := ${mirrorFunction('map_out', table)}(o, id_there);
         -- What the row there would be here, so that what says the same in other words stays as it is there.
         known := ${mirrorFunction('there', table)}(id_there);
         if known is not null then
           was := ${mirrorFunction('map_out', table)}(jsonb_populate_record(o, known), id_there);
         end if;
         perform ${mirrorFunction('write_out', table)}(was, becomes);
         ${note ? `${keep} values (${literal(table)}, id_there, o.id) on conflict do nothing;` : ''}
       else
         id_there := ${note ? `carenode.legacy_id(${literal(table)}, row_key::uuid)` : 'row_key'};
         perform ${mirrorFunction('write_out', table)}(jsonb_build_object(${literal(key.column)}, id_there), null);
       end if;
       perform ${MIRROR}.forget('out', ${literal(table)}, row_key);${RETRY_NOTE('out', table)}
     end `,
    ),
    ...['keep', 'write', 'map_out', 'out', 'retry_out'].map(
      (kind) => `revoke execute on function ${mirrorFunction(kind, table)} from public`,
    ),
    `grant execute on function ${mirrorFunction('write', table)} to ${quoted(legacyOwner)}`,
  ];
}
