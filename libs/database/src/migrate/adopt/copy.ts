import type { SqlRunner } from '@carenode/module-kit';

import type { MigratorSession } from '../session.js';
import type { AdoptionState } from './bookkeeping.js';
import { refusalSql } from './data-checks.js';
import { type MirroredTable, mirrorFunction } from './mirror-sql.js';
import { list, literal, qualified, quoted } from './names.js';

const FIRST_BATCH = 1000;
const LARGEST_BATCH = 20_000;
/** How long a batch may hold back those who delete its rows. The fewer batches, the fewer events of the audit trail. */
const BATCH_MS = 450;
/** As whom the audit trail knows the copy: its events, one per person and batch, count all rows that came in by it. */
export const COPY_ACTOR = 'adopted:copy';

interface Progress {
  readonly last_key: string | null;
  readonly copied: string;
  readonly state: string;
}

/**
 * Copies the rows that were there before the mirror, in batches by key, each one transaction with its progress. Rows that
 * our rules refuse are noted and left. Goes on where it was cut off.
 */
export async function copyRows(
  session: MigratorSession,
  state: AdoptionState,
  mirrored: MirroredTable,
): Promise<void> {
  const { table, from } = mirrored.mapping;
  const copySql = batchSql(mirrored);
  const planned = plannedRules(state, from);
  let size = FIRST_BATCH;
  let told = Date.now();
  for (;;) {
    const began = performance.now();
    try {
      const done = await session.patiently(`adoption: copying ${from}`, async (sql) => {
        const progress = await progressOf(sql, table);
        if (progress.state !== 'copying') return null;
        const [batch] = (await sql.query(
          `select last, rows::int as rows from ${mirrorFunction('last', table)}($1, $2)`,
          [progress.last_key, size],
        )) as { last: string | null; rows: number }[];
        if (!batch || batch.last === null) return null;
        await sql.query(`set local carenode.actor = '${COPY_ACTOR}'`);
        const [copied] = (await sql.query(copySql, [progress.last_key, batch.last, planned])) as {
          n: number;
        }[];
        await noteProgress(sql, table, batch.last, copied?.n ?? 0);
        return Number(progress.copied) + (copied?.n ?? 0);
      });
      if (done === null) break;
      if (Date.now() - told > 2000) {
        session.options.log?.(`${from}: ${done} rows copied`);
        told = Date.now();
      }
      const took = Math.max(performance.now() - began, 1);
      size = Math.round(Math.min(LARGEST_BATCH, Math.max(1, size * Math.min(2, BATCH_MS / took))));
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      // What concerns the connection or the server is no matter of a row.
      if (!/^[0-9A-Z]{5}$/.test(code) || /^(08|42|53|55|57|58|XX)/.test(code)) throw error;
      if (size === 1) {
        await session.patiently(`adoption: copying ${from}`, (sql) =>
          leaveRow(sql, table, error as DatabaseError),
        );
        size = 16;
      } else size = Math.max(1, Math.floor(size / 8));
    }
  }
  await retryNoted(session, table, 'in');
}

interface DatabaseError {
  readonly code?: string;
  readonly constraint?: string;
  readonly column?: string;
}

/** Tries rows again that one side refused, those that were left on purpose too: they may have been put right. */
export async function retryNoted(
  session: MigratorSession,
  table: string,
  direction: 'in' | 'out',
): Promise<void> {
  let after = '';
  for (;;) {
    const last = await session.patiently(`adoption: trying refused rows of ${table} again`, async (sql) => {
      const [row] = (await sql.query(
        `with noted as materialized (
           select key from carenode.adoption_unmirrored
            where table_name = $1 and direction = $2 and key > $3 and key <> '*' order by key limit 200
         ), tried as materialized (select key, ${mirrorFunction(`retry_${direction}`, table)}(key) from noted)
         select max(key) as last from tried`,
        [table, direction, after],
      )) as { last: string | null }[];
      return row?.last ?? null;
    });
    if (last === null) return;
    after = last;
  }
}

