import { type Caller, CALLERS, databaseRole, type Verb } from '@carenode/module-kit';

import { columnsOf, labelsOf, type RowsByPersona, type TableExpectation, words } from './expectation.js';
import type { Persona } from './personas.js';

/** How statements tell the audit trail: with `reads`, those of a note-taking read or of a write; with `nothing`, a plain read. */
export type Mode = 'noted' | 'plain';

/** One statement that a persona tries, and what is to come of it. */
export interface Probe {
  readonly table: string;
  readonly persona: string;
  readonly caller: Caller;
  readonly mode: Mode;
  readonly verb: Verb;
  /** What is tried, in words. */
  readonly what: string;
  readonly sql: string;
  /** A write of every row at once, that reads none: it touches a number of rows, or `some` before a constraint stops it. */
  readonly blind?: true;
  /** For blind writes: how many rows where no trigger stops them. */
  readonly unstopped?: string;
  /** `yes` or `no`; for blind writes how many rows; for reads of rows, the labels in order. */
  readonly expected: string;
}

/** What PostgreSQL knows of a table that probes need. */
export interface TableFacts {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly generated: boolean;
    readonly nullable: boolean;
  }[];
  /** The key's text → label. */
  readonly labels: ReadonlyMap<string, string>;
  /** How many rows have no label of their own. */
  readonly unlabelled: number;
}

/**
 * `probe.run` tries statements one by one and undoes each; it runs with the rights of its caller. A statement behind
 * `keys: ` answers with the sorted values of its only column. `probe.under` does the same in the place of several callers,
 * after a change that is undone too.
 */
export const PROBE_FUNCTIONS = `
  create schema probe;
  grant usage on schema probe to ${CALLERS.map(databaseRole).join(', ')};
  create function probe.run(statements text[]) returns text[] language plpgsql as $$
  declare
    statement text;
    answer text;
    answers text[] := '{}';
    touched bigint;
  begin
    foreach statement in array statements loop
      begin
        if left(statement, 6) = 'keys: ' then
          execute 'select coalesce(string_agg(k, chr(10) order by k), '''') from (' || substr(statement, 7) || ') t (k)' into answer;
        else
          execute statement;
          get diagnostics touched = row_count;
          answer := touched || ' rows';
        end if;
        raise exception using errcode = 'PRB00', message = 'undo';
      exception
        when sqlstate 'PRB00' then answers := answers || answer;
        when others then answers := answers || ('error ' || sqlstate || ' ' || sqlerrm);
      end;
    end loop;
    return answers;
  end $$;
  -- Lets these triggers of a table, and no other ones, fire in what follows; those that are off stay off.
  create function probe.only(relation regclass, names text[]) returns void language plpgsql as $$
  declare
    name text;
  begin
    for name in
      select t.tgname from pg_trigger t where t.tgrelid = relation and t.tgname = any (names) and t.tgenabled = 'O'
    loop
      execute format('alter table %s enable always trigger %I', relation, name);
    end loop;
    set local session_replication_role = replica;
  end $$;
  create function probe.under(change text, batches jsonb) returns jsonb language plpgsql as $$
  declare
    batch jsonb;
    answers jsonb := '[]';
    problem text;
  begin
    begin
      if change <> '' then execute change; end if;
      for batch in select * from jsonb_array_elements(batches) loop
        if batch ? 'before' then execute batch ->> 'before'; end if;
        perform set_config(key, value, true) from jsonb_each_text(batch -> 'settings');
        answers := answers || jsonb_build_array(
          to_jsonb(probe.run(array(select jsonb_array_elements_text(batch -> 'statements')))));
        perform set_config('role', 'none', true);
      end loop;
      raise exception using errcode = 'PRB01', message = 'undo';
    exception
      when sqlstate 'PRB01' then null;
      when others then return jsonb_build_array(jsonb_build_array('impossible ' || sqlstate || ' ' || sqlerrm));
    end;
    return answers;
  end $$;`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What came of a statement, in the words of expectations. */
