import type { ModuleManifest } from '@carenode/module-kit';

import type { Step } from '../steps.js';
import { literal } from './sql-text.js';

/** A sentence for each declared policy that still names a value which one of these steps takes away. */
export function policiesNamingWithdrawn(
  modules: readonly ModuleManifest[],
  steps: readonly Step[],
): string[] {
  const withdrawn = steps.flatMap((step) =>
    step.kind === 'schema' && step.migration.withdraws
      ? [{ key: step.key, ...step.migration.withdraws }]
      : [],
  );
  return modules.flatMap(({ tables }) =>
    tables.flatMap(({ name, policies }) =>
      Object.entries(policies).flatMap(([caller, verbs]) =>
        Object.entries(verbs).flatMap(([verb, { when, check }]) => {
          const sql = `${when.sql} ${check?.sql ?? ''}`;
          return withdrawn.flatMap(({ key, table, column, values }) => {
            const about = new RegExp(`\\b${column}\\b`).test(sql) && (name === table || sql.includes(table));
            const value = about ? values.find((one) => sql.includes(literal(one))) : undefined;
            return value === undefined
              ? []
              : [
                  `The policy ${caller} ${verb} of ${name} names "${value}", which ${key} takes from ${table}.${column}; declare it without.`,
                ];
          });
        }),
      ),
    ),
  );
}
