import { type Database, type Statement, statement } from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';

type Catalogue = 'conditions' | 'treatments';

const BY_CODE: Readonly<Record<Catalogue, Statement>> = {
  conditions: statement(
    'conditions:by-code',
    'select id from public.conditions where code_system = $1 and code = $2',
  ),
  treatments: statement(
    'treatments:by-code',
    'select id from public.treatments where code_system = $1 and code = $2',
  ),
};

interface Coded {
  readonly codeSystem?: string | null | undefined;
  readonly code?: string | null | undefined;
}

/** The catalogue's row with this code: undefined when no code is given, null when there is no such row. */
export async function findInCatalogue(
  db: Database,
  ctx: RequestContext,
  catalogue: Catalogue,
  { codeSystem, code }: Coded,
): Promise<string | null | undefined> {
  if (codeSystem === undefined && code === undefined) return undefined;
  if (codeSystem == null || code == null) return null;
  const [row] = await db.as(ctx).query<{ id: string }>(BY_CODE[catalogue], [codeSystem, code]);
  return row?.id ?? null;
}

/** Throws `validation_failed` for a change of a code without its system, or the other way round. */
export function refuseHalfCode({ codeSystem, code }: Coded): void {
  if ((codeSystem === undefined) === (code === undefined)) return;
  const [field, other] = codeSystem === undefined ? ['codeSystem', 'code'] : ['code', 'codeSystem'];
  throw invalidInput({ field, rule: 'with', message: `${field} changes together with ${other}.` });
}
