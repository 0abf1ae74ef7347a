import type { SqlRunner } from '@carenode/module-kit';

const WORDS = `to_tsvector('pg_catalog.simple', name || ' ' || coalesce(description, ''))`;
const CODE = `(upper(replace(code, '.', '')) collate "C")`;
const ROLES = ['admin', 'provider', 'patient', 'research_partner', 'developer', 'system']
  .map((role) => `carenode_${role}`)
  .join(', ');

/**
 * A searchable catalogue: its indexes, and the function that uses them. Row security would switch text indexes off
 * (their operators are not leakproof), so the function runs as the owner and asks for the token's scopes itself.
 */
export async function createCatalogueSearch(sql: SqlRunner, table: string, order: string): Promise<void> {
  await sql.query(`create index ${table}_words on ${table} using gin ((${WORDS}))`);
  await sql.query(`create index ${table}_code_prefix on ${table} (${CODE})`);
  await sql.query(`create index ${table}_order on ${table} ((${order}), id)`);
  await sql.query(`
    create function carenode.search_${table}(words text, code_prefix text, after_order text, after_id uuid, max_rows integer)
    returns setof public.${table} language plpgsql stable security definer set search_path = '' rows 50 as $$
    begin
      if carenode.scope_allows('${table}', 'rs') is not true then return; end if;
      if words is null then
        return query select * from public.${table} c
          where after_id is null or ((${order}), id) > (after_order, after_id)
          order by ${order}, id limit max_rows;
      else
        return query select * from (
            select * from public.${table} w where ${WORDS} @@ to_tsquery('pg_catalog.simple', words)
            union all
            select * from public.${table} p
             where ${CODE} >= code_prefix and ${CODE} < code_prefix || chr(1114111)
               and not ${WORDS} @@ to_tsquery('pg_catalog.simple', words)) c
          where after_id is null or ((${order}), id) > (after_order, after_id)
          order by ${order}, id limit max_rows;
      end if;
    end $$`);
  const signature = `carenode.search_${table}(text, text, text, uuid, integer)`;
  await sql.query(
    `comment on function ${signature} is 'Rows with all these words (a tsquery) or with a code that begins so, in order, after a row; all rows when words is null.'`,
  );
  await sql.query(`revoke execute on function ${signature} from public`);
  await sql.query(`grant execute on function ${signature} to ${ROLES}`);
}

export async function dropCatalogueSearch(sql: SqlRunner, table: string): Promise<void> {
  await sql.query(`drop function carenode.search_${table}(text, text, text, uuid, integer)`);
  for (const index of ['order', 'code_prefix', 'words']) await sql.query(`drop index ${table}_${index}`);
}
