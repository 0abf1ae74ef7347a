import { CALLERS, VERBS } from '@carenode/module-kit';
import type { TestDatabase } from '@carenode/testing';

import type { Mutant } from './mutants.js';

interface Helper {
  readonly name: string;
  readonly arguments: string;
  readonly returns: string;
  readonly tables: string[];
}

/** Functions that tell who asks; everything hangs on them, and nothing would be left to ask. */
const IDENTITY = ['subject', 'user_type', 'person'];

/** By what they return: an answer for everybody, and one for nobody. */
const ANSWERS: Readonly<Record<string, readonly [all: string, none: string]>> = {
  boolean: ['select true', 'select false'],
  'SETOF uuid': [
    'select id from public.profiles union select id from public.trials',
    'select id from public.profiles where false',
  ],
  'TABLE(trial uuid, patient uuid)': [
    'select t.id, p.id from public.trials t, public.profiles p',
    'select t.id, t.id from public.trials t where false',
  ],
  'TABLE(patient uuid, variable uuid)': [
    'select p.id, v.id from public.variables v, public.profiles p',
    'select v.id, v.id from public.variables v where false',
  ],
};

/** Each function that a policy asks, answering for everybody and for nobody; to be noticed at one of its tables. */
export async function helperMutants(
  database: TestDatabase,
): Promise<(Omit<Mutant, 'table'> & { readonly tables: readonly string[] })[]> {
  const { rows } = await database.admin.query<Helper>(`
    select p.proname as name, pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as returns,
           array_agg(distinct c.relname::text) as tables
      from pg_depend d join pg_proc p on p.oid = d.refobjid
      join pg_policy y on y.oid = d.objid join pg_class c on c.oid = y.polrelid
     where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_proc'::regclass
       and p.pronamespace = 'carenode'::regnamespace and c.relnamespace = 'public'::regnamespace
     group by p.oid order by 1`);
  return rows
    .filter(({ name }) => !IDENTITY.includes(name))
    .flatMap(({ name, arguments: parameters, returns, tables }) => {
      const [all, none] = ANSWERS[returns] ?? [];
      if (!all || !none)
        throw new Error(`Say what ${name}, which returns ${returns}, answers for everybody.`);
      const make = (what: string, body: string) => ({
        kind: 'helper answers for all or none',
        name: `carenode.${name}(${parameters}) ${what}`,
        change:
          `create or replace function carenode.${name}(${parameters}) returns ${returns} language sql stable ` +
          `security definer set search_path = '' as $helper$ ${body} $helper$`,
        callers: CALLERS,
        verbs: VERBS,
        tables,
      });
      return [make('for everybody', all), make('for nobody', none)];
    });
}
