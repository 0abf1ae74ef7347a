import type { TestDatabase } from '@carenode/testing';

/** Rows of a table: how many, and its columns as SQL over `n`, from 1. What is left out has its default. */
export type Rows = readonly [table: string, count: number, columns: Readonly<Record<string, string>>];

export const PATIENTS = 5000;

/** The id of the n-th of a kind; `n` is SQL. */
export const id = (kind: string, n: string | number) =>
  `overlay(overlay(md5('${kind} ' || (${n})) placing '4' from 13) placing '8' from 17)::uuid`;
export const patient = (n = 'n') => id('patient', `1 + (${n}) % ${PATIENTS}`);
export const provider = (n = 'n') => id('provider', `1 + (${n}) % 300`);
export const admin = (n = 'n') => id('admin', `1 + (${n}) % 20`);
export const partner = (n = 'n') => id('research-partner', `1 + (${n}) % 100`);
export const developer = (n = 'n') => id('developer', `1 + (${n}) % 50`);
export const condition = (n = 'n') => id('condition', `1 + (${n}) % 20000`);
export const treatment = (n = 'n') => id('treatment', `1 + (${n}) % 20000`);
export const past = (step: string) => `now() - n * interval '${step}'`;

/** The id of the n-th person, condition, trial and so on, as `fillEveryTable` makes them; from 1. */
export async function idOf(client: TestDatabase['admin'], kind: string, n = 1): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`select ${id(kind, n)} as id`);
  return rows[0]?.id ?? '';
}
