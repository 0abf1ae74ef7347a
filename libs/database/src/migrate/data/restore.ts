import type { MigratorSession } from '../session.js';
import type { DataStep } from '../steps.js';
import { discreetly } from './data-error.js';
import { EXACT_TEXTS, lockStatement, restoreStatement } from './data-statements.js';
import { countLeft, type DataProgress, type Direction, noteProgress } from './progress.js';
import type { Reporter } from './reporter.js';
import { ROW_LOCK } from './sweep.js';
import type { TableShape } from './table-shape.js';
import type { Throttle } from './throttle.js';

export const CHANGED_SINCE = 'changed since by somebody';
export const DELETED_SINCE = 'deleted since';

/**
 * Gives rows the values back that they had before the runs in this direction, newest run first, where they still have those
 * that the step gave them. Entries of the undo log go as they are used, so a run that was cut off goes on with the rest.
 */
export async function restore(
  session: MigratorSession,
  step: DataStep,
  shape: TableShape,
  logged: Direction,
  progress: DataProgress,
  { throttle, reporter }: { readonly throttle: Throttle; readonly reporter: Reporter },
): Promise<void> {
  for (;;) {
    await throttle.whenFree();
    const began = performance.now();
    let next = progress;
    let attempts = 0;
    const entries = await session.patiently(step.key, async (sql) => {
      if (attempts++ > 0) throttle.shrink();
      await sql.query(`${ROW_LOCK}; ${EXACT_TEXTS}`);
      const rows = (await sql.query(
        `select u.run, u.key from carenode.data_undo u
          where u.module = $1 and u.id = $2 and u.direction = $3
            and u.run = (select max(l.run) from carenode.data_undo l where l.module = $1 and l.id = $2 and l.direction = $3)
          order by u.key limit $4`,
        [step.module, step.id, logged, throttle.window],
      )) as { run: number; key: string }[];
      const [newest] = rows;
      if (!newest) return 0;
      const keys = rows.map(({ key }) => key);
      await sql.query(lockStatement(shape), [keys]);
      await sql.query(`select set_config('carenode.data_step', $1, true)`, [shape.name]);
      const [done] = (await discreetly(`giving former values back to ${shape.name}`, () =>
        sql.query(restoreStatement(shape, step.told), [keys, step.module, step.id, newest.run]),
      )) as { restored: number; gone: number }[];
      await sql.query(`select set_config('carenode.data_step', '', true)`);
      const { restored = 0, gone = 0 } = done ?? {};
      const left = { ...progress.left };
      countLeft(left, DELETED_SINCE, gone);
      countLeft(left, CHANGED_SINCE, rows.length - restored - gone);
      next = { ...progress, restored: progress.restored + restored, left };
      await noteProgress(sql, step, next);
      return rows.length;
    });
    if (entries === 0) return;
    Object.assign(progress, next);
    reporter.tell();
    await throttle.took(performance.now() - began);
  }
}