export function observed(
  answer: string,
  probe: Pick<Probe, 'sql' | 'blind'>,
  facts: TableFacts,
  others?: string,
): string {
  const error = /^error (\w{5}) (.*)/s.exec(answer);
  // Whoever may name the columns, and only they, learn whether there was a row.
  if (probe.blind) {
    if (/^error 42501 permission denied/.test(answer)) return '0';
    if (/^error 42501 .*row-level security/.test(answer)) return 'refused';
    return error ? 'some' : answer.replace(' rows', '');
  }
  if (!error) {
    if (!probe.sql.startsWith('keys: '))
      return answer === '0 rows' && !/ where false$/.test(probe.sql) ? 'no' : 'yes';
    const labels = answer
      .split('\n')
      .filter(Boolean)
      .map((key) => facts.labels.get(key) ?? others ?? 'unlabelled');
    return [...new Set(labels)].sort().join(' ');
  }
  const [, state = '', message = ''] = error;
  if (state === '42501' || state.startsWith('CN')) return probe.sql.startsWith('keys: ') ? '' : 'no';
  // Rights are asked before constraints are: whoever breaks one was let through.
  if (state.startsWith('23')) return 'yes';
  return `${state} ${message}`;
}

/** Is that what was promised? A constraint that stops a blind write says no more than that rows were touched. */
export const isAsPromised = (seen: string, { blind, expected }: Pick<Probe, 'blind' | 'expected'>): boolean =>
  seen === expected || (blind === true && seen === 'some' && expected !== '0');

const EVERY_VERB: readonly Verb[] = ['select', 'insert', 'update', 'delete'];

/** One statement for each column a caller may or may not name, and each verb. */
export function columnProbes(
  table: string,
  expected: TableExpectation,
  facts: TableFacts,
  plain: Readonly<Record<Caller, string>>,
): Probe[] {
  const probes: Probe[] = [];
  for (const caller of CALLERS) {
    const add = (verb: Verb, what: string, sql: string, may: boolean) =>
      probes.push({
        table,
        persona: plain[caller],
        caller,
        mode: 'noted',
        verb,
        what: `${verb} ${what}`,
        sql,
        expected: may ? 'yes' : 'no',
      });
    for (const column of facts.columns) {
      for (const verb of EVERY_VERB) {
        if (verb === 'delete' || (verb === 'insert' && column.generated)) continue;
        const may = columnsOf(expected, verb, caller).has(column.name);
        add(verb, column.name, columnStatement(table, verb, column), may);
      }
    }
    add('delete', 'rows', `delete from ${table} where false`, words(expected.may.delete).includes(caller));
  }
  return probes;
}

/** A statement that names the column and touches no row. */
export function columnStatement(
  table: string,
  verb: Verb,
  { name, type }: { readonly name: string; readonly type: string },
): string {
  if (verb === 'select') return `select "${name}" from ${table} where false`;
  if (verb === 'insert') return `insert into ${table} ("${name}") select null::${type} where false`;
  if (verb === 'update') return `update ${table} set "${name}" = default where false`;
  return `delete from ${table} where false`;
}

