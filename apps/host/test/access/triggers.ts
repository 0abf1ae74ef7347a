import type { TestDatabase } from '@carenode/testing';

import { GUARDS, type Guarded, NOTICES } from './tables/guards.expect.js';
import { TABLES } from './tables/index.js';
import type { TableFacts } from './probes.js';

interface Trigger {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
}

/** Every trigger of our tables that is not a foreign key's nor a partition's copy of its parent's. */
export const triggersOf = async (database: TestDatabase): Promise<Trigger[]> =>
  (
    await database.admin.query<Trigger>(`
      select n.nspname as schema, c.relname as "table", t.tgname as name
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
       where not t.tgisinternal and t.tgparentid = 0 and n.nspname in ('public', 'carenode') order by 1, 2, 3`)
  ).rows;

export const isNotice = ({ name }: Trigger): boolean => name in NOTICES;

/** What shows that a trigger is there: written by hand for guards, and the same for all that tell the audit trail or count versions. */
export function guardedBy(trigger: Trigger, facts: ReadonlyMap<string, TableFacts>): Guarded | undefined {
  const { schema, table, name } = trigger;
  if (name === 'never_empty') {
    return {
      table,
      trigger: name,
      what: `${table} is not emptied out`,
      sql: `truncate ${schema}.${table}`,
      answer: 'error 42501',
    };
  }
  const own = GUARDS.find((guard) => guard.table === table && guard.trigger === name);
  if (own) return own;
  const [, told] = /^audit_(insert|update|delete|truncate)$/.exec(name) ?? [];
  if (told) return toldBy(table, told, facts);
  return name === 'touch' ? countedBy(table, facts) : undefined;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function firstRow(table: string, facts: ReadonlyMap<string, TableFacts>) {
  const expected = TABLES[table];
  const [key, label] = [...(facts.get(table)?.labels ?? [])][0] ?? [];
  if (!expected || key === undefined || label === undefined)
    throw new Error(`${table} has no row in the world.`);
  const row = expected.rows[label] ?? {};
  return { row, where: `where (${expected.key ?? 'id'})::text = ${quoted(key)}` };
}

function toldBy(table: string, verb: string, facts: ReadonlyMap<string, TableFacts>): Guarded {
  const { row, where } = firstRow(table, facts);
  const columns = Object.keys(row);
  const changed =
    columns.find((column) => !/(^|_)id$|^key$/.test(column) && /^'/.test(row[column] ?? '')) ?? '';
  const removal = `delete from ${table} ${where}`;
  const adding = `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
    values (${Object.values(row).join(', ')})`;
  const before: Readonly<Record<string, string>> = {
    insert: `${removal}; ${adding}`,
    update: updateOf(table, where, facts, changed),
    delete: removal,
    truncate: `truncate ${table} cascade`,
  };
  return {
    table,
    trigger: `audit_${verb}`,
    what: `the audit trail tells each ${verb}`,
    before: before[verb] ?? '',
    sql: `keys: select distinct kind from audit_events where table_name = '${table}' and at = now()`,
    answer: verb,
  };
}

/** Something about the row becomes another value, which no other trigger hears of. */
function updateOf(
  table: string,
  where: string,
  facts: ReadonlyMap<string, TableFacts>,
  changed: string,
): string {
  const edit = TABLES[table]?.edit;
  if (edit) return `update ${table} set ${edit} ${where}`;
  const stamp = facts
    .get(table)
    ?.columns.find(({ name, type }) => /^timestamp/.test(type) && name !== 'updated_at');
  return stamp
    ? `update ${table} set "${stamp.name}" = coalesce("${stamp.name}", now()) + interval '1 second' ${where}`
    : `update ${table} set "${changed}" = "${changed}" || '0' ${where}`;
}

function countedBy(table: string, facts: ReadonlyMap<string, TableFacts>): Guarded {
  const { where } = firstRow(table, facts);
  const column = facts
    .get(table)
    ?.columns.find(({ name }) => /^(name|title|kind|status|scope)$|_name$/.test(name))?.name;
  const any =
    column ??
    facts.get(table)?.columns.find(({ generated, name }) => !generated && name !== 'id')?.name ??
    'id';
  return {
    table,
    trigger: 'touch',
    what: 'the version of a changed row is counted',
    before: `update ${table} set "${any}" = "${any}" ${where}`,
    sql: `keys: select version::text from ${table} ${where}`,
    answer: '2',
  };
}
