import { Migrator } from '../migrator.js';
import type { MigratorOptions } from '../migrator-options.js';
import { type MigratorSession, withLock } from '../session.js';
import { stepsOf } from '../steps.js';
import { AdoptionError } from './adoption-error.js';
import { type AdoptionState, makeChange, notePhase, readState } from './bookkeeping.js';
import { transactionsOver } from './bridge.js';
import {
  disconnect,
  loginChange,
  postgrestChange,
  schemaChange,
  sessionsOf,
  sessionWords,
  viewChange,
} from './compat-views.js';
import { retryAllNoted } from './copy.js';
import { mirroredTable, mirrorTables } from './mirror.js';
import { moveAway, rewriteSql } from './move.js';
import { takeBack } from './take-back.js';
import { proveTable, proveUnmapped, type TableProof, type UnmappedProof } from './proof.js';

export interface PhaseOptions {
  /** End sessions of the old application that began before it was shown its views, instead of waiting for them. */
  readonly disconnect?: boolean;
  /** How long to wait for such sessions. Milliseconds. */
  readonly waitMs?: number;
}

export interface Proofs {
  readonly tables: readonly TableProof[];
  readonly unmapped: readonly UnmappedProof[];
}

/** Goes on with an adoption from where it is until it is done. */
export async function runPhases(options: MigratorOptions, phaseOptions: PhaseOptions): Promise<Proofs> {
  for (;;) {
    const proofs = await withLock(options, async (session) => {
      const state = await stateOf(session);
      options.log?.(`phase: ${state.phase}`);
      if (state.phase === 'views') await makeViews(session, state, phaseOptions);
      else if (state.phase === 'move') await move(session, state);
      else if (state.phase === 'mirror') {
        await mirrorTables(session, state);
        await session.transaction((sql) => notePhase(sql, 'prove'));
      } else if (state.phase === 'prove' || state.phase === 'adopted') {
        if (state.phase === 'adopted') await retryAllNoted(session, state);
        return prove(session, state);
      } else if (state.phase !== 'steps')
        throw new AdoptionError(`The adoption is ${state.phase}: it cannot be applied any more.`);
      return null;
    });
    if (proofs) return proofs;
    await makeSteps(options);
  }
}

export async function stateOf(session: MigratorSession): Promise<AdoptionState> {
  const state = await session.transaction(readState);
  if (!state)
    throw new AdoptionError('There is no adoption of this database. Begin with: carenode migrate adopt');
  return state;
}

async function makeViews(
  session: MigratorSession,
  state: AdoptionState,
  options: PhaseOptions,
): Promise<void> {
  const { plan } = state;
  await session.patiently('adoption: the schemas', (sql) => makeChange(sql, schemaChange()));
  for (const name of plan.views)
    await session.patiently(`adoption: the view of ${name}`, async (sql) =>
      makeChange(sql, await viewChange(sql, name)),
    );
  await session.patiently('adoption: the search paths', async (sql) => {
    const postgrest = await postgrestChange(sql, plan);
    if (postgrest) await makeChange(sql, postgrest);
    for (const login of plan.logins) await makeChange(sql, await loginChange(sql, plan, login));
  });
  if (state.before.settingsAt === null)
    await session.transaction((sql) =>
      sql.query(
        `update carenode.adoption set before = before || jsonb_build_object('settingsAt', clock_timestamp()) where before ->> 'settingsAt' is null`,
      ),
    );
  await oldSessionsGone(session, options);
  await session.transaction((sql) => notePhase(sql, 'move'));
}

