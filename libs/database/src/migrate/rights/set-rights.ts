import type { MigratorSession } from '../session.js';
import { rememberDeclaredRights } from './declared-rights.js';
import { rightsDifferences } from './rights-drift.js';
import { ensureRightsMemo, rememberRights } from './rights-memo.js';
import type { TableRights } from './rights.js';

/** Makes PostgreSQL's rights those that are desired, and remembers them. Throws when that cannot be done. */
export async function setRights(session: MigratorSession, desired: readonly TableRights[]): Promise<void> {
  await session.patiently('setting policies and grants', async (sql) => {
    const differences = await rightsDifferences(sql, desired);
    const beyond = differences.filter(({ mend }) => mend === null);
    if (beyond.length > 0) throw new Error(beyond.map(({ words }) => words).join('\n'));
    for (const { mend } of differences) if (mend !== null) await sql.query(mend);
    if (differences.length > 0)
      session.options.log?.(`set ${differences.length} policies and grants as declared`);
    const left = differences.length > 0 ? await rightsDifferences(sql, desired) : [];
    if (left.length > 0)
      throw new Error(`Rights could not be set as declared: ${left.map(({ words }) => words).join('; ')}.`);
    await rememberDeclaredRights(sql, desired);
    await ensureRightsMemo(sql);
    await rememberRights(sql, desired);
  });
}
