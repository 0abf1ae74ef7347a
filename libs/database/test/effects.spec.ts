import { emptyDatabase, type TestDatabase } from '@carenode/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Judgement } from '../src/migrate/effects/assess-steps.js';
import { effectCases } from './fixture-effect-cases.js';
import { judgeCases, MANY, tableOf } from './fixture-effects.js';

/** Steps that cannot share a run with others, because they fail. */
const failing = effectCases.filter(({ fails }) => fails);
const running = effectCases.filter(({ fails }) => !fails);

describe('what a step does to tables with five million rows', () => {
  let database: TestDatabase;
  const judged = new Map<string, Judgement>();

  beforeAll(async () => {
    database = await emptyDatabase();
    for (const group of [running, ...failing.map((one) => [one])]) {
      const judgements = await judgeCases(database, group);
      for (const [index, one] of group.entries()) {
        const judgement = judgements[index];
        if (judgement) judged.set(one.name, judgement);
      }
    }
  }, 120_000);

  afterAll(() => database.drop());

  it.each(effectCases)('$name', ({ name, verdict, rule, safer, table, notes }) => {
    const judgement = judged.get(name);
    if (!judgement) throw new Error('It was not judged.');
    const grave = judgement.reasons.filter((reason) => reason.verdict !== 'safe');
    expect({ verdict: judgement.verdict, rules: grave.map((reason) => reason.rule) }).toEqual({
      verdict,
      rules: rule === undefined ? [] : [rule].flat(),
    });
    if (safer !== undefined) expect(grave.map((reason) => reason.safer).join('\n')).toContain(safer);
    if (table !== undefined) {
      const {
        rows,
        table: found,
        ...effect
      } = judgement.tables.find((one) => one.table === tableOf(name)) ?? {};
      expect({ found, rows, ...effect }).toEqual({ found: tableOf(name), rows: MANY, ...table });
    }
    for (const note of notes ?? [])
      expect(
        judgement.reasons.filter((reason) => reason.verdict === 'safe').map((one) => one.rule),
      ).toContain(note);
  });

  it('is safe on tables with few rows, where it only takes long', async () => {
    const few = running.filter(({ onlyLong }) => onlyLong);
    expect(few.length).toBeGreaterThan(10);
    const judgements = await judgeCases(database, few, 100_000);
    expect(judgements.filter(({ verdict }) => verdict !== 'safe').map(({ reasons }) => reasons)).toEqual([]);
  }, 60_000);

  it('is told by the text alone where there is no scratch database, in the same way', async () => {
    const judgements = await judgeCases(database, effectCases, MANY, false);
    const different = effectCases.filter((one, index) => {
      const expected = one.byText ?? one.verdict;
      return judgements[index]?.verdict !== expected;
    });
    expect(different.map(({ name }) => name)).toEqual([]);
  });
});
