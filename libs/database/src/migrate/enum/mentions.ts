import type { SqlRunner } from '@carenode/module-kit';

import { isOfColumn, nameOf, type SqlToken, tokensOf, valueOf, withTokens } from './literals.js';
import { literal, quoted } from './sql-text.js';
import type { ValuePlan } from './value-changes.js';

/** A function or view whose text may name a value. */
interface Definition {
  readonly kind: 'function' | 'view';
  /** `public.f(uuid)`, `public.v`. */
  readonly name: string;
  /** The whole statement that makes it again. */
  readonly statement: string;
  /** The part of it in which values may stand. */
  readonly body: string;
  /** It is a trigger of the table, or a view that reads the column. */
  readonly bound: boolean;
  readonly mine: boolean;
  readonly replaceable: boolean;
}

const DEFINITIONS = `
  select 'function' as kind, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name,
         pg_get_functiondef(p.oid) as statement, coalesce(nullif(p.prosrc, ''), pg_get_functiondef(p.oid)) as body,
         exists (select from pg_trigger t where t.tgfoid = p.oid and t.tgrelid = to_regclass($1)) as bound,
         pg_has_role(current_user, p.proowner, 'member') as mine, true as replaceable
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    join pg_language l on l.oid = p.prolang and l.lanname in ('sql', 'plpgsql')
   where p.prokind in ('f', 'p') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all
  select 'view', c.oid::regclass::text,
         format('create or replace view %s%s as %s', c.oid::regclass, ' with (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid)),
         pg_get_viewdef(c.oid),
         exists (select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                  where r.ev_class = c.oid and d.refobjid = to_regclass($1) and a.attname = $2),
         pg_has_role(current_user, c.relowner, 'member'), c.relkind = 'v'
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   where c.relkind in ('v', 'm') and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
   order by 1, 2`;

const ALIKE = `
  select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = $1 and not a.attisdropped
   where c.relkind in ('r', 'p', 'v', 'm') and c.relname <> $2 and not c.relispartition`;

/** What is to be done once the limit is another: the labels of an enum type have other names then. */
export type Afterwards = () => Promise<void>;

/**
 * Lets functions, views and the default of the column name the new values. A mention counts where it is compared with the
 * column or assigned to it; where that cannot be told it throws one sentence with the name of the function or view. What was
 * there is kept for the way back.
 */
export async function rewriteMentions(sql: SqlRunner, id: string, plan: ValuePlan): Promise<Afterwards> {
  const { table, column, rename = {} } = plan.changes;
  const step = `${table}.${column} ${id}`;
  const becomes = new Map<string, string | null>([...Object.entries(rename), ...plan.forward]);
  if (becomes.size === 0) return async () => {};
  const made: string[] = [];
  const relation = `public.${quoted(table)}`;
  await sql.query('delete from carenode.former_definitions where step = $1', [step]);
  const others = (await sql.query(ALIKE, [column, table])) as { name: string }[];
  const alike = new Set(others.map(({ name }) => name));
  for (const definition of (await sql.query(DEFINITIONS, [relation, column])) as Definition[]) {
    const body = await rewritten(definition, plan, becomes, alike);
    if (body === definition.body) continue;
    if (!definition.mine) throw refusal(definition, 'belongs to another role');
    if (!definition.replaceable)
      throw refusal(definition, 'cannot be replaced in place: take it away in an earlier step');
    const at = definition.statement.lastIndexOf(definition.body);
    const statement =
      definition.statement.slice(0, at) + body + definition.statement.slice(at + definition.body.length);
    await keep(sql, step, definition.kind, definition.name, definition.statement, statement);
    made.push(statement);
  }
  made.push(...(await newDefault(sql, step, plan)));
  return async () => {
    for (const statement of made) await sql.query(statement);
  };
}

async function keep(
  sql: SqlRunner,
  step: string,
  kind: string,
  name: string,
  former: string,
  made: string,
): Promise<void> {
  await sql.query(
    'insert into carenode.former_definitions (step, kind, name, former, made) values ($1, $2, $3, $4, $5)',
    [step, kind, name, former, made],
  );
}

