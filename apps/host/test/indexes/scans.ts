import type { TestHost } from '@carenode/testing';
import { systemContext } from '@carenode/module-kit';

/** How often indexes and whole tables were read so far, by name; partitions count as their table's. */
export interface Scans {
  readonly indexes: ReadonlyMap<string, number>;
  /** Rows of whole-table reads. */
  readonly tables: ReadonlyMap<string, number>;
}

const INDEXES = `
  select coalesce(parent.relname, s.indexrelname) as name, sum(s.idx_scan)::int as count
    from pg_stat_user_indexes s
    left join pg_inherits i on i.inhrelid = s.indexrelid left join pg_class parent on parent.oid = i.inhparent
   group by 1`;
const TABLES = `
  select coalesce(parent.relname, s.relname) as name, sum(s.seq_tup_read)::int as count
    from pg_stat_user_tables s
    left join pg_inherits i on i.inhrelid = s.relid left join pg_class parent on parent.oid = i.inhparent
   group by 1`;

/** What the host's one connection and the tests' own have read until now. */
export async function scansOf(host: TestHost): Promise<Scans> {
  await host.db.as(systemContext('count what was read')).query('select pg_stat_force_next_flush()', []);
  const admin = await host.database.admin.connect();
  try {
    await admin.query('select pg_stat_force_next_flush()');
    const read = async (sql: string) =>
      new Map(
        (await admin.query<{ name: string; count: number }>(sql)).rows.map(({ name, count }) => [
          name,
          count,
        ]),
      );
    return { indexes: await read(INDEXES), tables: await read(TABLES) };
  } finally {
    admin.release();
  }
}

/** What grew between two looks. */
export function grown(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map(
    [...after].flatMap(([name, count]) => {
      const more = count - (before.get(name) ?? 0);
      return more > 0 ? [[name, more] as const] : [];
    }),
  );
}