/** The same for every mapped table, in both directions. */
export async function retryAllNoted(session: MigratorSession, { plan }: AdoptionState): Promise<void> {
  for (const { table } of plan.mappings)
    for (const direction of ['in', 'out'] as const) await retryNoted(session, table, direction);
}

function plannedRules({ plan }: AdoptionState, from: string): string[] {
  const rules = plan.data
    .filter((data) => data.from === from)
    .flatMap(({ refused, untried }) => [...refused, ...untried].map(({ rule }) => rule));
  const ours = plan.tables.flatMap(({ constraints }) => constraints);
  return rules.some((rule) => ours.some(({ name, kind }) => name === rule && kind === 'unique'))
    ? [...rules, 'unique']
    : rules;
}

/** One batch: `$1` the key after which it begins, `$2` its last key, `$3` the rules whose refused rows were counted before. */
function batchSql({ mapping, ours }: MirroredTable): string {
  const { table, columns, key } = mapping;
  const names = ['id', ...columns.map(({ column }) => column)].map(quoted);
  const target = qualified('public', table);
  return `
    with batch as materialized (select * from ${mirrorFunction('rows', table)}($1, $2)),
    judged as materialized (select m.*, ${refusalSql(mapping, ours)} as "refusal of ours" from batch m),
    copied as (
      insert into ${target} (${list(names)}) select ${list(names)} from judged where "refusal of ours" is null
        on conflict do nothing returning id
    ),${
      key.ids === 'derived'
        ? `
    ids as (
      insert into carenode.adopted_ids (table_name, legacy_id, id)
        select ${literal(table)}, "legacy key", id from judged where "refusal of ours" is null on conflict do nothing
    ),`
        : ''
    }
    refused as (
      select "legacy key" as key, "refusal of ours" as reason from judged where "refusal of ours" is not null
      union all
      select j."legacy key", 'unique' from judged j
       -- Not in, which is hashed: joined with what was just inserted, of which there is no estimate, each row meets each other.
       where j."refusal of ours" is null and j.id not in (select c.id from copied c)
         and not exists (select from ${target} t where t.id = j.id)
    ),
    noted as (
      insert into carenode.adoption_unmirrored (direction, table_name, key, reason, planned)
        select 'in', ${literal(table)}, key, reason, reason = any ($3::text[]) from refused
        on conflict (table_name, key, direction) do update set reason = excluded.reason, planned = excluded.planned
    )
    select count(*)::int as n from copied`;
}

async function progressOf(sql: SqlRunner, table: string): Promise<Progress> {
  const [row] = (await sql.query(
    'select last_key, copied, state from carenode.adoption_tables where table_name = $1 for update',
    [table],
  )) as Progress[];
  if (!row) throw new Error(`The mirror of ${table} has not begun.`);
  return row;
}

async function noteProgress(sql: SqlRunner, table: string, last: string, copied: number): Promise<void> {
  await sql.query(
    'update carenode.adoption_tables set last_key = $2, copied = copied + $3 where table_name = $1',
    [table, last, copied],
  );
}

/** Notes the one row that PostgreSQL refuses for a reason that our conditions do not tell, and goes past it. */
async function leaveRow(sql: SqlRunner, table: string, error: DatabaseError): Promise<void> {
  const { last_key } = await progressOf(sql, table);
  const [next] = (await sql.query(`select last from ${mirrorFunction('last', table)}($1, 1)`, [
    last_key,
  ])) as {
    last: string;
  }[];
  if (!next) return;
  const reason = [error.code, error.constraint, error.column].filter((part) => part).join(' ');
  await sql.query(
    `insert into carenode.adoption_unmirrored (direction, table_name, key, reason) values ('in', $1, $2, $3)
     on conflict (table_name, key, direction) do update set reason = excluded.reason`,
    [table, next.last, reason],
  );
  await noteProgress(sql, table, next.last, 0);
}
