import { analyse } from './analyse.js';
import type { DailySeries } from './daily-series.js';
import { simulatedPerson } from './simulated-person.js';
import { statementOf, summaryOf, textOf } from './wording.js';

const chance = (seed: number, days: number, role: 'factor' | 'outcome'): DailySeries => {
  const person = simulatedPerson({ seed, days, phi: 0.3, factors: 1, outcomes: 1 });
  return person.series[role === 'factor' ? 0 : 1] as DailySeries;
};
const record = (series: readonly DailySeries[]) => ({
  firstDay: '2026-01-01',
  days: series[0]?.values.length ?? 0,
  series,
});
const reasonOf = (factor: Float64Array, more: Partial<DailySeries> = {}) => {
  const outcome = chance(2, factor.length, 'outcome');
  const asked = { ...chance(1, factor.length, 'factor'), values: factor, ...more };
  const { open, tried } = analyse(record([asked, outcome]));
  return open.find(({ question }) => question.startsWith('association'))?.reason ?? tried.associations;
};

describe('What cannot be told yet', () => {
  const days = (length: number, of: (day: number) => number) =>
    Float64Array.from({ length }, (_, day) => of(day));
  const known = chance(5, 200, 'factor').values;

  it('is what was recorded on fewer than thirty days with both', () => {
    expect(reasonOf(days(200, (day) => (day < 29 ? (known[day] as number) : NaN)))).toBe('too-few-days');
  });

  it('is an amount with two values', () => {
    expect(reasonOf(days(200, (day) => day % 2))).toBe('too-few-values');
  });

  it('is what there was on fewer than ten days, or on all but nine', () => {
    const rare = (day: number) => Number(day % 23 === 0);
    expect(reasonOf(days(200, rare), { kind: 'yes-no' })).toBe('one-sided');
    expect(
      reasonOf(
        days(200, (day) => 1 - rare(day)),
        { kind: 'yes-no' },
      ),
    ).toBe('one-sided');
    expect(
      reasonOf(
        days(200, () => 1),
        { kind: 'yes-no' },
      ),
    ).toBe('one-sided');
    expect(
      reasonOf(
        days(230, (day) => Number(day % 11 === 3)),
        { kind: 'yes-no' },
      ),
    ).toBe(1);
  });

  it('is a treatment that began once', () => {
    expect(
      reasonOf(
        days(200, (day) => Number(day > 100)),
        { kind: 'yes-no' },
      ),
    ).toBe('too-few-changes');
  });

  it('is counted by what is missing, and is not tried', () => {
    const analysis = analyse(record([chance(1, 25, 'factor'), chance(2, 25, 'outcome')]));
    expect(analysis).toMatchObject({
      findings: [],
      tried: { associations: 0, trends: 0, tests: 0 },
      cannotTell: { 'too-few-days': 2 },
    });
    expect(summaryOf(analysis, 0)).toBe(
      'There is not enough recorded in the last three years to look for what goes with what. Cannot tell yet about 2 (2: too few days on which both were recorded).',
    );
  });

  it('is not that a thing goes with its own parts', () => {
    const [deep, sleep] = [chance(1, 200, 'factor'), chance(2, 200, 'outcome')];
    const analysis = analyse(
      record([
        { ...deep, kin: 'sleep' },
        { ...sleep, kin: 'sleep' },
      ]),
    );
    expect(analysis.tried.associations + analysis.open.length).toBe(0);
  });
});

/** Words that say or suggest that one thing brings about another, or that give advice. */
const CAUSAL =
  /\b(caus\w*|because|due to|leads?|led to|improv\w*|reduc\w*|increas\w*|decreas\w*|effect\w*|affect\w*|impact\w*|influenc\w*|makes?|made|results?|help\w*|worsen\w*|trigger\w*|prevent\w*|relie\w*|produc\w*|driv\w*|rais\w*|lowers|respon\w*|thanks to|owing to|therefore|hence|so that|should|avoid|try)\b/i;

