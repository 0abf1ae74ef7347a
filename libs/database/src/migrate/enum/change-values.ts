import type {
  DataChange,
  DataMigration,
  DataRow,
  Migration,
  SqlRunner,
  StepClass,
} from '@carenode/module-kit';

import { putMentionsBack, rewriteMentions } from './mentions.js';
import { type ColumnLimit, limitOf } from './column-limit.js';
import { literal, quoted } from './sql-text.js';
import { planOf, type ValueChanges, type ValuePlan } from './value-changes.js';

/**
 * Adds, renames, merges and removes values of a column with a CHECK or of an enum type, as five steps to be listed in the
 * module's migrations, none of which locks anybody out for longer than a moment, however many rows there are:
 *
 * 1. `settle`, for the way back: proves the old limit over the rows.
 * 2. `allow`: old and new values are allowed; whoever still writes an old one is given the new one by a trigger.
 * 3. `map`: rows get their new values in batches, with an undo log.
 * 4. `require`: only new values are allowed; functions, views and the default that name an old value name the new one.
 * 5. `check`: proves the new limit over the rows.
 *
 * Taking them back gives rows, functions, views and limits what they were; rows with values that are new since get what the
 * changes say, and their values again with the next `up`.
 */
export function changeValues(changes: ValueChanges): readonly StepClass[] {
  const plan = planOf(changes);
  const limit = limitOf(plan);
  const step = (at: number, verb: string) => ({
    id: `${String(changes.first + at).padStart(4, '0')}-${changes.name}-${verb}`,
    why: changes.why,
  });
  return [
    schemaStep(step(0, 'settle'), {
      up: nothing,
      down: (sql) => limit.proveOld(sql),
    }),
    schemaStep(step(1, 'allow'), {
      up: async (sql) => {
        await limit.widen(sql);
        await mapOnWrite(sql, plan, plan.forward);
      },
      down: async (sql) => {
        await limit.narrowBack(sql);
        await dropMapOnWrite(sql, plan);
      },
    }),
    mapStep(step(2, 'map'), plan),
    schemaStep(step(3, 'require'), requireStep(step(3, 'require').id, plan, limit)),
    schemaStep(step(4, 'check'), {
      up: (sql) => limit.proveNew(sql),
      down: (sql) => limit.unproveNew(sql),
    }),
  ];
}

const nothing = async () => {};

function schemaStep(
  { id, why }: Pick<Migration, 'id' | 'why'>,
  { up, down, withdraws }: Pick<Migration, 'up' | 'down' | 'withdraws'>,
): StepClass {
  return class implements Migration {
    readonly id = id;
    readonly why = why;
    readonly withdraws = withdraws;
    up(sql: SqlRunner): Promise<void> {
      return up(sql);
    }
    down(sql: SqlRunner): Promise<void> {
      return down(sql);
    }
  };
}

function requireStep(
  id: string,
  plan: ValuePlan,
  limit: ColumnLimit,
): Pick<Migration, 'up' | 'down' | 'withdraws'> {
  const { table, column, from } = plan.changes;
  const values = from.filter((value) => !plan.to.includes(value));
  return {
    ...(values.length > 0 ? { withdraws: { table, column, values } } : {}),
    up: async (sql) => {
      const mention = await rewriteMentions(sql, id, plan);
      await limit.narrow(sql);
      await mention();
      await describe(sql, plan, 'to');
      await dropMapOnWrite(sql, plan);
    },
    down: async (sql) => {
      const mention = await putMentionsBack(sql, id, plan);
      await limit.widenBack(sql);
      await mention();
      await describe(sql, plan, 'from');
      await mapOnWrite(sql, plan, plan.back);
    },
  };
}

async function describe(sql: SqlRunner, { changes }: ValuePlan, when: 'from' | 'to'): Promise<void> {
  const { table, column, comment } = changes;
  if (!comment) return;
  await sql.query(`comment on column ${quoted(table)}.${quoted(column)} is ${literal(comment[when])}`);
}

function mapStep({ id, why }: Pick<Migration, 'id' | 'why'>, plan: ValuePlan): StepClass {
  const { table, column, key } = plan.changes;
  const work = (map: ReadonlyMap<string, string | null>) => ({
    where: map.size === 0 ? 'false' : `${quoted(column)} in (${[...map.keys()].map(literal).join(', ')})`,
    change: async (rows: readonly DataRow[]): Promise<readonly (DataChange | null)[]> =>
      rows.map((row) => {
        const value = map.get(String(row[column]));
        return value === undefined ? null : { set: { [column]: value } };
      }),
  });
  const forward = work(plan.forward);
  const back = work(plan.back);
  return class implements DataMigration {
    readonly id = id;
    readonly why = why;
    readonly table = table;
    readonly key = key;
    readonly reads = [column];
    readonly writes = [column];
    readonly where = forward.where;
    readonly change = forward.change;
    readonly back = back;
  };
}

/** Hosts of the version before go on writing values that are on their way out. */
async function mapOnWrite(
  sql: SqlRunner,
  plan: ValuePlan,
  map: ReadonlyMap<string, string | null>,
): Promise<void> {
  if (map.size === 0) return;
  const { table, column } = plan.changes;
  await sql.query(
    `create or replace trigger ${mapper(plan)} before insert or update of ${quoted(column)} on ${quoted(table)}
       for each row execute function carenode.map_value(${literal(column)}, ${literal(JSON.stringify(Object.fromEntries(map)))})`,
  );
}

async function dropMapOnWrite(sql: SqlRunner, plan: ValuePlan): Promise<void> {
  await sql.query(`drop trigger if exists ${mapper(plan)} on ${quoted(plan.changes.table)}`);
}

function mapper({ changes: { column } }: ValuePlan): string {
  return quoted(`map_values_of_${column}`);
}