/** What a persona does with the rows of a table. */
export function rowProbes(
  table: string,
  expected: TableExpectation,
  facts: TableFacts,
  persona: Persona,
): Probe[] {
  const probes: Probe[] = [];
  const { caller, name, token } = persona;
  const key = expected.key ?? 'id';
  const promised = (rows: RowsByPersona | undefined, writes: boolean): Set<string> =>
    token === 'none' || (token === 'read' && writes) || (token && expected.inPerson)
      ? new Set()
      : labelsOf(rows, name, caller);
  const probe = (
    mode: Mode,
    verb: Verb,
    what: string,
    sql: string,
    result: string,
    more: Pick<Probe, 'blind' | 'unstopped'> = {},
  ) => probes.push({ table, persona: name, caller, mode, verb, what, sql, expected: result, ...more });
  const decide = (
    verb: Verb,
    doing: string,
    rows: RowsByPersona | undefined,
    sql: (label: string) => string | undefined,
  ) => {
    const allowed = promised(rows, true);
    for (const label of Object.keys(expected.rows)) {
      const statement = sql(label);
      if (statement) probe('noted', verb, `${doing} ${label}`, statement, allowed.has(label) ? 'yes' : 'no');
    }
  };
  const where = (label: string) => {
    for (const [value, its] of facts.labels)
      if (its === label) return `where (${key})::text = ${quoted(value)}`;
    throw new Error(`${table} has no row ${label}`);
  };
  const inOrder = (labels: Set<string>) => [...labels].sort().join(' ');

  const see = `keys: select (${key})::text from ${table}`;
  probe('noted', 'select', 'see, noted', see, inOrder(promised(expected.see, false)));
  probe('plain', 'select', 'see', see, inOrder(promised(expected.seeUnnoted ?? expected.see, false)));

  const set = assignment(expected, facts, caller);
  decide('update', 'change', expected.change, (label) => `update ${table} set ${set} ${where(label)}`);
  decide('delete', 'remove', expected.remove, (label) => `delete from ${table} ${where(label)}`);
  const count = (rows: RowsByPersona | undefined): string => {
    const labels = [...promised(rows, true)];
    const named = labels.filter((label) => label in expected.rows).length;
    return String(named + (expected.others && labels.includes(expected.others) ? facts.unlabelled : 0));
  };
  const blindSet = blindAssignment(expected, facts, caller);
  const [reach, change] = [count(expected.reach ?? expected.change), count(expected.change)];
  // One row that must not become what the update makes of it refuses all.
  const reached = reach === change ? change : 'refused';
  probe('noted', 'update', 'change all rows unread', `update ${table} set ${blindSet}`, reached, {
    blind: true,
  });
  const [unstopped, remove] = [count(expected.reachRemoving ?? expected.remove), count(expected.remove)];
  const removed = unstopped === remove ? remove : 'some';
  const removal = { blind: true, unstopped } as const;
  probe('noted', 'delete', 'remove all rows unread', `delete from ${table}`, removed, removal);
  const tampering = expected.tamper?.[caller];
  for (const assignments of tampering ?? []) {
    for (const label of promised(expected.change, true))
      probe(
        'noted',
        'update',
        `set ${assignments} of ${label}`,
        `update ${table} set ${assignments} ${where(label)}`,
        'no',
      );
  }
  const insertable = columnsOf(expected, 'insert', caller);
  decide('insert', 'add one like', expected.add, (label) => {
    const row = Object.entries(expected.rows[label] ?? {}).filter(
      ([column]) => column !== 'id' && (insertable.size === 0 || insertable.has(column)),
    );
    const columns = row.map(([column]) => `"${column}"`).join(', ');
    return `insert into ${table} (${columns}) values (${row.map(([, value]) => value).join(', ')})`;
  });
  return probes;
}

/** What an update by this caller sets; something harmless where the caller is promised none. */
function assignment(expected: TableExpectation, facts: TableFacts, caller: Caller): string {
  const own = expected.set?.[caller];
  if (own) return own;
  const [readable, changeable] = [
    columnsOf(expected, 'select', caller),
    columnsOf(expected, 'update', caller),
  ];
  const column = facts.columns.find(
    ({ name, generated }) => !generated && readable.has(name) && changeable.has(name),
  );
  const name = column?.name ?? facts.columns[0]?.name ?? 'id';
  return `"${name}" = "${name}"`;
}

/** An assignment that names no column on its right side, so that it needs no right to read. */
function blindAssignment(expected: TableExpectation, facts: TableFacts, caller: Caller): string {
  const own = expected.set?.[caller];
  if (own && !/= [a-z_]+$/.test(own)) return own;
  const changeable = columnsOf(expected, 'update', caller);
  const columns = facts.columns.filter(({ name, generated }) => !generated && changeable.has(name));
  const column = columns.find(({ nullable }) => nullable) ?? columns[0] ?? facts.columns[0];
  return `"${column?.name ?? 'id'}" = ${column?.nullable ? 'null' : 'default'}`;
}
