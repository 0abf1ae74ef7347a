import { grantTo } from '@carenode/database';
import type { Caller, SqlRunner } from '@carenode/module-kit';

/** A function of schema carenode: what it is called by, what it does, who may call it (nobody if absent), and its SQL. */
export interface SqlFunction {
  readonly signature: string;
  readonly meaning: string;
  readonly callers?: readonly Caller[];
  readonly text: string;
}

export async function makeFunctions(sql: SqlRunner, functions: readonly SqlFunction[]): Promise<void> {
  for (const { signature, meaning, callers = [], text } of functions) {
    await sql.query(text);
    await grantTo(sql, signature, meaning, callers);
  }
}

export async function dropFunctions(sql: SqlRunner, functions: readonly SqlFunction[]): Promise<void> {
  for (const { signature } of [...functions].reverse())
    await sql.query(`drop function carenode.${signature}`);
}

/** SQL that raises an AppError: its status, code and sentence. `message` is an SQL expression. */
export const refuse = (status: number, code: string, message: string) =>
  `raise exception using errcode = 'CN${status}', hint = '${code}', message = ${message};`;

/** The text of a function with one of its sentences changed, to make it anew. Throws when the sentence is not there once. */
export function amended(
  { text }: SqlFunction,
  ...changes: readonly (readonly [from: string, to: string])[]
): string {
  let made = text.replace('create function', 'create or replace function');
  for (const [from, to] of changes) {
    if (made.split(from).length !== 2) throw new Error(`The function does not say once: ${from}`);
    made = made.replace(from, () => to);
  }
  return made;
}
