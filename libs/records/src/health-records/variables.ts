import type { Transaction } from '@carenode/module-kit';

import { ADD_VARIABLES, FIND_VARIABLES } from './store-records.sql.js';

/** What a record measures, as its source names it. */
export interface NamedVariable {
  readonly system: string | null;
  readonly code: string | null;
  readonly name: string;
  /** What patients read of it when it is new; its name if absent. */
  readonly displayName?: string | undefined;
  readonly category?: string | undefined;
  /** What it becomes when it is new: sample and without unit if absent. */
  readonly kind?: 'sum' | 'sample' | undefined;
  readonly unit?: string | null | undefined;
}

/** A variable that is there. */
export interface FoundVariable {
  readonly id: string;
  readonly codeSystem: string | null;
  readonly code: string | null;
  readonly unitCode: string | null;
}

/** One key for all records of one variable: its code, or where it has none its name. */
const keyOf = ({ system, code, name }: NamedVariable): string =>
  JSON.stringify(code === null ? [name.toLowerCase()] : [system ?? '', code]);

/** The variable of each record, in their order; of the catalogue, else the patient's own, which is made where it is missing. */
export async function resolveVariables(
  tx: Transaction,
  patientId: string,
  named: readonly NamedVariable[],
): Promise<readonly FoundVariable[]> {
  // Of several spellings of one name the first counts.
  const wanted = new Map([...named].reverse().map((variable) => [keyOf(variable), variable]));
  const found = new Map<string, FoundVariable>();
  const missing = () => [...wanted].filter(([key]) => !found.has(key));
  const find = async () => {
    const asked = missing();
    if (asked.length === 0) return;
    const rows = await tx.query<FoundVariable & { place: number }>(FIND_VARIABLES, [
      patientId,
      rowsOf(asked),
    ]);
    for (const { place, ...variable } of rows) {
      const key = asked[place]?.[0];
      if (key !== undefined) found.set(key, variable);
    }
  };
  await find();
  if (missing().length > 0) {
    await tx.query(ADD_VARIABLES, [patientId, rowsOf(missing())]);
    await find();
  }
  return named.map((variable) => {
    const one = found.get(keyOf(variable));
    if (!one) throw new Error('A variable that was made is not there.');
    return one;
  });
}

function rowsOf(wanted: readonly (readonly [string, NamedVariable])[]): string {
  return JSON.stringify(
    wanted.map(([, { system, code, name, displayName, category, kind, unit }], place) => ({
      place,
      code_system: code === null ? null : system,
      code,
      name,
      display_name: displayName ?? null,
      category,
      kind: kind ?? 'sample',
      unit_code: unit ?? null,
    })),
  );
}
