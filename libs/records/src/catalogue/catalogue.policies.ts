import { type Condition, everyRow, mayRead, type Rule, type TablePolicies } from '@carenode/module-kit';

/** Admins and background imports may write these columns of the rows in `when`; nobody deletes what records refer to. */
export function mayKeep(
  when: Condition,
  columns: readonly string[],
): Readonly<{ select: Rule; insert: Rule; update: Rule }> {
  const { select } = mayRead(when);
  return { select, insert: { when, columns: ['id', ...columns] }, update: { when, columns } };
}

/** Reference data: everybody who is signed in reads it, admins and background imports write `columns`. */
export function referenceData(columns: readonly string[]): TablePolicies {
  return {
    admin: mayKeep(everyRow, columns),
    provider: mayRead(everyRow),
    patient: mayRead(everyRow),
    'research-partner': mayRead(everyRow),
    developer: mayRead(everyRow),
    system: mayKeep(everyRow, columns),
  };
}
