import { basename } from 'node:path';
import { once } from 'node:events';

import type { SqlRunner } from '@carenode/module-kit';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import type { MigratorSession } from '../session.js';
import { type Beside, isOneTransaction } from '../step-runner.js';
import type { SchemaStep } from '../steps.js';
import { forgetDropped, noteDropped } from './dropped-rows.js';
import { lossesOf, lossWords, type LostRows } from './lost-rows.js';
import { changesSince, type Shape, shapeOf, type StepChanges } from './observed-changes.js';
import type { BlockKind, Direction, SequenceValue, TableHeader } from './rows-file-format.js';
import type { RowsFileWriter } from './rows-file-writer.js';
import { factsOf, hasRows, sequenceValue, type TableFacts, withTextSettings } from './table-facts.js';

/** A step did more to tables with rows than was foreseen; it was rolled back, and may be tried again knowing this. */
export class UnforeseenLoss extends Error {
  constructor(readonly changes: StepChanges) {
    super('The step changes more rows than could be foreseen.');
  }
}

/** A table whose rows are compared after the step with what they were. */
interface Compared {
  readonly facts: TableFacts;
  readonly copy: string;
}

export interface SaveOptions {
  readonly step: SchemaStep;
  readonly direction: Direction;
  /** What the step is known to do to rows; loses them. */
  readonly losing: StepChanges;
  /** Tables that its way back writes to; their rows are kept so that they come back as they were. */
  readonly alsoKept: readonly string[];
  /** Where to; null: refuse to lose a row. */
  readonly file: RowsFileWriter | null;
  /** Look for more losses than are known of, but in tables for which this is true; null: do not look. */
  readonly watch: { isBookkeeping(table: string): boolean } | null;
}

/**
 * What has to happen in a step's transaction so that no row is lost: the tables are locked, their rows written to the file
 * and on the disk before the step is committed, and the database notes where they are. Without a file, a step that would
 * lose a row is refused.
 */
export function savingRows(session: MigratorSession, options: SaveOptions): Beside {
  const { step, direction, losing, file } = options;
  let shape: Shape = { tables: [], sequences: [] };
  let compared: Compared[] = [];
  let open = false;
  return {
    before: async (sql) => {
      compared = [];
      open = false;
      await forgetDropped(sql, step, direction);
      if (options.watch) shape = await shapeOf(sql);
      const tables = [...losing.dropped, ...losing.columns.map(({ table }) => table), ...losing.rewritten];
      const there = await existing(sql, [...tables, ...options.alsoKept]);
      if (there.length === 0) return;
      await sql.query(`lock table ${there.map(({ name }) => name).join(', ')} in access exclusive mode`);
      const loses = await losesRows(sql, losing, there);
      const counted = async () => (await lossesOf(sql, step.key, losing)).filter(({ rows }) => rows > 0);
      if (loses && !file) throw new Error(refusal(await counted()));
      if (loses && !isOneTransaction(step)) {
        throw new Error(
          `${lossWords(await counted())} A step outside a transaction may not lose rows: what it loses cannot be saved together with it.`,
        );
      }
      const keep = loses || (await anyRows(sql, options.alsoKept, there));
      if (!keep || !file || !isOneTransaction(step)) return;
      open = true;
      await withTextSettings(sql, async () => {
        await file.begin({
          section: step.key,
          direction,
          at: new Date().toISOString(),
          sequences: await sequencesOf(sql, losing.sequences),
        });
        compared = await saveBefore(session, file, losing, options.alsoKept, there);
      });
    },
    after: async (sql) => {
      if (options.watch) await refuseUnforeseen(sql, shape, options);
      if (!open || !file) return;
      await withTextSettings(sql, async () => {
        for (const one of compared) await saveCompared(session, file, one);
      });
      const { rows, sha256 } = await file.end();
      await noteDropped(sql, step, { direction, file: basename(file.path), rows, sha256 });
    },
  };
}

export function refusal(lost: readonly LostRows[]): string {
  return `${lossWords(lost)} Nothing was lost yet: with --drop-data the rows are written to a file first, from which "up --restore" puts them back.`;
}

async function existing(sql: SqlRunner, names: readonly string[]): Promise<TableFacts[]> {
  const facts: TableFacts[] = [];
  for (const name of new Set(names)) {
    const found = await factsOf(sql, { name });
    if (found) facts.push(found);
  }
  return facts;
}

/** True when a row or a value goes, as quickly as that can be said. */
async function losesRows(
  sql: SqlRunner,
  losing: StepChanges,
  there: readonly TableFacts[],
): Promise<boolean> {
  if (await anyRows(sql, [...losing.dropped, ...losing.rewritten], there)) return true;
  for (const { table, columns } of losing.columns) {
    const facts = there.find(({ name }) => name === table);
    const written =
      facts?.columns.filter(({ name, generated }) => columns.includes(name) && !generated) ?? [];
    for (const { name } of written)
      if (await hasRows(sql, table, `${pg.escapeIdentifier(name)} is not null`)) return true;
  }
  return false;
}

async function anyRows(
  sql: SqlRunner,
  names: readonly string[],
  there: readonly TableFacts[],
): Promise<boolean> {
  for (const { name } of there) if (names.includes(name) && (await hasRows(sql, name))) return true;
  return false;
}

async function sequencesOf(sql: SqlRunner, names: readonly string[]): Promise<SequenceValue[]> {
  const values: SequenceValue[] = [];
  for (const name of names) {
    const value = await sequenceValue(sql, name);
    if (value) values.push(value);
  }
  return values;
}