async function rewritten(
  definition: Definition,
  { changes }: ValuePlan,
  becomes: ReadonlyMap<string, string | null>,
  alike: ReadonlySet<string>,
): Promise<string> {
  const { table, column, mentions = {} } = changes;
  const wish = mentions[definition.name];
  const { body } = definition;
  if (wish === 'leave' || ![...becomes.keys()].some((value) => body.includes(value))) return body;
  const tokens = await tokensOf(body);
  const names = new Set(tokens.map(nameOf));
  const named = names.has(table) || tokens.some(({ isText, text }) => isText && text.includes(table));
  if (!definition.bound && !named && wish !== 'rewrite') return body;
  const confused = [...names].find((name) => alike.has(name));
  const words = new Map<SqlToken, string>();
  for (const [at, token] of tokens.entries()) {
    if (!token.isText) continue;
    const value = valueOf(token);
    if (value === null || !becomes.has(value)) {
      const inside = [...becomes.keys()].find((old) => token.text.includes(literal(old)));
      if (inside !== undefined && wish !== 'rewrite')
        throw refusal(definition, `names "${inside}" in a text that is run as SQL`);
      continue;
    }
    if (wish !== 'rewrite') {
      if (!isOfColumn(tokens, at, column))
        throw refusal(
          definition,
          `names "${value}" where it cannot be told whether it is a value of ${table}.${column}`,
        );
      if (confused !== undefined)
        throw refusal(
          definition,
          `names "${value}", and reads ${confused}, which has a column ${column} too`,
        );
    }
    const next = becomes.get(value) ?? null;
    if (next === null) throw refusal(definition, `names "${value}", in whose place there is no value`);
    words.set(token, literal(next));
  }
  return words.size === 0 ? body : withTokens(body, words);
}

function refusal({ kind, name }: Pick<Definition, 'kind' | 'name'>, why: string): Error {
  return new Error(
    `${kind} ${name} ${why}; change it in an earlier step, or say in "mentions" whether to rewrite it or to leave it`,
  );
}

async function newDefault(sql: SqlRunner, step: string, plan: ValuePlan): Promise<string[]> {
  const { table, column } = plan.changes;
  const [found] = (await sql.query(
    `select pg_get_expr(d.adbin, d.adrelid) as text from pg_attrdef d
       join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where d.adrelid = to_regclass($1) and a.attname = $2`,
    [`public.${quoted(table)}`, column],
  )) as { text: string }[];
  if (!found) return [];
  const tokens = await tokensOf(found.text);
  const words = new Map<SqlToken, string>();
  for (const token of tokens) {
    const next = plan.forward.get(valueOf(token) ?? '');
    if (next !== undefined) words.set(token, next === null ? 'null' : literal(next));
  }
  if (words.size === 0) return [];
  const made = withTokens(found.text, words);
  const set = (text: string) =>
    `alter table ${quoted(table)} alter column ${quoted(column)} set default ${text}`;
  await keep(sql, step, 'default', `${table}.${column}`, set(found.text), set(made));
  return [set(made)];
}

/** Gives functions, views and the default what they were. Throws for one that somebody has changed since. */
export async function putMentionsBack(sql: SqlRunner, id: string, plan: ValuePlan): Promise<Afterwards> {
  const { table, column } = plan.changes;
  const step = `${table}.${column} ${id}`;
  const kept = (await sql.query(
    'select kind, name, former, made from carenode.former_definitions where step = $1 order by kind, name',
    [step],
  )) as { kind: string; name: string; former: string; made: string }[];
  const give: string[] = [];
  const now = (await sql.query(DEFINITIONS, [`public.${quoted(table)}`, column])) as Definition[];
  for (const { kind, name, former, made } of kept) {
    const current = now.find((definition) => definition.kind === kind && definition.name === name);
    if (kind !== 'default') {
      if (!current) continue;
      if (plain(current.statement) !== plain(made))
        throw new Error(`${kind} ${name} was changed since; take that change back first`);
    }
    give.push(former);
  }
  await sql.query('delete from carenode.former_definitions where step = $1', [step]);
  return async () => {
    for (const statement of give) await sql.query(statement);
  };
}

/** PostgreSQL writes a view down again in its own lines. */
function plain(statement: string): string {
  return statement.replace(/\s+/g, ' ').replace(/;?\s*$/, '');
}
