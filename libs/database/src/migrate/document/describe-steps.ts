import { inDependencyOrder, type ModuleManifest } from '@carenode/module-kit';

import { catalogLines } from '../catalog/catalog-lines.js';
import { ensureLedger } from '../ledger.js';
import type { HostLogin } from '../roles.js';
import { withScratch } from '../scratch/scratch-database.js';
import { withLock } from '../session.js';
import { applyStep, isOneTransaction } from '../step-runner.js';
import { type Step, stepsOf } from '../steps.js';

/** What one step does on an instance that has all steps before it. */
export interface StepDescription {
  readonly step: Step;
  /** `table notes`, `index notes_owner`: sorted. */
  readonly made: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Strongest lock on each table that was there before the step: table → mode, as in pg_locks. */
  readonly locks: ReadonlyMap<string, string>;
  readonly oneTransaction: boolean;
}

/** Weakest first (PostgreSQL documentation, table-level locks). Weaker ones than these hinder nobody who reads or writes. */
const HINDERING = ['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];

/** Runs every step of the modules on an empty database, one by one, and says what each does. */
export async function describeSteps(
  server: { readonly adminUrl: string; readonly hostLogin: HostLogin },
  modules: readonly ModuleManifest[],
): Promise<StepDescription[]> {
  const steps = await stepsOf(inDependencyOrder(modules));
  return withScratch(server, (scratch) =>
    withLock(scratch, async (session) => {
      await session.transaction(ensureLedger);
      const descriptions: StepDescription[] = [];
      let before = objectsOf(await session.transaction(catalogLines));
      for (const step of steps) {
        const locks = new Map<string, string>();
        await applyStep(session, step, {
          after: async (sql) => {
            const rows = (await sql.query(
              `select c.oid::regclass::text as "table", l.mode from pg_locks l join pg_class c on c.oid = l.relation
                where l.pid = pg_backend_pid() and l.granted and c.relkind in ('r', 'p')
                  and c.relnamespace = 'public'::regnamespace order by 1`,
            )) as { table: string; mode: string }[];
            for (const { table, mode } of rows) {
              const known = HINDERING.indexOf(locks.get(table) ?? '');
              if (HINDERING.indexOf(mode) > known) locks.set(table, mode);
            }
          },
        });
        const after = objectsOf(await session.transaction(catalogLines));
        for (const table of [...locks.keys()]) if (!before.has(`table ${table}`)) locks.delete(table);
        descriptions.push({
          step,
          made: [...after.keys()].filter((name) => !before.has(name)).sort(),
          changed: [...after]
            .filter(([name, line]) => before.has(name) && before.get(name) !== line)
            .map(([name]) => name)
            .sort(),
          removed: [...before.keys()].filter((name) => !after.has(name)).sort(),
          locks,
          oneTransaction: step.kind === 'data' ? false : isOneTransaction(step),
        });
        before = after;
      }
      return descriptions;
    }),
  );
}

/** Partitions of the month in which the step ran, and what PostgreSQL 18 makes of every NOT NULL. */
const OF_NO_INTEREST = /_\d{4}_\d{2}|_not_null$/;

/** The catalog's lines by the object that each is about; columns and constraints count as their table's. */
function objectsOf(lines: readonly string[]): Map<string, string> {
  const objects = new Map<string, string>();
  for (const line of lines) {
    const name = objectName(line);
    if (name && !OF_NO_INTEREST.test(name)) objects.set(name, `${objects.get(name) ?? ''}${line}\n`);
  }
  return objects;
}

function objectName(line: string): string | null {
  const [kind = '', first = ''] = line.split(' ', 2);
  const rest = line.slice(kind.length + 1);
  switch (kind) {
    case 'relation': {
      const form = / kind (\w) /.exec(line)?.[1] ?? '';
      const word = { r: 'table', p: 'table', v: 'view', m: 'view' }[form];
      return word ? `${word} ${first}` : null;
    }
    case 'column':
    case 'constraint':
      return `${kind} ${first}`;
    case 'index':
      return `index ${/INDEX (\S+) ON/.exec(rest)?.[1] ?? first}`;
    case 'function':
      return `function ${rest.slice(0, rest.indexOf(' owner '))}`;
    case 'trigger':
      return `trigger ${/TRIGGER (\S+) .*? ON (?:public\.)?(\S+)/.exec(rest)?.slice(1).join(' on ') ?? first}`;
    default:
      return null;
  }
}