async function oldSessionsGone(
  session: MigratorSession,
  { disconnect: end, waitMs = 60_000 }: PhaseOptions,
): Promise<void> {
  const { plan, before } = await stateOf(session);
  const logins = plan.logins.map(({ name }) => name);
  const giveUpAt = Date.now() + waitMs;
  const first = await session.transaction((sql) => sessionsOf(sql, logins, before.settingsAt));
  if (first.length === 0) return;
  session.options.log?.(`sessions from before, which do not see the views: ${sessionWords(first)}`);
  if (end)
    await session.transaction((sql) =>
      disconnect(
        sql,
        first.map(({ pid }) => pid),
      ),
    );
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const now = await session.transaction((sql) => sessionsOf(sql, logins, before.settingsAt));
    const left = now.filter(({ pid }) => first.some((known) => known.pid === pid));
    if (left.length === 0) return;
    if (Date.now() > giveUpAt)
      throw new AdoptionError(
        `Sessions of the old application are older than its views: ${sessionWords(left)}. ` +
          'Restart what they belong to, or end them with --disconnect; then run it again. Nothing has moved yet.',
      );
  }
}

async function move(session: MigratorSession, { plan }: AdoptionState): Promise<void> {
  const rewritten = await session.patiently('adoption: the move', (sql) => moveAway(sql, plan));
  await transactionsOver(session);
  await takeBack(session, (name) => name === 'bridge');
  session.options.log?.(
    `moved ${plan.moves.tables.join(', ') || 'nothing'}; functions rewritten: ${rewritten}`,
  );
  for (const { id, close, open, keep } of plan.closings)
    await session.patiently(`adoption: closing ${id}`, async (sql) => {
      await sql.query(`set local search_path = ''`);
      // A condition may name tables that moved a moment ago.
      const now = close.map((text) => rewriteSql(text, plan.moves.tables));
      await makeChange(sql, { name: `closing ${id}`, sql: now, undo: open, keep });
    });
  await session.transaction((sql) => notePhase(sql, 'steps'));
}

async function makeSteps(options: MigratorOptions): Promise<void> {
  const isNext = await withLock(options, async (session) => (await stateOf(session)).phase === 'steps');
  if (!isNext) return;
  // A run that was cut off finds a ledger that is not empty, and its tables have no rows yet.
  const accept = (await stepsOf(options.modules)).map(({ key }) => key);
  await new Migrator(options).up({ accept });
  await withLock(options, (session) => session.transaction((sql) => notePhase(sql, 'mirror')));
}

/** Compares both sides and notes the result. Throws where they differ. */
async function prove(session: MigratorSession, state: AdoptionState): Promise<Proofs> {
  const proofs = await proofsOf(session, state, state.phase === 'prove');
  for (const proof of proofs.tables)
    await session.transaction((sql) =>
      sql.query('update carenode.adoption_tables set proof = $2 where table_name = $1', [
        proof.table,
        JSON.stringify(proof),
      ]),
    );
  const wrong = proofs.tables.filter(({ equal }) => !equal);
  if (wrong.length > 0 && state.phase === 'prove')
    throw new AdoptionError(
      `Both sides differ: ${wrong.map(({ table, rowsHere, rowsThere, different }) => `${table} (${rowsThere} rows there, ${rowsHere} here; ${different.join(', ') || 'as many'})`).join('; ')}. ` +
        'Run it again to prove once more, or take it back with: carenode migrate adopt undo',
    );
  if (state.phase === 'prove') await session.transaction((sql) => notePhase(sql, 'adopted'));
  return proofs;
}

/** Both sides of every mapped table, each table in one snapshot. */
export async function proofsOf(
  session: MigratorSession,
  state: AdoptionState,
  all: boolean,
): Promise<Proofs> {
  const tables: TableProof[] = [];
  const inSnapshot = <T>(work: () => Promise<T>): Promise<T> =>
    session.transaction(async (sql) => {
      await sql.query('set transaction isolation level repeatable read');
      await sql.query('set local statement_timeout = 0');
      return work();
    });
  for (const mapping of state.plan.mappings) {
    const sided = await mirroredTable(session, state, mapping);
    tables.push(await inSnapshot(() => proveTable(session, state.plan, sided.mapping, all)));
  }
  return { tables, unmapped: await inSnapshot(() => proveUnmapped(session, state)) };
}