async function saveBefore(
  session: MigratorSession,
  file: RowsFileWriter,
  losing: StepChanges,
  alsoKept: readonly string[],
  there: readonly TableFacts[],
): Promise<Compared[]> {
  const id = pg.escapeIdentifier;
  const compared: Compared[] = [];
  for (const facts of there) {
    const { name, key } = facts;
    const gone = losing.columns.find(({ table }) => table === name)?.columns ?? [];
    if (losing.dropped.includes(name)) {
      await saveWhole(session, file, facts, null);
    } else if (
      losing.rewritten.includes(name) ||
      alsoKept.includes(name) ||
      gone.some((c) => key.includes(c))
    ) {
      if (key.length === 0 || gone.some((column) => key.includes(column))) {
        await saveWhole(session, file, facts, name);
      } else {
        const copy = `pg_temp.carenode_was_${compared.length}`;
        await session.query(
          `create temp table ${copy.slice(8)} on commit drop as select ${written(facts).map(id).join(', ')} from ${name}`,
        );
        compared.push({ facts, copy });
      }
    } else if (key.length === 0) {
      await saveWhole(session, file, facts, name);
    } else {
      const saved = written(facts).filter((column) => key.includes(column) || gone.includes(column));
      if (saved.length > key.length)
        await saveBlock(
          session,
          file,
          headerOf(facts, name, 'columns', saved),
          `select ${saved.map(id).join(', ')} from ${name}`,
        );
    }
  }
  return compared;
}

function saveWhole(
  session: MigratorSession,
  file: RowsFileWriter,
  facts: TableFacts,
  now: string | null,
): Promise<void> {
  const columns = written(facts);
  return saveBlock(
    session,
    file,
    headerOf(facts, now, 'table', columns),
    `select ${columns.map(pg.escapeIdentifier).join(', ')} from ${facts.name}`,
  );
}

async function saveCompared(
  session: MigratorSession,
  file: RowsFileWriter,
  { facts, copy }: Compared,
): Promise<void> {
  const now = await factsOf(session, { oid: facts.oid });
  const id = pg.escapeIdentifier;
  const columns = written(facts);
  const numbers = new Map(facts.columns.map((column) => [column.name, column.number]));
  const keyNow = facts.key.map(
    (column) => now?.columns.find(({ number }) => number === numbers.get(column))?.name,
  );
  if (!now || keyNow.some((column) => column === undefined)) {
    const header = headerOf(facts, now?.name ?? null, 'table', columns);
    await saveBlock(session, file, header, `select ${columns.map(id).join(', ')} from ${copy}`);
    return;
  }
  const same = facts.key
    .map((column, at) => `was.${id(column)}::text = now.${id(keyNow[at] ?? '')}::text`)
    .join(' and ');
  await saveBlock(
    session,
    file,
    headerOf(facts, now.name, 'rewritten', columns),
    `select ${columns.map((column) => `was.${id(column)}`).join(', ')},
            case when now.${id(keyNow[0] ?? '')} is not null then md5((now.*)::text) end
       from ${copy} was left join ${now.name} now on ${same}`,
  );
  await saveBlock(
    session,
    file,
    headerOf(facts, now.name, 'added', facts.key),
    `select ${keyNow.map((column) => `now.${id(column ?? '')}`).join(', ')}, md5((now.*)::text)
       from ${now.name} now where not exists (select from ${copy} was where ${same})`,
  );
}

async function saveBlock(
  session: MigratorSession,
  file: RowsFileWriter,
  header: TableHeader,
  query: string,
): Promise<void> {
  await file.table(header);
  const rows = session.client.query(copyTo(`copy (${query}) to stdout`));
  for await (const piece of rows) await file.rows(piece as Buffer);
  if (!rows.closed) await once(rows, 'close');
  await file.endTable();
}

function headerOf(
  facts: TableFacts,
  now: string | null,
  kind: BlockKind,
  saved: readonly string[],
): TableHeader {
  const types = new Map(facts.columns.map(({ name, type }) => [name, type]));
  return {
    table: facts.name,
    now,
    kind,
    key: facts.key,
    columns: saved.map((column) => [column, types.get(column) ?? ''] as const),
    partitions: facts.partitions,
  };
}

/** The columns that are written, not computed. */
function written(facts: TableFacts): string[] {
  return facts.columns.filter(({ generated }) => !generated).map(({ name }) => name);
}

async function refuseUnforeseen(
  sql: SqlRunner,
  shape: Shape,
  { losing, alsoKept, watch }: SaveOptions,
): Promise<void> {
  const done = await changesSince(sql, shape);
  const known = new Set([...losing.dropped, ...losing.rewritten, ...alsoKept]);
  const more: StepChanges = {
    dropped: done.dropped.filter((table) => !losing.dropped.includes(table)),
    columns: done.columns
      .map(({ table, columns }) => ({
        table,
        columns: columns.filter(
          (column) =>
            !known.has(table) &&
            !losing.columns.some((known) => known.table === table && known.columns.includes(column)),
        ),
      }))
      .filter(({ columns }) => columns.length > 0),
    rewritten: done.rewritten.filter((table) => !known.has(table) && watch?.isBookkeeping(table) !== true),
    sequences: done.sequences.filter((name) => !losing.sequences.includes(name)),
  };
  if (more.dropped.length + more.columns.length + more.rewritten.length > 0) throw new UnforeseenLoss(more);
}
