import type { SqlRunner } from '@carenode/module-kit';

import type { RightsDifference } from './rights-drift.js';

/** The triggers that keep the audit trail append-only, as the platform's step made them. */
const KEEPING = {
  append_only: (argument: string) =>
    `before update or delete on public.%s for each row execute function carenode.refuse_audit_change(${argument})`,
  never_empty: () =>
    'before truncate on public.%s for each statement execute function carenode.refuse_audit_change()',
} as const;
const ARGUMENTS: Readonly<Record<string, string>> = {
  audit_events: '',
  audit_changes: `'erasable'`,
  audit_seals: '',
};

/** Where the audit trail is not kept append-only any more. Nothing on a database without it. Runs as the owner. */
export async function appendOnlyDifferences(sql: SqlRunner): Promise<RightsDifference[]> {
  const rows = (await sql.query(
    `select c.relname as "table", k.name, t.oid is not null as there,
            coalesce(t.tgenabled = 'O' and t.tgfoid = to_regprocedure('carenode.refuse_audit_change()') and t.tgqual is null, false) as whole
       from pg_class c cross join unnest($2::text[]) as k (name)
       left join pg_trigger t on t.tgrelid = c.oid and t.tgname = k.name and not t.tgisinternal
      where c.relnamespace = 'public'::regnamespace and c.relname = any ($1::text[])
      order by 1, 2`,
    [Object.keys(ARGUMENTS), Object.keys(KEEPING)],
  )) as { table: string; name: keyof typeof KEEPING; there: boolean; whole: boolean }[];
  return rows
    .filter(({ whole }) => !whole)
    .map(({ table, name, there }) => ({
      table,
      words: `${table}: trigger ${name}, which keeps the audit trail append-only, is ${there ? 'switched off or changed' : 'missing'}`,
      mend:
        (there ? `drop trigger ${name} on public.${table}; ` : '') +
        `create trigger ${name} ${KEEPING[name](ARGUMENTS[table] ?? '').replace('%s', table)}`,
    }));
}
