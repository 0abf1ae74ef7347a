import { type EffectCase, writers } from './fixture-effect-case.js';
import { lockCases } from './fixture-lock-cases.js';

/** Every hazard, and what looks like one, as a step and what is to be said of it. */
export const effectCases: readonly EffectCase[] = [
  ...lockCases,
  {
    name: 'uses an enum value in the transaction that adds it',
    sql: (t) => [
      `alter type mood add value 'fair' after 'good'`,
      `update ${t} set mood = 'fair' where id is null`,
    ],
    verdict: 'refused',
    rule: ['enum-value-used-at-once', 'fails', 'update-many-rows'],
    safer: 'use it in the next',
    fails: true,
  },
  {
    name: 'adds an enum value without saying where',
    sql: () => [`alter type mood add value 'poor'`],
    verdict: 'safe',
    notes: ['enum-value-order'],
  },
  {
    name: 'changes a policy',
    sql: (t) => [`create policy p on ${t} using (true)`],
    verdict: 'refused',
    rule: 'policy-in-a-step',
    safer: 'manifest',
  },
  {
    name: 'gives rights on a table',
    sql: (t) => [`grant select on ${t} to carenode_patient`],
    verdict: 'refused',
    rule: 'grant-in-a-step',
    safer: 'manifest',
  },
  {
    name: 'switches row security off',
    sql: (t) => [`alter table ${t} disable row level security`],
    verdict: 'refused',
    rule: 'row-security',
  },
  {
    name: 'switches triggers off',
    sql: (t) => [`alter table ${t} disable trigger user`],
    verdict: 'refused',
    rule: 'row-security',
  },
  {
    name: 'makes a definer function without a search path',
    sql: (t) => [
      `create function carenode.f_${t}() returns integer language sql security definer as 'select 1'`,
      `revoke execute on function carenode.f_${t}() from public`,
    ],
    verdict: 'refused',
    rule: 'definer-without-search-path',
    safer: `set search_path = ''`,
  },
  {
    name: 'makes a definer function that everybody may call',
    sql: (t) => [
      `create function carenode.g_${t}() returns integer language sql security definer set search_path = '' as 'select 1'`,
    ],
    verdict: 'refused',
    rule: 'definer-for-everybody',
    safer: 'from public',
  },
  {
    name: 'makes such a function inside a DO block, which no text shows',
    sql: (t) => [
      `do $do$ begin execute format('create function carenode.h_%s() returns integer language sql security definer set search_path = %L as %L', '${t}', '', 'select 1'); end $do$`,
    ],
    verdict: 'refused',
    byText: 'safe',
    rule: 'definer-for-everybody',
  },
  {
    name: 'makes a definer function for those who need it',
    sql: (t) => [
      `create function carenode.i_${t}() returns integer language sql security definer set search_path = '' as 'select 1'`,
      `revoke execute on function carenode.i_${t}() from public`,
      `grant execute on function carenode.i_${t}() to carenode_patient`,
    ],
    verdict: 'safe',
  },
  {
    name: 'makes a view with its owner’s rights',
    sql: (t) => [`create view view_${t} as select id from ${t}`],
    verdict: 'refused',
    rule: 'view-with-owners-rights',
    safer: 'security_invoker',
  },
  {
    name: 'makes a view with the rights of who asks',
    sql: (t) => [`create view view_${t} with (security_invoker = true) as select id from ${t}`],
    verdict: 'safe',
  },
  {
    name: 'ends the transaction by itself',
    sql: () => ['commit'],
    verdict: 'refused',
    rule: 'transaction-in-a-step',
    fails: true,
  },
  {
    name: 'sets what the migrator sets',
    sql: () => ['set local lock_timeout = 0'],
    verdict: 'refused',
    rule: 'session-setting',
  },
  {
    name: 'locks a table by hand for as long as the step takes',
    sql: (t) => [`lock table ${t} in exclusive mode`, `create table kept_${t} as select id from ${t}`],
    verdict: 'window',
    byText: 'window',
    rule: 'long-work-under-a-lock',
    table: writers('EXCLUSIVE', true),
    onlyLong: true,
  },
  {
    name: 'makes a table with types that one regrets',
    sql: (t) => [`create table odd_${t} (id serial, at timestamp, code char(3), name varchar(20))`],
    verdict: 'safe',
    notes: ['serial', 'time-without-zone', 'padded-text', 'sized-text'],
  },
];
