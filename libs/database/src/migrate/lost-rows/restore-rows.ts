import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { SqlRunner } from '@carenode/module-kit';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import type { MigratorSession } from '../session.js';
import { type Beside, isOneTransaction } from '../step-runner.js';
import type { SchemaStep } from '../steps.js';
import { missingPartitions } from './missing-partitions.js';
import { withQuietTables } from './quiet-tables.js';
import { type Section, type SectionTable, tablesOf } from './rows-file.js';
import type { TableHeader } from './rows-file-format.js';
import { factsOf, hasRows, type TableFacts, withTextSettings } from './table-facts.js';

const id = pg.escapeIdentifier;

/** The rows of tables that are there before the step, to see what it adds, and what others changed since. */
const present = (header: TableHeader, tables: readonly TableHeader[]) =>
  `pg_temp.carenode_present_${tables.filter(({ kind }) => kind === 'rewritten').findIndex(({ table }) => table === header.table)}`;

/**
 * What has to happen in the transaction of a step's way back so that its rows are there again as they were: ids, times and
 * versions too. Rows that others changed or removed in the meantime are left to them; `log` says how many.
 */
export function restoringRows(
  session: MigratorSession,
  step: SchemaStep,
  section: Section,
  log: (line: string) => void,
): Beside {
  const { tables } = section;
  if (!isOneTransaction(step)) {
    throw new Error(`${step.key} is not one transaction, so no rows can be put back together with it.`);
  }
  return {
    before: async (sql) => {
      await withTextSettings(sql, async () => {
        for (const header of tables.filter(({ kind }) => kind === 'rewritten'))
          await notePresent(sql, section, header);
      });
    },
    after: async (sql) => {
      await withTextSettings(sql, async () => {
        const names = [...new Set(tables.map(({ table }) => table))];
        for (const table of names) await mustFit(sql, section, table);
        await sql.query(`lock table ${names.join(', ')} in access exclusive mode`);
        for (const header of tables.filter(({ kind }) => kind === 'table'))
          await missingPartitions(sql, header);
        await withQuietTables(sql, names, async () => {
          let rows = 0;
          for await (const table of tablesOf(section)) rows += await putBack(session, section, table, log);
          if (rows !== section.rows)
            throw new Error(
              `${section.file} has changed while it was read; nothing of ${step.key} was kept.`,
            );
        });
        for (const { name, value, called } of section.sequences)
          await sql.query('select setval($1::regclass, $2, $3)', [name, value, called]);
      });
      log(`put back ${section.rows} rows of ${step.key}`);
    },
  };
}

async function notePresent(sql: SqlRunner, section: Section, header: TableHeader): Promise<void> {
  const now = header.now === null ? null : await factsOf(sql, { name: header.now });
  if (!now) throw new Error(`${section.file} has rows of ${header.table}, which is not there any more.`);
  await sql.query(`lock table ${now.name} in access exclusive mode`);
  await sql.query(
    `create temp table ${present(header, section.tables).slice(8)} on commit drop as
       select ${now.key.map((column, at) => `now.${id(column)}::text as k${at}`).join(', ')}, md5((now.*)::text) as hash
         from ${now.name} now`,
  );
}

/** Every column that was saved has to be there, with the type it had. */
async function mustFit(sql: SqlRunner, section: Section, table: string): Promise<void> {
  const facts = await factsOf(sql, { name: table });
  if (!facts)
    throw new Error(`${section.file} has rows of ${table}, which ${section.section} does not bring back.`);
  for (const [column, type] of section.tables.filter((h) => h.table === table).flatMap((h) => h.columns)) {
    const found = facts.columns.find(({ name, generated }) => name === column && !generated);
    if (!found)
      throw new Error(`${section.file} has a column ${table}.${column}, which is not there any more.`);
    if (found.type !== type)
      throw new Error(
        `${table}.${column} was of type ${type} in ${section.file}, and is of type ${found.type} now.`,
      );
  }
}

async function putBack(
  session: MigratorSession,
  section: Section,
  { header, rows }: SectionTable,
  log: (line: string) => void,
): Promise<number> {
  const facts = await factsOf(session, { name: header.table });
  if (!facts) throw new Error(`${header.table} is not there.`);
  const names = header.columns.map(([column]) => column);
  const columns = names.map(id).join(', ');
  if (header.kind === 'table' && !(await hasRows(session, facts.name)))
    return copyIn(session, `${facts.name} (${columns})`, rows);
  const hash = header.kind === 'rewritten' || header.kind === 'added' ? ', null::text as carenode_hash' : '';
  await session.query(
    `create temp table carenode_saved on commit drop as select ${columns}${hash} from ${facts.name} with no data`,
  );
  const copied = await copyIn(session, 'pg_temp.carenode_saved', rows);
  const same = (left: string, right: string) =>
    header.key.map((column) => `${left}.${id(column)} = ${right}.${id(column)}`).join(' and ');
  if (header.kind === 'columns') {
    await update(session, facts, names, `where ${same('old', 'saved')}`);
  } else if (header.kind === 'table') {
    await putBackWhole(session, facts, header, columns, same);
  } else if (header.kind === 'rewritten') {
    await putBackChanged(session, section, facts, header, log);
  } else {
    await session.query(
      `delete from ${facts.name} old using pg_temp.carenode_saved saved, ${present(header, section.tables)} was
        where ${same('old', 'saved')} and ${samePresent(header.key, 'saved')} and was.hash = saved.carenode_hash`,
    );
  }
  await session.query('drop table pg_temp.carenode_saved');
  return copied;
}

