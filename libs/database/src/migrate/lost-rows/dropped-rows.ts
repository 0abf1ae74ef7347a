import type { SqlRunner } from '@carenode/module-kit';

import type { Step } from '../steps.js';
import type { Direction } from './rows-file-format.js';

/** What a database knows of rows that a step lost: where they are. */
export interface DroppedRows {
  /** `module/id` */
  readonly key: string;
  readonly direction: Direction;
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Forgets what the step lost earlier, since it is taken again. */
export async function forgetDropped(sql: SqlRunner, step: Step, direction: Direction): Promise<void> {
  await sql.query('delete from carenode.dropped_rows where module = $1 and id = $2 and direction = $3', [
    step.module,
    step.id,
    direction,
  ]);
}

export async function noteDropped(
  sql: SqlRunner,
  step: Step,
  { direction, file, rows, sha256 }: Omit<DroppedRows, 'key'>,
): Promise<void> {
  await sql.query(
    `insert into carenode.dropped_rows (module, id, direction, file, row_count, sha256) values ($1, $2, $3, $4, $5, $6)`,
    [step.module, step.id, direction, file, rows, sha256],
  );
}

export async function readDropped(sql: SqlRunner, direction: Direction): Promise<DroppedRows[]> {
  const rows = (await sql.query(
    `select module || '/' || id as key, direction, file, row_count as rows, sha256
       from carenode.dropped_rows where direction = $1`,
    [direction],
  )) as (Omit<DroppedRows, 'rows'> & { rows: string })[];
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }));
}
