import pg from 'pg';

import type { CompileSubjects, StoredFunction, TriggerUse } from './compile-subjects.js';
import { probedBody } from './probe-body.js';
import { FINDINGS, PROBE_VARIABLES, type ProbedBody, withTransitionTables } from './probe-output.js';

/** What PostgreSQL is asked in one go; nothing of it stays. */
export interface CompileJob {
  readonly object: string;
  /** The function's oid, where it is one. */
  readonly function?: string;
  readonly path: string;
  /** Run in order, before. */
  readonly make: readonly string[];
  /** Runs the probes. */
  readonly call: string | null;
  /** A query to plan. */
  readonly plan: string | null;
  /** Run in order, after. */
  readonly drop: readonly string[];
  /** The line of each probe, by its number. */
  readonly lines: readonly number[];
  /** Tables that the function makes for itself; any, where no trigger says which transition tables it has. */
  readonly temporary: readonly string[];
  /** How many jobs ask about the same function, each for a table whose trigger calls it, where it looks at which table that is. */
  readonly alternatives: number;
}

/** What to ask, and what cannot be asked: names, each with the number of its statements. */
export interface CompileJobs {
  readonly jobs: readonly CompileJob[];
  readonly unseen: ReadonlyMap<string, number>;
}

const NAMES = `tg_name name; tg_when text; tg_level text; tg_op text; tg_relid oid; tg_relname name; tg_table_name name;
  tg_table_schema name; tg_nargs integer; tg_argv text[]; tg_event text; tg_tag text;`;

/** Among a job's temporary tables: whatever is not there may be one. */
export const ANY_TABLE = '*';

/**
 * A driver that runs jobs and yields what failed. Made for one transaction, which is to take it back. Planning evaluates
 * functions that call themselves immutable, whoever wrote them; within a function with its owner's rights they cannot change
 * to the role that signed in.
 */
export const DRIVER = `
  create function pg_temp.carenode_compile(jobs jsonb) returns table (job integer, probe integer, code text, words text)
  language plpgsql security definer as $driver$
  #variable_conflict use_column
  declare task jsonb; at integer; line text; planned refcursor;
  begin
    for task, at in select t.value, t.ordinality::integer - 1 from jsonb_array_elements(jobs) with ordinality t loop
      begin
        perform set_config('search_path', task->>'path', true);
        perform set_config('${FINDINGS}', '', true);
        for line in select jsonb_array_elements_text(task->'make') loop execute line; end loop;
        if task->>'call' is not null then
          execute task->>'call';
          for line in select unnest(string_to_array(rtrim(current_setting('${FINDINGS}'), E'\\n'), E'\\n')) loop
            return query select at, split_part(line, ' ', 1)::integer, split_part(line, ' ', 2),
                                substr(line, length(split_part(line, ' ', 1)) + 8)::json #>> '{}';
          end loop;
        end if;
        if task->>'plan' is not null then
          open planned for execute task->>'plan';
          close planned;
        end if;
        for line in select jsonb_array_elements_text(task->'drop') loop execute line; end loop;
      exception when others then
        return query select at, null::integer, sqlstate::text, sqlerrm::text;
      end;
    end loop;
  end $driver$`;