/** Makes a table hold the saved rows and no others; those that the step made itself give way. */
async function putBackWhole(
  session: MigratorSession,
  facts: TableFacts,
  header: TableHeader,
  columns: string,
  same: (left: string, right: string) => string,
): Promise<void> {
  if (header.key.length === 0) {
    await session.query(`delete from ${facts.name}`);
    await session.query(
      `insert into ${facts.name} (${columns}) overriding system value select ${columns} from pg_temp.carenode_saved`,
    );
    return;
  }
  await session.query(
    `delete from ${facts.name} old where not exists (select from pg_temp.carenode_saved saved where ${same('old', 'saved')})`,
  );
  const names = header.columns.map(([column]) => column);
  await update(session, facts, names, `where ${same('old', 'saved')}`);
  await insertMissing(session, facts, columns, same, '');
}

/** Undoes a change of rows, where nobody has changed them again since. */
async function putBackChanged(
  session: MigratorSession,
  section: Section,
  facts: TableFacts,
  header: TableHeader,
  log: (line: string) => void,
): Promise<void> {
  const there = present(header, section.tables);
  const names = header.columns.map(([column]) => column);
  const same = (left: string, right: string) =>
    header.key.map((column) => `${left}.${id(column)} = ${right}.${id(column)}`).join(' and ');
  const ofRow = samePresent(header.key, 'old');
  // What the step has just made, and the saved state does not have.
  await session.query(
    `delete from ${facts.name} old
      where not exists (select from ${there} was where ${ofRow})
        and not exists (select from pg_temp.carenode_saved saved where ${same('old', 'saved')})`,
  );
  await update(
    session,
    facts,
    names,
    `where ${same('old', 'saved')} and (
       saved.carenode_hash is null and not exists (select from ${there} was where ${ofRow})
       or exists (select from ${there} was where ${ofRow} and was.hash = saved.carenode_hash))`,
  );
  await insertMissing(session, facts, names.map(id).join(', '), same, 'and saved.carenode_hash is null');
  const [left] = (await session.query(
    `select count(*)::int as rows from pg_temp.carenode_saved saved
      where saved.carenode_hash is not null
        and not exists (select from ${there} was where ${samePresent(header.key, 'saved')} and was.hash = saved.carenode_hash)`,
  )) as { rows: number }[];
  if (left && left.rows > 0)
    log(`left ${left.rows} rows of ${header.table} alone that were changed or removed in the meantime`);
}

/** The row `alias` is the one that `was` tells of. */
function samePresent(key: readonly string[], alias: string): string {
  return key.map((column, at) => `${alias}.${id(column)}::text = was.k${at}`).join(' and ');
}

/** Sets the saved columns where they are not as saved: the text decides, as some types cannot be compared. */
async function update(
  session: MigratorSession,
  facts: TableFacts,
  names: readonly string[],
  condition: string,
): Promise<void> {
  const fixed = new Set([
    ...facts.key,
    ...facts.columns.filter(({ identityAlways }) => identityAlways).map(({ name }) => name),
  ]);
  const set = names.filter((name) => !fixed.has(name)).map(id);
  if (set.length === 0) return;
  await session.query(
    `update ${facts.name} old set ${set.map((name) => `${name} = saved.${name}`).join(', ')}
       from pg_temp.carenode_saved saved
      ${condition}
        and (${set.map((name) => `old.${name}::text is distinct from saved.${name}::text`).join(' or ')})`,
  );
}

async function insertMissing(
  session: MigratorSession,
  facts: TableFacts,
  columns: string,
  same: (left: string, right: string) => string,
  condition: string,
): Promise<void> {
  await session.query(
    `insert into ${facts.name} (${columns}) overriding system value select ${columns} from pg_temp.carenode_saved saved
      where not exists (select from ${facts.name} old where ${same('old', 'saved')}) ${condition}`,
  );
}

async function copyIn(
  session: MigratorSession,
  target: string,
  rows: AsyncGenerator<Buffer>,
): Promise<number> {
  const copy = session.client.query(copyFrom(`copy ${target} from stdin`));
  await pipeline(Readable.from(rows), copy);
  return copy.rowCount;
}
