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
