import { type Caller, CALLERS, databaseRole } from '@carenode/module-kit';
import type { TestDatabase } from '@carenode/testing';

import { words } from './expectation.js';
import { FUNCTIONS, FUNCTIONS_OF_NOBODY } from './tables/functions.expect.js';

/** Every function of ours: its signature, and a call with nothing but nulls. */
export async function functionsOf(database: TestDatabase): Promise<Map<string, string>> {
  const { rows } = await database.admin.query<{ signature: string; call: string }>(`
    select p.oid::regprocedure::text as signature,
           format('select %I.%I(%s)', n.nspname, p.proname,
                  (select string_agg(case when p.provariadic <> 0 then 'variadic ' else '' end || 'null::' || format_type(a.type, null), ', ' order by a.at)
                     from unnest(p.proargtypes) with ordinality as a (type, at))) as call
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('carenode', 'public')
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by 1`);
  return new Map(rows.map(({ signature, call }) => [signature, call]));
}

/** Did PostgreSQL let the caller call it? What the function itself, or one that it calls, says to nulls is another matter. */
export const wasCalled = (signature: string, answer: string): boolean =>
  !answer.startsWith(`error 42501 permission denied for function ${signature.replace(/^.*\.|\(.*$/g, '')}`);

/** Sentences about functions that others may call than promised. */
export function wrongFunctions(found: ReadonlyMap<string, ReadonlySet<Caller>>): string[] {
  const wrong: string[] = [];
  for (const [signature, callers] of found) {
    const promised = FUNCTIONS_OF_NOBODY.includes(signature) ? '' : FUNCTIONS[signature];
    const names = [...callers].sort().join(' ');
    if (promised === undefined)
      wrong.push(`${signature} is promised to nobody in particular; it is for: ${names}`);
    else if (names !== words(promised).sort().join(' '))
      wrong.push(`${signature} is for ${names}, not for ${promised}`);
  }
  for (const signature of [...Object.keys(FUNCTIONS), ...FUNCTIONS_OF_NOBODY])
    if (!found.has(signature)) wrong.push(`${signature} is not there`);
  return wrong;
}

export interface FunctionMutant {
  readonly kind: 'execute revoked' | 'execute granted';
  readonly name: string;
  readonly change: string;
  readonly signature: string;
  readonly role: string;
  readonly statement: string;
}

/** Each right to call a function taken away, and each missing one given. */
export function functionMutants(functions: ReadonlyMap<string, string>): FunctionMutant[] {
  return [...functions].flatMap(([signature, call]) =>
    CALLERS.map((caller): FunctionMutant => {
      const role = databaseRole(caller);
      const has = words(FUNCTIONS[signature]).includes(caller);
      return {
        kind: has ? 'execute revoked' : 'execute granted',
        name: `${role} ${signature}`,
        // What everybody may call, nobody in particular was given.
        change: has
          ? `revoke execute on function ${signature} from ${role}, public`
          : `grant execute on function ${signature} to ${role}`,
        signature,
        role,
        statement: call,
      };
    }),
  );
}