/** Turns what is stored into jobs. */
export async function compileJobs({
  functions,
  triggers,
  queries,
  path,
}: CompileSubjects): Promise<CompileJobs> {
  const unseen = new Map<string, number>();
  const jobs: CompileJob[] = queries.map(({ object, sql }) => ({
    ...EMPTY,
    object,
    path,
    plan: sql,
  }));
  for (const stored of functions) {
    const common = { ...EMPTY, object: nameOf(stored), function: stored.oid, path: stored.path ?? path };
    if (stored.parsed) continue;
    if (stored.language === 'sql')
      jobs.push({ ...common, make: [sqlFunction(stored)], drop: [dropOf(stored)] });
    else if (stored.language !== 'plpgsql' || (stored.polymorphic && stored.returns_set))
      unseen.set(common.object, 1);
    else {
      const body = await probedBody(stored.source, setReturned(stored)).catch(() => null);
      if (body === null || body.unseen > 0) unseen.set(common.object, body?.unseen ?? 1);
      if (body === null) continue;
      const unused = stored.result === 'trigger' && !triggers.some((use) => use.function === stored.oid);
      const temporary = unused ? [ANY_TABLE] : temporaryTables(stored.source);
      const lines = body.probes.map(({ line }) => line);
      const all = triggers.filter((use) => use.function === stored.oid);
      // A function that looks at no column of its table is the same for all of them.
      const looks =
        /\b(new|old)\b/i.test(stored.source) || all.some(({ transition }) => transition.length > 0);
      const uses = looks ? all : all.slice(0, 1);
      const alternatives = /\btg_(table_name|relname|relid|argv)\b/i.test(stored.source) ? uses.length : 1;
      for (const use of uses.length > 0 ? uses : [undefined])
        jobs.push({ ...common, ...plpgsqlFunction(stored, body, use), lines, temporary, alternatives });
    }
  }
  return { jobs, unseen };
}

const EMPTY = {
  make: [],
  call: null,
  plan: null,
  drop: [],
  lines: [],
  temporary: [],
  alternatives: 1,
} as const;

/** `function public.next_dose(uuid)`, without the schema everybody looks in. */
function nameOf({ identity }: StoredFunction): string {
  return `function ${identity.replace(/^public\./, '')}`;
}

function setReturned(stored: StoredFunction): boolean {
  return stored.returns_set && !stored.returns_row_type;
}

function sqlFunction({ name, arguments: takes, result, source }: StoredFunction): string {
  const returns = result === null ? 'returns void' : `returns ${result}`;
  return `create function pg_temp.${name}(${takes}) ${returns} language sql as ${pg.escapeLiteral(source)}`;
}

function dropOf({ name, takes }: StoredFunction): string {
  return `drop function pg_temp.${name}(${takes.join(', ')})`;
}

function plpgsqlFunction(
  stored: StoredFunction,
  body: ProbedBody,
  use: TriggerUse | undefined,
): Pick<CompileJob, 'make' | 'call' | 'drop'> {
  const trigger = stored.result === 'trigger' || stored.result === 'event_trigger';
  const rowType = use?.table ?? 'record';
  const block = withTransitionTables(body.block, use?.transition ?? [], rowType);
  const variables = `${PROBE_VARIABLES} ${trigger ? `new ${rowType}; old ${rowType}; ${NAMES}` : ''}`;
  const source = `${body.options}\ndeclare ${variables}\nbegin\n${block}\nend`;
  const returns = setReturned(stored) ? `returns ${stored.result}` : stored.has_out ? '' : 'returns void';
  const values = stored.takes
    .map((type, at) => {
      const variadic = stored.variadic && at === stored.takes.length - 1;
      return `${variadic ? 'variadic ' : ''}null::${PLAIN[type] ?? type}`;
    })
    .join(', ');
  return {
    make: [
      `create function pg_temp.${stored.name}(${stored.arguments}) ${returns} language plpgsql as ${pg.escapeLiteral(source)}`,
    ],
    call: `select count(*) from pg_temp.${stored.name}(${values})`,
    drop: [dropOf(stored)],
  };
}

/** Values to call a function with that takes anything. */
const PLAIN: Readonly<Record<string, string>> = {
  anyelement: 'text',
  anyarray: 'text[]',
  anynonarray: 'text',
  anycompatible: 'text',
  anycompatiblearray: 'text[]',
};

function temporaryTables(source: string): string[] {
  const made =
    /\bcreate\s+(?:local\s+|global\s+)?temp(?:orary)?\s+(?:table|view)\s+(?:if\s+not\s+exists\s+)?(?:pg_temp\.)?"?(\w+)/gi;
  return [...source.matchAll(made)].map(([, name = '']) => name.toLowerCase());
}
