import { defineModule, type Migration, type ModuleManifest, type SqlRunner } from '@carenode/module-kit';

import { type AssessOptions, assessSteps, type Judgement } from '../src/migrate/effects/assess-steps.js';
import type { LiveFacts } from '../src/migrate/effects/live-facts.js';
import { stepsOf } from '../src/migrate/steps.js';
import type { EffectCase } from './fixture-effect-case.js';
import { effectCases } from './fixture-effect-cases.js';

export const MANY = 5_000_000;

/** A step that runs these statements. */
export function step(id: string, up: readonly string[], transaction = true): new () => Migration {
  return class implements Migration {
    readonly id = id;
    readonly why = 'Tests need a step that does this.';
    readonly transaction = transaction;

    async up(sql: SqlRunner): Promise<void> {
      for (const text of up) await sql.query(text);
    }

    async down(): Promise<void> {
      await Promise.resolve();
    }
  };
}

export function moduleOf(...migrations: (new () => Migration)[]): ModuleManifest {
  return defineModule({ name: 'ward', title: 'Ward', required: true, nest: class {}, migrations });
}

/** A database on which these tables have these rows, and these functions and indexes are there. */
export function liveWith(
  rows: Readonly<Record<string, number>>,
  { functions = [], indexes = {} }: { functions?: string[]; indexes?: Record<string, string> } = {},
): LiveFacts {
  return {
    rows: new Map(Object.entries(rows)),
    functions: new Set(functions),
    indexes: new Map(Object.entries(indexes)),
    policies: [],
  };
}

/** Assesses the last steps of module ward, beginning with `first`, on a database that has the steps before. */
export async function assess(
  server: Parameters<typeof assessSteps>[0],
  module: ModuleManifest,
  first: string,
  live: LiveFacts,
  options: Partial<AssessOptions> = {},
): Promise<Judgement[]> {
  const all = await stepsOf([module]);
  const pending = all.slice(all.findIndex(({ id }) => id === first));
  const applied = new Set(all.filter((one) => !pending.includes(one)).map(({ key }) => key));
  return assessSteps(server, [module], pending, { applied, live, observe: true, ...options });
}

/** The table of its own that a case changes. */
export function tableOf(name: string): string {
  return `big_${effectCases.findIndex((one) => one.name === name)}`;
}

/** Assesses these cases, one step each, in one run; every table of theirs has this many rows. */
export async function judgeCases(
  server: Parameters<typeof assessSteps>[0],
  cases: readonly EffectCase[],
  rows = MANY,
  observe = true,
): Promise<Judgement[]> {
  const names = cases.map(({ name }) => tableOf(name));
  const base = step('0001-base', [
    'create table small (id uuid primary key, name text)',
    `create type mood as enum ('good', 'bad')`,
    'create domain grams as numeric',
    `create function carenode.touch_big(name text) returns void language plpgsql as $$
       begin execute format('alter table %I alter column number set not null', name); end $$`,
    'revoke execute on function carenode.touch_big(text) from public',
    ...names.flatMap((name) => [
      `create table ${name} (id uuid primary key, code text not null, number integer, note varchar(20),
         mood mood, weight grams, small_id uuid, at timestamptz default now(),
         constraint ${name}_weighed check (weight is not null))`,
      `create index ${name}_code on ${name} (code)`,
      `alter table ${name} add constraint ${name}_filled check (number is not null) not valid`,
    ]),
  ]);
  const steps = cases.map(({ name, sql, transaction }, index) =>
    step(`${String(index + 2).padStart(4, '0')}-case`, sql(tableOf(name)), transaction),
  );
  const live = liveWith(
    { small: 10, ...Object.fromEntries(names.map((name) => [name, rows])) },
    {
      functions: ['carenode.touch_big'],
      indexes: Object.fromEntries(names.map((name) => [`${name}_code`, name])),
    },
  );
  return assess(server, moduleOf(base, ...steps), '0002-case', live, { observe });
}
