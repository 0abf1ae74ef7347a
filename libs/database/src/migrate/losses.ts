import type { SqlRunner } from '@carenode/module-kit';

import type { Step } from './steps.js';

/** A table that goes when a step is taken back, and how many rows go with it. */
export interface DroppedTable {
  readonly table: string;
  readonly rows: number;
}

const DROP_TABLE =
  /\bdrop\s+table\s+(?:if\s+exists\s+)?([\w\s.,"]+?)(?:\s+(?:cascade|restrict))?\s*(?:;|$)/gi;

/** The existing tables that taking back these steps drops. Runs as the owner, whom policies do not keep from counting. */
export async function tablesDropped(sql: SqlRunner, steps: readonly Step[]): Promise<DroppedTable[]> {
  const statements = steps.flatMap((step) => (step.kind === 'schema' ? step.downSql : []));
  const names = statements.flatMap((statement) =>
    [...statement.matchAll(DROP_TABLE)].flatMap(([, list = '']) =>
      list.split(',').map((name) => name.trim()),
    ),
  );
  const dropped: DroppedTable[] = [];
  for (const name of new Set(names)) {
    const [found] = (await sql.query(`select to_regclass($1)::text as "table"`, [name])) as {
      table: string | null;
    }[];
    if (!found?.table) continue;
    const [counted] = (await sql.query(`select count(*) as rows from ${found.table}`)) as { rows: string }[];
    dropped.push({ table: found.table, rows: Number(counted?.rows ?? 0) });
  }
  return dropped;
}
