import type { MigratorOptions } from '../migrator-options.js';
import { withSession } from '../session.js';
import { type Phase, readState } from './bookkeeping.js';
import type { TableProof } from './proof.js';

export interface MirroredStatus {
  readonly table: string;
  readonly from: string;
  readonly state: 'waiting' | 'copying' | 'mirrored';
  readonly copied: number;
  /** Of how many, as counted by the inspection. */
  readonly rows: number;
  readonly proof: TableProof | null;
}

export interface UnmirroredStatus {
  readonly table: string;
  /** in: from the old application; out: to it. */
  readonly direction: 'in' | 'out';
  readonly reason: string;
  readonly rows: number;
  /** Known and accepted in the plan. */
  readonly planned: boolean;
  /** Keys of some of them. */
  readonly keys: readonly string[];
}

export interface AdoptionStatus {
  readonly phase: Phase;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly tables: readonly MirroredStatus[];
  readonly unmirrored: readonly UnmirroredStatus[];
  readonly closings: readonly string[];
}

/** How far the adoption is; null where there is none. Changes nothing. */
export async function adoptionStatus(options: MigratorOptions): Promise<AdoptionStatus | null> {
  return withSession(options, async (session) => {
    if (!(await session.mayActAsOwner())) return null;
    return session.transaction(async (sql) => {
      const state = await readState(sql);
      if (!state) return null;
      const tables = (await sql.query(
        'select table_name as name, copied::float8 as copied, state, proof from carenode.adoption_tables',
      )) as { name: string; copied: number; state: 'copying' | 'mirrored'; proof: TableProof | null }[];
      return {
        phase: state.phase,
        startedAt: state.startedAt.toISOString(),
        updatedAt: state.updatedAt.toISOString(),
        tables: state.plan.mappings.map(({ table, from }) => {
          const found = tables.find(({ name }) => name === table);
          return {
            table,
            from,
            state: found?.state ?? 'waiting',
            copied: found?.copied ?? 0,
            rows: state.plan.data.find((data) => data.table === table)?.taken ?? 0,
            proof: found?.proof ?? null,
          };
        }),
        unmirrored: (await sql.query(
          `select table_name as "table", direction, reason, planned, count(*)::int as rows,
                  (array_agg(key order by key))[1:5] as keys
             from carenode.adoption_unmirrored group by 1, 2, 3, 4 order by 1, 2, 3`,
        )) as UnmirroredStatus[],
        closings: state.plan.closings.map(({ id }) => id),
      };
    });
  });
}
