import { type Database, sqlState, type Transaction } from '@carenode/database';
import {
  AppError,
  isId,
  type ModuleManifest,
  type RequestContext,
  requestContext,
  subjectOf,
  type TableDeclaration,
  type UserType,
} from '@carenode/module-kit';

import { identityErrors } from '../identity.errors.js';
import { requirePerson } from '../session/in-person.rules.js';
import { normalizeEmail } from '../sign-in/email.rules.js';

/** Somebody whose rights an admin asks about. */
export interface AskedPerson {
  readonly id: string;
  readonly userType: UserType;
  readonly email: string | null;
  readonly closedAt: Date | null;
}

/** Throws `not_allowed` or `session_needed` for anybody but an admin in person. */
export function requireAdmin(ctx: RequestContext): void {
  if (ctx.userType !== 'admin') throw new AppError('not_allowed', 'forbidden', 'This is for admins.');
  requirePerson(ctx);
}

/** The person with this id or e-mail address. Throws `unknown_user`. */
export async function findPerson(db: Database, ctx: RequestContext, idOrEmail: string): Promise<AskedPerson> {
  const column = isId(idOrEmail) ? 'id' : 'email';
  const [person] = await db
    .as(ctx)
    .query<AskedPerson>(
      `select id, user_type as "userType", email, deleted_at as "closedAt" from profiles where ${column} = $1`,
      [column === 'id' ? idOrEmail : normalizeEmail(idOrEmail)],
    );
  if (!person) throw identityErrors.unknown_user();
  return person;
}

/** The table and its module, among those this host has loaded. Throws `unknown_table`. */
export function findTable(
  modules: readonly ModuleManifest[],
  name: string,
): { module: ModuleManifest; table: TableDeclaration } {
  for (const module of modules) {
    const table = module.tables.find((candidate) => candidate.name === name);
    if (table) return { module, table };
  }
  throw identityErrors.unknown_table({ table: name.slice(0, 63) });
}

/** What the person may do, asked by an admin: as themself in person, or as a token of theirs with these scopes. */
export function contextOfAsked(
  ctx: RequestContext,
  { id, userType }: Pick<AskedPerson, 'id' | 'userType'>,
  scopes: readonly string[] | null = null,
): RequestContext {
  return requestContext({
    subject: id,
    userType,
    actor: { kind: 'explain', id: subjectOf(ctx) },
    scopes,
    requestId: ctx.requestId,
  });
}

class TakenBack extends Error {
  constructor(readonly value: unknown) {
    super('Nothing of an explanation is kept.');
  }
}

/** Longest that one statement of an explanation may take, and wait for a lock; and that this transaction explains. */
const EXPLAINING = `
  select set_config('statement_timeout', '5000', true), set_config('lock_timeout', '1000', true),
         set_config('carenode.explaining', 'on', true)`;

/** Runs statements as the person would, and takes back whatever they did. */
export async function asAsked<T>(
  db: Database,
  asked: RequestContext,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await db.as(asked).transaction(async (tx): Promise<T> => {
      await tx.query(EXPLAINING);
      throw new TakenBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.value as T;
    throw error;
  }
}

/** One statement that may fail, and takes nothing with it when it does. */
export async function attempt<T>(
  tx: Transaction,
  run: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly state: string; readonly error: unknown }> {
  await tx.query('savepoint attempt');
  try {
    return { value: await run() };
  } catch (error) {
    const state = sqlState(error);
    if (state === undefined) throw error;
    return { state, error };
  } finally {
    await tx.query('rollback to savepoint attempt');
  }
}

/** Did it take too long, or did somebody else hold a lock? */
export function tookTooLong(state: string): boolean {
  return state === '57014' || state === '55P03';
}

/** How many rows of the table the person sees; null when counting takes too long. */
export async function countRows(tx: Transaction, table: string): Promise<number | null> {
  const counted = await attempt(tx, () =>
    tx.query<{ rows: string }>(`select count(*)::text as rows from public."${table}"`),
  );
  if ('value' in counted) return Number(counted.value[0]?.rows ?? 0);
  if (tookTooLong(counted.state)) return null;
  if (counted.state === '42501') return 0;
  throw counted.error;
}
