import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { columnsOf } from './expectation.js';
import { functionMutants, functionsOf, wasCalled } from './functions.js';
import { helperMutants } from './helper-mutants.js';
import { grantMutants, policiesOf, policyMutants, securityMutants, type Writable } from './mutants.js';
import { type Batch, batchesOf, Mutator, settingsFor } from './mutator.js';
import { MutationReport } from './mutation-report.js';
import { EXPLAINED } from './tables/explained.js';
import { TABLES } from './tables/index.js';
import { guardedBy, isNotice, triggersOf } from './triggers.js';
import { type AccessWorld, openAccessWorld, personaNamed } from './world.js';

const REPORT = new URL('../../../../docs/access-mutations.md', import.meta.url);
const TIME_LIMIT_MS = 600_000;

describe('every right, broken on purpose', () => {
  let world: AccessWorld;
  let mutator: Mutator;
  const report = new MutationReport(EXPLAINED);

  beforeAll(async () => {
    world = await openAccessWorld();
    mutator = await Mutator.open(world);
  }, TIME_LIMIT_MS);

  afterAll(async () => {
    mutator.close();
    await world.close();
  });

  const writable: Writable = (table, verb, caller) => {
    const expected = TABLES[table];
    return expected ? columnsOf(expected, verb, caller) : new Set<string>();
  };

  it(
    'is noticed where a policy goes or opens, and where row security is off',
    async () => {
      const mutants = [
        ...policyMutants(await policiesOf(world.database), world.modules, writable),
        ...securityMutants(Object.keys(TABLES)),
      ];
      for (const table of Object.keys(TABLES)) {
        const batches: Batch[] = await batchesOf(world, table);
        expect(await mutator.unchanged(batches)).toBeUndefined();
        for (const mutant of mutants.filter((candidate) => candidate.table === table))
          report.add({ ...mutant, noticed: (await mutator.notice(mutant, batches)) !== undefined });
      }
      expect(report.unexplained()).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is noticed where a function that policies ask answers for everybody or for nobody',
    async () => {
      for (const mutant of await helperMutants(world.database)) {
        let noticed = false;
        for (const table of mutant.tables) {
          noticed ||= (await mutator.notice(mutant, await batchesOf(world, table))) !== undefined;
        }
        report.add({ ...mutant, noticed });
      }
      expect(report.unexplained()).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is noticed where a grant goes or comes',
    async () => {
      for (const { kind, name, change, role, statement } of await grantMutants(world.database, world.facts)) {
        const answer = await mutator.answer(change, { settings: { role }, statement });
        report.add({ kind, name, noticed: answer.startsWith('error 42501') === (kind === 'grant revoked') });
      }
      expect(report.unexplained()).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is noticed where a function is called by others',
    async () => {
      for (const mutant of functionMutants(await functionsOf(world.database))) {
        const { kind, name, change, role, signature, statement } = mutant;
        const answer = await mutator.answer(change, { settings: { role }, statement });
        report.add({ kind, name, noticed: wasCalled(signature, answer) === (kind === 'execute granted') });
      }
      expect(report.unexplained()).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is noticed where a trigger is off',
    async () => {
      const misunderstood: string[] = [];
      for (const trigger of (await triggersOf(world.database)).filter((candidate) => !isNotice(candidate))) {
        const name = `${trigger.schema}.${trigger.table}.${trigger.name}`;
        const guarded = guardedBy(trigger, world.facts);
        if (!guarded) {
          report.add({ kind: 'trigger off', name, noticed: false });
          continue;
        }
        const { table, persona, before = '', sql: statement, answer } = guarded;
        const settings = persona
          ? await settingsFor(world, personaNamed(persona), table, 'noted')
          : { role: 'none' };
        const only = `select probe.only('${trigger.schema}.${table}', '{${trigger.name}}')`;
        const ask = (change: string) =>
          mutator.answer(change, { settings, statement, before: [only, before].filter(Boolean).join('; ') });
        const there = await ask('');
        if (!there.startsWith(answer)) misunderstood.push(`${name}, ${guarded.what}: ${there}`);
        const off = `alter table ${trigger.schema}.${table} disable trigger ${trigger.name}`;
        const without = await ask(off);
        report.add({ kind: 'trigger off', name, noticed: !without.startsWith(answer) });
      }
      expect(misunderstood).toEqual([]);
      expect(report.unexplained()).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it('is reported in docs/access-mutations.md', () => {
    const text = report.markdown();
    if (process.env['CARENODE_WRITE_REPORT']) writeFileSync(REPORT, text);
    const current = existsSync(REPORT) && readFileSync(REPORT, 'utf8') === text;
    const how = 'run "CARENODE_WRITE_REPORT=1 npm test -- apps/host/test/access/mutation"';
    expect(current ? 'current' : `not current: ${how}`).toBe('current');
  });
});
