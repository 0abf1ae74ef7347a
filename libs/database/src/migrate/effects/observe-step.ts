import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import { isOneTransaction } from '../step-runner.js';
import type { SchemaStep } from '../steps.js';
import { type LockMode, stronger } from './locks.js';
import { outsideEffects } from './outside-effects.js';
import { objectNames, openDefiners, type RelationNow, type Snapshot, takeSnapshot } from './snapshot.js';

/** What one statement of a step did to tables, views and indexes that were there before it ran. Names are of tables. */
export interface ObservedStatement {
  readonly sql: string;
  /** Strongest new lock per table or view, by this statement. */
  readonly locks: ReadonlyMap<string, LockMode>;
  /** Tables that were written anew, or had an index of theirs built anew in place. */
  readonly rewritten: ReadonlySet<string>;
  /** Tables that were read from end to end: for a constraint, an index, or a query. */
  readonly scanned: ReadonlySet<string>;
  /** False for what PostgreSQL does only outside transactions: then the rest is what its manual says. */
  readonly seen: boolean;
}

/** What a step did on a database without rows. */
export interface StepObservation {
  /** All locks of a transaction are held until its end; of a step outside transactions, each statement has its own. */
  readonly transaction: boolean;
  readonly statements: readonly ObservedStatement[];
  /** `table x`, `column x.y`, `index z`, `function carenode.f(uuid)`, … that the step made. */
  readonly created: readonly string[];
  /** The same for what it took away; columns of a table that is gone are not named by themselves. */
  readonly dropped: readonly string[];
  /** Functions with their owner's rights that everybody may call since the step. */
  readonly opened: readonly string[];
  /** Why the step did not come to its end; null if it did. */
  readonly failure: string | null;
}

const ONLY_OUTSIDE_TRANSACTIONS = '25001';

/** Runs a step on a scratch database, as `up` would, and watches each of its statements. Leaves nothing of a step that fails. */
export async function observeStep(session: MigratorSession, step: SchemaStep): Promise<StepObservation> {
  const statements: ObservedStatement[] = [];
  const before = await catalogNow(session);
  let failure: string | null = null;
  try {
    if (isOneTransaction(step)) {
      await session.transaction(async (sql) => {
        statements.length = 0;
        await step.migration.up(await watched(sql, statements));
      });
    } else {
      await session.outsideTransaction((sql) => step.migration.up(watchedApart(sql, statements)));
    }
  } catch (error) {
    failure = (error as Error).message;
  }
  const after = await catalogNow(session);
  const gone = [...before.names].filter((name) => !after.names.has(name));
  return {
    transaction: isOneTransaction(step),
    statements,
    created: [...after.names].filter((name) => !before.names.has(name)),
    dropped: gone.filter((name) => !ofDropped(name, gone)),
    opened: [...after.open].filter((name) => !before.open.has(name)),
    failure,
  };
}

async function catalogNow(session: MigratorSession): Promise<{ names: Set<string>; open: Set<string> }> {
  return { names: await objectNames(session), open: await openDefiners(session) };
}

function ofDropped(name: string, gone: readonly string[]): boolean {
  const table =
    /^column (.+)\.[^.]+$/.exec(name)?.[1] ?? /^(?:trigger|constraint) .+ on (.+)$/.exec(name)?.[1];
  return table !== undefined && gone.includes(`table ${table}`);
}

/** The runner of one transaction: what a statement took is what is there after it and was not before. */
async function watched(sql: SqlRunner, statements: ObservedStatement[]): Promise<SqlRunner> {
  let before = await takeSnapshot(sql);
  return {
    query: async (text, parameters) => {
      const answer = await sql.query(text, parameters);
      const after = await takeSnapshot(sql);
      statements.push(statementOf(text, before, after));
      before = after;
      return answer;
    },
  };
}

/** The runner of a step outside transactions: each statement that can be in one is given one of its own, to be watched. */
function watchedApart(sql: SqlRunner, statements: ObservedStatement[]): SqlRunner {
  return {
    query: async (text, parameters) => {
      await sql.query('begin');
      const before = await takeSnapshot(sql);
      try {
        const answer = await sql.query(text, parameters);
        statements.push(statementOf(text, before, await takeSnapshot(sql)));
        await sql.query('commit');
        return answer;
      } catch (error) {
        await sql.query('rollback');
        if ((error as { code?: string }).code !== ONLY_OUTSIDE_TRANSACTIONS) throw error;
      }
      const answer = await sql.query(text, parameters);
      statements.push({ sql: text, ...(await outsideEffects(text, before)), seen: false });
      return answer;
    },
  };
}

function statementOf(sql: string, before: Snapshot, after: Snapshot): ObservedStatement {
  const held = new Set(before.locks.map(({ oid, mode }) => `${oid} ${mode}`));
  const locks = new Map<string, LockMode>();
  for (const { oid, mode } of after.locks) {
    const table = before.relations.get(oid)?.table;
    if (table === undefined || held.has(`${oid} ${mode}`)) continue;
    locks.set(table, stronger(mode, locks.get(table) ?? null));
  }
  return {
    sql,
    locks,
    rewritten: changed(before, after, (was, is) => is.file !== was.file),
    scanned: changed(before, after, (was, is) => is.scans > was.scans),
    seen: true,
  };
}

function changed(
  before: Snapshot,
  after: Snapshot,
  differs: (was: RelationNow, is: RelationNow) => boolean,
): Set<string> {
  const tables = new Set<string>();
  for (const [oid, was] of before.relations) {
    const is = after.relations.get(oid);
    if (is && differs(was, is)) tables.add(was.table);
  }
  return tables;
}