describe('What is said of a finding', () => {
  const person = simulatedPerson({
    seed: 11,
    days: 400,
    factors: 4,
    outcomes: 4,
    phi: 0.3,
    trend: 2,
    planted: { count: 4, correlation: 0.7 },
  });
  const named = person.series.map((one, at) =>
    one.roles.includes('factor') && at % 2
      ? {
          ...one,
          kind: 'yes-no' as const,
          name: 'Coffee',
          values: one.values.map((value) => Number(value > 0.3)),
        }
      : { ...one, unit: at % 2 ? '{score}' : 'kg' },
  );
  const shifted = [-1, 0, 1, 2].map((lag) =>
    record(
      named.map((one) =>
        one.roles.includes('factor')
          ? one
          : {
              ...one,
              values: one.values.map((_, day) => (lag % 2 ? -1 : 1) * (one.values[day - lag] ?? NaN)),
            },
      ),
    ),
  );
  const analyses = shifted.map(analyse);
  const findings = analyses.flatMap((analysis) => analysis.findings);

  it('is there for every lag, both directions, amounts, what is or is not, and trends', () => {
    const associations = findings.filter((finding) => finding.kind === 'association');
    expect(new Set(associations.map(({ best }) => best.lag))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(associations.map(({ higher, factor }) => `${higher} ${factor.kind}`)).size).toBe(4);
    expect(new Set(findings.filter(({ kind }) => kind === 'trend').map(({ higher }) => higher)).size).toBe(2);
  });

  it('has no word of one thing bringing about another', () => {
    const texts = [
      ...findings.map(textOf),
      ...analyses.map((analysis) => summaryOf(analysis, analysis.findings.length)),
    ];
    for (const text of texts) expect(text).not.toMatch(CAUSAL);
    expect('Coffee leads to better sleep').toMatch(CAUSAL);
  });

  it('is a plain sentence with its numbers behind it', () => {
    const coffee = findings.find(
      (finding) => finding.kind === 'association' && finding.factor.kind === 'yes-no',
    );
    expect(textOf(coffee!)).toMatch(
      /^On days with “Coffee”, “outcome \d” tended to be (higher|lower) (on the same day|the next day|(two|three) days later)\. As recorded, it was -?[\d.]+( kg)? on average for the \d+ days with it and -?[\d.]+( kg)? for the other \d+\. Seen over \d+ days from 2026-01-\d\d to 2027-0\d-\d\d; rank correlation -?0\.\d+ \(likely between -?0\.\d+ and -?0\.\d+\), with trend, season, weekday and the day before taken out\. This tells what went together in the records, not why\.$/,
    );
  });

  it('is as sure as the interval and the rate allow, between 0 and 1', () => {
    for (const { confidence, q } of findings) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1 - q);
    }
    for (const finding of findings) {
      const [low, high] = finding.interval;
      expect(low).toBeLessThan(high);
      if (finding.kind === 'association') expect(low > 0 || high < 0).toBe(true);
    }
  });

  it('of a trend names the first and the last day with a value, not what was looked at', () => {
    const weight: DailySeries = {
      ...chance(7, 400, 'outcome'),
      name: 'Weight',
      unit: 'kg',
      roles: ['trend'],
      values: Float64Array.from({ length: 400 }, (_, day) =>
        day < 90 || day > 380 || day % 3 === 1 ? NaN : 80 - day / 70,
      ),
    };
    const [trend] = analyse(record([weight])).findings;
    // Days 90 and 380 of a year that begins on 1 January.
    expect(trend).toMatchObject({ kind: 'trend', from: '2026-04-01', to: '2027-01-16' });
    expect(textOf(trend!)).toMatch(
      /^“Weight” tended to go down from 2026-04-01 to 2027-01-16: by about 0\.1 kg a week/,
    );
  });

  it('is the same statement while direction and lag are the same', () => {
    const one = findings.find(({ kind }) => kind === 'association')!;
    expect(statementOf(one)).toMatch(/^(higher|lower), lag [0-3]$/);
    expect(statementOf(findings.find(({ kind }) => kind === 'trend')!)).toMatch(/^(higher|lower)$/);
  });
});
