import { analyse, type Analysis } from './analyse.js';
import { NULLS } from './null-persons.js';
import { simulatedPerson } from './simulated-person.js';

// Persons who do not exist, of whom the truth is known; seeds make every run the same. docs/insights.md has the numbers of
// more of them (tools/bench/insights/run.mjs).
const PERSONS = 14;

const isFalse = ({ findings }: Analysis, trendsAreTrue: boolean) =>
  findings.some(({ kind }) => kind === 'association' || !trendsAreTrue);

describe('Of persons of whom nothing goes with anything', () => {
  const kinds = Object.entries(NULLS).filter(([name]) => !name.startsWith('forty'));

  it('at most one in twenty is told anything, over all kinds of days', () => {
    let [persons, told] = [0, 0];
    for (const [, { trends = false, ...kind }] of kinds) {
      for (let seed = 0; seed < PERSONS; seed++) {
        persons++;
        told += Number(isFalse(analyse(simulatedPerson({ ...kind, seed: seed + 1000 })), trends));
      }
    }
    expect(persons).toBeGreaterThanOrEqual(200);
    expect(told / persons).toBeLessThanOrEqual(0.05);
  });

  it('at most one in twenty is told anything when two thousand tests are made of each', () => {
    const { trends: _, ...forty } = NULLS['forty factors, ten outcomes, 365']!;
    let told = 0;
    for (let seed = 0; seed < 40; seed++) {
      const analysis = analyse(simulatedPerson({ ...forty, seed }));
      expect(analysis.tried.tests).toBeGreaterThan(1500);
      told += Number(isFalse(analysis, false));
    }
    expect(told / 40).toBeLessThanOrEqual(0.05);
  });
});

describe('Of persons of whom something goes with something', () => {
  it.each([
    [0.5, 180, 0.95],
    [0.3, 365, 0.8],
  ])('a correlation of %d is told after %d days in at least %d of them', (correlation, days, power) => {
    let [found, told, wrong] = [0, 0, 0];
    for (let seed = 0; seed < 40; seed++) {
      const kind = {
        days,
        factors: 8,
        outcomes: 4,
        phi: 0.5,
        missing: 0.05,
        planted: { count: 2, correlation },
      };
      const { findings } = analyse(simulatedPerson({ ...kind, seed }));
      const right = findings.filter(({ question }) => /factor:([01])\|outcome:\1$/.test(question));
      found += right.length / 2;
      told += findings.length;
      wrong += findings.length === 0 ? 0 : (findings.length - right.length) / findings.length;
      for (const finding of right) {
        expect(finding.higher).toBe(true);
        expect(finding.kind === 'association' && finding.best.lag).toBe(1);
      }
    }
    expect(found / 40).toBeGreaterThanOrEqual(power);
    expect(wrong / 40).toBeLessThanOrEqual(0.05);
    expect(told).toBeGreaterThan(0);
  });

  it('says the same when it is asked again', () => {
    const person = simulatedPerson({
      seed: 7,
      days: 365,
      factors: 8,
      outcomes: 4,
      phi: 0.5,
      planted: { count: 2, correlation: 0.5 },
    });
    expect(analyse(person)).toEqual(analyse(structuredClone(person)));
  });
});
