import { associate, intervalOf, prepare } from './association.js';
import { benjaminiHochberg } from './false-discovery.js';
import { midranks } from './ranks.js';
import { simulatedPerson } from './simulated-person.js';
import { withoutSlowAndWeekly } from './slow-and-weekly.js';
import { trendOf } from './trend.js';
import { autocorrelations, innovationsOf } from './whitening.js';

const values = (of: (day: number) => number, days: number) =>
  Float64Array.from({ length: days }, (_, day) => of(day));
const chance = (seed: number, days: number, phi: number, more: object = {}) =>
  simulatedPerson({ seed, days, phi, factors: 0, outcomes: 1, ...more }).series[0]?.values as Float64Array;

describe('Ranks', () => {
  it('share the mean of theirs where values are the same, and leave missing days out', () => {
    expect([...midranks(Float64Array.of(5, NaN, 1, 5, 9))]).toEqual([2 / 4, NaN, 0.5 / 4, 2 / 4, 3.5 / 4]);
  });
});

describe('The false discovery rate', () => {
  it('is that of Benjamini and Hochberg’s own example: four of fifteen at 5 %', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324];
    const rest = [0.4262, 0.5719, 0.6528, 0.759, 1];
    const q = benjaminiHochberg([...rest, ...p]);
    expect(q.filter((one) => one <= 0.05)).toHaveLength(4);
    expect(q[5]).toBeCloseTo(0.0015, 10);
    expect(q[8]).toBeCloseTo((0.0095 * 15) / 4, 10);
  });
});

describe('What is slow or weekly', () => {
  it('is taken out to nothing, whatever days are missing', () => {
    const slow = (day: number) =>
      day % 11 === 0
        ? NaN
        : 3 + 0.01 * day + [4, 0, 0, 1, 2, 3, 9][day % 7]! + Math.cos((Math.PI * 3 * (day + 0.5)) / 365);
    const { values: left } = withoutSlowAndWeekly(values((day) => slow(day + 1), 364));
    const most = Math.max(...left.filter((value) => !Number.isNaN(value)).map(Math.abs));
    expect(most).toBeLessThan(0.05);
    expect(left.findIndex(Number.isNaN)).toBe(10);
  });

  it('is not told apart from the rest in a short diary', () => {
    expect(withoutSlowAndWeekly(values((day) => day % 3, 30)).fitted).toBe(2);
    expect(withoutSlowAndWeekly(values((day) => Math.sin(day), 1095)).fitted).toBe(32);
  });
});

describe('Innovations', () => {
  it.each([0, 0.5, 0.8])(
    'of an autoregression of %d are independent of one another, over gaps too',
    (phi) => {
      let [sum, found] = [0, 0];
      for (let seed = 0; seed < 20; seed++) {
        const { values: left, phi: estimate } = innovationsOf(chance(seed, 730, phi, { missing: 0.3 }), 1);
        sum += autocorrelations(left, 1)[0] as number;
        found += estimate;
      }
      expect(Math.abs(sum / 20)).toBeLessThan(0.03);
      expect(found / 20).toBeCloseTo(phi, 1);
    },
  );
});

describe('An association', () => {
  it('is found at the lag that it has, whatever missing days, outliers and units there are', () => {
    const person = simulatedPerson({
      seed: 4,
      days: 365,
      factors: 1,
      outcomes: 1,
      phi: 0.5,
      missing: 0.1,
      planted: { count: 1, correlation: 0.6 },
    });
    const [factor, outcome] = person.series.map(({ values: one }) => one) as [Float64Array, Float64Array];
    const plain = [0, 1, 2, 3].map((lag) => associate(prepare(factor), prepare(outcome), lag));
    expect(plain.toSorted((a, b) => a.p - b.p)[0]?.lag).toBe(1);
    expect(plain[1]?.correlation).toBeGreaterThan(0.4);
    const [low, high] = intervalOf(plain[1]!, 1.96);
    expect(low).toBeLessThan(0.6);
    expect(high).toBeGreaterThan(0.5);
    // Ranks know neither units nor outliers.
    const wild = associate(
      prepare(factor.map((value) => 1000 * Math.exp(3 * value) - 7)),
      prepare(outcome),
      1,
    );
    expect(wild.correlation).toBeCloseTo(plain[1]!.correlation, 10);
  });

  it('has fewer effective days than days where both series still resemble their past', () => {
    const [factor, outcome] = [prepare(chance(1, 365, 0.5)), prepare(chance(2, 365, 0.5))];
    const remembering = Float64Array.from({ length: 28 }, (_, at) => 0.6 ** (at + 1));
    const plain = associate(factor, outcome, 0);
    const both = associate(
      { ...factor, autocorrelations: remembering },
      { ...outcome, autocorrelations: remembering },
      0,
    );
    expect(plain.n).toBe(365);
    expect(both.correlation).toBe(plain.correlation);
    // (1 + 0.36) / (1 - 0.36) days count as one.
    expect((both.effectiveN + factor.fitted - 1) / 365).toBeCloseTo(0.64 / 1.36, 1);
    expect(both.p).toBeGreaterThan(plain.p);
    const opposite = remembering.map((value) => -value);
    const contrary = associate(
      { ...factor, autocorrelations: remembering },
      { ...outcome, autocorrelations: opposite },
      0,
    );
    expect(contrary.effectiveN).toBe(365 - factor.fitted + 1);
  });

  it('has no p value to speak of when nothing varies', () => {
    const same = prepare(new Float64Array(60).fill(3));
    expect(associate(same, prepare(chance(1, 60, 0)), 0).p).toBe(1);
  });
});

describe('A trend', () => {
  it('is the median change per week, and no single bad week moves it', () => {
    const noise = chance(3, 365, 0.3);
    const rising = values((day) => 80 - (0.1 / 7) * day + 0.1 * (noise[day] as number), 365);
    rising.fill(500, 100, 103);
    const trend = trendOf(rising);
    expect(trend?.slope).toBeCloseTo(-0.1, 2);
    expect(trend?.p).toBeLessThan(1e-4);
    const [low, high] = trend!.intervalAt(1.96);
    expect(low).toBeLessThan(-0.1 + 0.003);
    expect(high).toBeGreaterThan(-0.1 - 0.003);
    expect(high).toBeLessThan(0);
  });

  it('begins and ends with the first and the last day with a value, whatever days were looked at', () => {
    const noise = chance(3, 500, 0.3);
    const known = values((day) => day + (noise[day] as number), 500);
    // The last 52 weeks begin on day 136.
    expect(trendOf(known)).toMatchObject({ from: 136, to: 499, days: 364 });
    const late = known.map((value, day) => (day < 301 || day > 455 ? NaN : value));
    expect(trendOf(late)).toMatchObject({ from: 301, to: 455, days: 155 });
    const early = known.map((value, day) => (day > 100 && day < 250 ? NaN : value));
    expect(trendOf(early)).toMatchObject({ from: 250, to: 499, days: 250 });
  });

  it('is not told of fewer than twelve weeks', () => {
    expect(trendOf(chance(1, 83, 0))).toBeUndefined();
    expect(trendOf(chance(1, 84, 0))).toBeDefined();
  });
});
