import type { SqlRunner } from '@carenode/module-kit';

import { Migrator } from '../migrator.js';
import type { MigratorOptions } from '../migrator-options.js';
import { OWNER_ROLE } from '../roles.js';
import { type MigratorSession, withLock } from '../session.js';
import { AdoptionError } from './adoption-error.js';
import { restoreRights } from './begin.js';
import { type AdoptionState, asLogin, notePhase } from './bookkeeping.js';
import { makeBridge, transactionsOver } from './bridge.js';
import { retryNoted } from './copy.js';
import { LEGACY } from './names.js';
import { stateOf } from './phases.js';
import { changesLastFirst, takeBack, undoChange } from './take-back.js';

export interface UndoOptions {
  /** Path of a file that is not there: rows of our tables are written to it before they go. */
  readonly rowsFile: string;
  /** Open the holes again that were closed: the catalog is exactly what it was. */
  readonly reopen?: boolean;
  /** Go on although rows written here did not reach the old application; they are in the file alone. */
  readonly leaveUnmirrored?: boolean;
}

export interface Undone {
  /** Holes that stay closed. */
  readonly closed: readonly string[];
  /** Rows written here that the other application does not have. */
  readonly unmirrored: number;
}

/**
 * Takes an adoption back that is not finished: mirrors, our tables, the move and the views. The old application goes on
 * meanwhile, and has every row afterwards, also those that were written here and mirrored. Goes on where it was cut off.
 */
export async function undoAdoption(options: MigratorOptions, undo: UndoOptions): Promise<Undone> {
  const unmirrored = await withLock(options, async (session) => {
    const state = await stateOf(session);
    if (state.phase === 'finishing' || state.phase === 'finished')
      throw new AdoptionError('The adoption is finished: the way back is a backup.');
    const left = state.phase === 'undoing' ? 0 : await rowsLeftHere(session, state);
    if (left > 0 && !undo.leaveUnmirrored)
      throw new AdoptionError(
        `${left} rows written here did not reach the old application; "carenode migrate adopt status" names them. ` +
          'Say --leave-unmirrored to go on: they are then in the file of rows alone.',
      );
    await session.transaction((sql) => notePhase(sql, 'undoing'));
    await takeBack(session, (name) => name.startsWith('mirror ') || name === 'schema of the mirror');
    return left;
  });
  await new Migrator(options).down({ dropData: undo.rowsFile });
  const closed = await withLock(options, (session) => endUndo(session, undo.reopen === true));
  return { closed, unmirrored };
}

async function rowsLeftHere(session: MigratorSession, state: AdoptionState): Promise<number> {
  const tables = (await session.transaction((sql) =>
    sql.query(`select table_name as name from carenode.adoption_tables where state = 'mirrored'`),
  )) as { name: string }[];
  for (const { table } of state.plan.mappings)
    if (tables.some(({ name }) => name === table)) await retryNoted(session, table, 'out');
  const [left] = (await session.transaction((sql) =>
    sql.query(`select count(*)::int as n from carenode.adoption_unmirrored where direction = 'out'`),
  )) as { n: number }[];
  return left?.n ?? 0;
}

/**
 * Moves the tables back, with views where they were for functions that are under way; then, when those are over, takes the
 * rest away. The old application finds its tables through compat before, and in schema public after.
 */
async function endUndo(session: MigratorSession, reopen: boolean): Promise<string[]> {
  const state = await stateOf(session);
  const closings = await session.patiently('adoption: taking back the move', async (sql) => {
    const changes = await changesLastFirst(sql);
    const move = changes.find(({ name }) => name === 'move');
    if (!move) return [];
    for (const change of changes.filter(({ seq }) => seq >= move.seq)) await undoChange(sql, change);
    await makeBridge(sql, state.plan, LEGACY, 'public');
    const closed = reopen ? [] : changes.filter(({ keep }) => keep.length > 0).reverse();
    await asLogin(sql, async () => {
      for (const { keep } of closed) for (const text of keep) await sql.query(text);
    });
    return closed.map(({ name }) => name.replace(/^closing /, ''));
  });
  await transactionsOver(session);
  await session.patiently('adoption: taking back the views', async (sql) => {
    const changes = await changesLastFirst(sql);
    for (const change of changes) await undoChange(sql, change);
    for (const name of await mirrorOwners(sql))
      await sql.query(`revoke usage on schema carenode from ${name}`);
    if (state.before.carenode) await sql.query('delete from carenode.adoption');
    else await dropCarenode(sql);
    await asLogin(sql, () => restoreRights(sql, state.before));
  });
  return closings;
}

async function mirrorOwners(sql: SqlRunner): Promise<string[]> {
  const rows = (await sql.query(
    `select quote_ident(r.rolname) as name from pg_namespace n, aclexplode(n.nspacl) x join pg_roles r on r.oid = x.grantee
      where n.nspname = 'carenode' and r.rolname <> '${OWNER_ROLE}'`,
  )) as { name: string }[];
  return rows.map(({ name }) => name);
}

async function dropCarenode(sql: SqlRunner): Promise<void> {
  await sql.query('drop schema carenode cascade');
}
