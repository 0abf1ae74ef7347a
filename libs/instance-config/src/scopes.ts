import { type RequestContext, type Transaction } from '@carenode/module-kit';

import { errors } from './instance-config.errors.js';

/** What a token must be allowed to do: table → letters of `cruds`, each of them needed. */
export type NeededScopes = Readonly<Record<string, string>>;

/**
 * Refuses a token whose scopes do not reach. Without this question it would be answered with rows left out,
 * and an activation left out reads as a module that is off.
 */
export async function refuseWithoutScopes(
  tx: Transaction,
  ctx: RequestContext,
  needed: NeededScopes,
): Promise<void> {
  if (ctx.scopes === null) return;
  const atoms = Object.entries(needed).flatMap(([table, verbs]) =>
    [...verbs].map((verb) => ({ table, verb })),
  );
  const [answer] = await tx.query<{ allowed: boolean }>(
    `select bool_and(carenode.scope_allows(atom ->> 'table', atom ->> 'verb')) as allowed from jsonb_array_elements($1::jsonb) atom`,
    [JSON.stringify(atoms)],
  );
  if (answer?.allowed) return;
  const scopes = Object.entries(needed)
    .map(([table, verbs]) => `user/${table}.${verbs}`)
    .join(' ');
  throw errors.insufficient_scope(
    { scopes },
    { headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scopes}"` } },
  );
}
