import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import { to as copyTo } from 'pg-copy-streams';

import type { MigratorOptions } from '../migrator-options.js';
import { type MigratorSession, withLock } from '../session.js';
import { AdoptionError } from './adoption-error.js';
import { type AdoptionState, asLogin, notePhase } from './bookkeeping.js';
import { retryAllNoted } from './copy.js';
import { LEGACY, list, qualified, quoted } from './names.js';
import { type Proofs, proofsOf, stateOf } from './phases.js';
import { placeOf } from './plan.js';
import { takeBack } from './take-back.js';

export interface FinishOptions {
  /** Tables of ours that may differ, or lack rows that one side refused, by name. */
  readonly accept?: readonly string[];
  /** Path of a file that is not there: the tables in schema legacy are written to it and dropped. */
  readonly dropLegacy?: string;
}

export interface Finished extends Proofs {
  /** Tables that were written to the file and dropped. */
  readonly dropped: readonly string[];
}

/**
 * Ends an adoption: proves once more, then takes the mirrors, the views and the search paths away. The old application finds
 * nothing any more; its tables stay in schema legacy. There is no way back but a backup.
 */
export async function finishAdoption(options: MigratorOptions, finish: FinishOptions): Promise<Finished> {
  return withLock(options, async (session) => {
    const state = await stateOf(session);
    if (state.phase !== 'adopted' && state.phase !== 'finishing' && state.phase !== 'finished')
      throw new AdoptionError(`The adoption is at "${state.phase}"; apply it first, or take it back.`);
    const proofs =
      state.phase === 'adopted'
        ? await provenOrNamed(session, state, finish.accept ?? [])
        : { tables: [], unmapped: [] };
    if (state.phase !== 'finished') {
      await session.transaction((sql) => notePhase(sql, 'finishing'));
      await takeBack(session, (name) =>
        /^(mirror |schema of the mirror|view |search path of |schemas of PostgREST)/.test(name),
      );
      await session.patiently('adoption: the schema of the views', (sql) =>
        asLogin(sql, () => sql.query('drop schema if exists compat')),
      );
      await session.transaction((sql) => notePhase(sql, 'finished'));
    }
    const dropped = finish.dropLegacy ? await dropLegacy(session, state, finish.dropLegacy) : [];
    return { ...proofs, dropped };
  });
}

async function provenOrNamed(
  session: MigratorSession,
  state: AdoptionState,
  accept: readonly string[],
): Promise<Proofs> {
  await retryAllNoted(session, state);
  const noted = (await session.transaction((sql) =>
    sql.query(
      `select table_name as name, count(*)::int as n from carenode.adoption_unmirrored where not planned group by 1 order by 1`,
    ),
  )) as { name: string; n: number }[];
  const proofs = await proofsOf(session, state, false);
  const problems = [
    ...noted
      .filter(({ name }) => !accept.includes(name))
      .map(({ name, n }) => `${name}: ${n} rows that one side refused`),
    ...proofs.tables
      .filter(({ table, equal }) => !equal && !accept.includes(table))
      .map(
        ({ table, rowsHere, rowsThere, different }) =>
          `${table}: ${rowsThere} rows there, ${rowsHere} here, differing in ${different.join(', ')}`,
      ),
  ];
  if (problems.length > 0)
    throw new AdoptionError(
      `The adoption is not finished:\n${problems.join('\n')}\nPut it right, or name the tables for which it may be so: --accept <table>`,
    );
  return proofs;
}

async function dropLegacy(
  session: MigratorSession,
  { plan }: AdoptionState,
  file: string,
): Promise<string[]> {
  const tables = [...plan.mappings.map(({ from }) => from), ...plan.unmapped].filter(
    (name) => placeOf(plan, name) === LEGACY,
  );
  const there = (await session.query(
    `select relname as name from pg_class where relnamespace = to_regnamespace('${LEGACY}') and relkind in ('r', 'p') and relname = any ($1) order by 1`,
    [tables],
  )) as { name: string }[];
  if (there.length === 0) return [];
  const names = there.map(({ name }) => name);
  await session.query('begin transaction isolation level repeatable read');
  try {
    await session.query(
      `lock table ${list(names.map((name) => qualified(LEGACY, name)))} in access exclusive mode`,
    );
    await writeTables(session, names, file);
    await session.query(`drop table ${list(names.map((name) => qualified(LEGACY, name)))}`);
    await session.query('commit');
  } catch (error) {
    await session.query('rollback').catch(() => undefined);
    if ((error as { code?: string }).code === '2BP01')
      throw new AdoptionError(
        `Other tables, views or functions still stand on the tables in schema ${LEGACY}: ${(error as { detail?: string }).detail ?? ''} They stay; their rows are in ${file} too.`,
      );
    throw error;
  }
  return names;
}

/** The rows of tables as PostgreSQL's own text, each after a line of JSON that names the table and its columns. */
async function writeTables(session: MigratorSession, names: readonly string[], file: string): Promise<void> {
  for (const [at, name] of names.entries()) {
    const columns = (
      (await session.query(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
        [qualified(LEGACY, name)],
      )) as { name: string }[]
    ).map((column) => column.name);
    const out = createWriteStream(file, { flags: at === 0 ? 'wx' : 'a', mode: 0o600 });
    await new Promise<void>((resolve, reject) => {
      out.on('error', reject);
      out.write(`${JSON.stringify({ table: `${LEGACY}.${name}`, columns })}\n`, () => resolve());
    });
    const rows = session.client.query(
      copyTo(`copy (select ${list(columns.map(quoted))} from ${qualified(LEGACY, name)}) to stdout`),
    );
    await pipeline(rows, out, { end: false });
    await new Promise<void>((resolve, reject) => {
      out.on('error', reject);
      out.end('\\.\n', () => resolve());
    });
  }
}
