import type { DailyRecord, DailySeries } from './daily-series.js';

/** How the days of a person who does not exist are made, with what is true of them known. */
export interface Simulation {
  readonly seed: number;
  readonly days: number;
  readonly factors: number;
  readonly outcomes: number;
  /** First-order autocorrelation of every series. */
  readonly phi: number;
  /** Share of days without a value, in runs of a few days. */
  readonly missing?: number;
  /** Standard deviations that the days of the week differ by. */
  readonly weekly?: number;
  /** Standard deviations of a straight trend over the whole time, of a season of a year, and of one step. */
  readonly trend?: number;
  readonly season?: number;
  readonly step?: number;
  /** `steps`: whole numbers from 0 to 10, with ties; `rare`: factors that are there on one day in five; `skewed`: exp. */
  readonly shape?: 'smooth' | 'steps' | 'rare' | 'skewed';
  /** Correlation of all factors with one another on the same day. */
  readonly together?: number;
  /** The autocorrelation is of second order, or a slow wandering and a noise. */
  readonly memory?: 'first' | 'second' | 'mixed';
  /** Correlation of the first factors' news with the first outcomes' news a day later: outcome n with factor n. */
  readonly planted?: { readonly count: number; readonly correlation: number };
}

/** A record made of chance by the seed; the same seed makes the same. */
export function simulatedPerson(simulation: Simulation): DailyRecord {
  const { seed, days, factors, outcomes, together = 0, planted } = simulation;
  const chance = chanceOf(seed);
  const news = (count: number) =>
    Array.from({ length: count }, () => Float64Array.from({ length: days }, chance.normal));
  const shared = Float64Array.from({ length: days }, chance.normal);
  const factorNews = news(factors).map((own) =>
    own.map((value, day) => Math.sqrt(together) * (shared[day] as number) + Math.sqrt(1 - together) * value),
  );
  const outcomeNews = news(outcomes).map((own, at) => {
    const from = factorNews[at];
    if (!planted || at >= planted.count || !from) return own;
    const { correlation } = planted;
    return own.map(
      (value, day) => correlation * (from[day - 1] ?? 0) + Math.sqrt(1 - correlation ** 2) * value,
    );
  });
  const series = (of: Float64Array, role: 'factor' | 'outcome', at: number): DailySeries => {
    const yesNo = role === 'factor' && simulation.shape === 'rare';
    return {
      key: `${role}:${at}`,
      name: `${role} ${at}`,
      unit: null,
      kind: yesNo ? 'yes-no' : 'amount',
      kin: `${role}:${at}`,
      roles: role === 'outcome' ? ['outcome', 'trend'] : ['factor'],
      values: shaped(remembering(of, simulation, chance), simulation, yesNo, chance),
    };
  };
  return {
    firstDay: '2023-01-02',
    days,
    series: [
      ...factorNews.map((of, at) => series(of, 'factor', at)),
      ...outcomeNews.map((of, at) => series(of, 'outcome', at)),
    ],
  };
}

function remembering(
  news: Float64Array,
  { phi, memory = 'first' }: Simulation,
  chance: Chance,
): Float64Array {
  const values = new Float64Array(news.length);
  const [one, two] = memory === 'second' ? [phi * 0.7, phi * 0.25] : [memory === 'mixed' ? 0.97 : phi, 0];
  // Two hundred days before the first, so that nothing is seen of the beginning.
  let [last, before] = [0, 0];
  const next = (value: number) => {
    [last, before] = [one * last + two * before + value, last];
    return last;
  };
  for (let day = 0; day < 200; day++) next(chance.normal());
  const scale = Math.sqrt(1 - one * one);
  for (let day = 0; day < news.length; day++) values[day] = next(news[day] as number) * scale;
  if (memory === 'mixed')
    return values.map((value) => Math.sqrt(phi) * value + Math.sqrt(1 - phi) * chance.normal());
  return values;
}

function shaped(values: Float64Array, simulation: Simulation, yesNo: boolean, chance: Chance): Float64Array {
  const { weekly = 0, trend = 0, season = 0, step = 0, missing = 0, shape = 'smooth' } = simulation;
  const week = Array.from({ length: 7 }, () => weekly * chance.normal());
  const [slope, wave] = [trend * chance.sign(), season * chance.sign()];
  const [jump, from] = [step * chance.sign(), chance.uniform() * values.length];
  const shift = chance.uniform() * 2 * Math.PI;
  const result = values.map((value, day) => {
    const slow = slope * (day / values.length) + wave * Math.sin((2 * Math.PI * day) / 365.25 + shift);
    const raw = value + (week[day % 7] as number) + slow + (day > from ? jump : 0);
    if (yesNo) return Number(raw > 0.84);
    if (shape === 'steps') return Math.max(0, Math.min(10, Math.round(4 + 1.5 * raw)));
    return shape === 'skewed' ? Math.exp(1.5 * raw) : raw;
  });
  // Runs of three days on the average.
  let away = chance.uniform() < missing;
  for (let day = 0; day < result.length; day++) {
    if (away) result[day] = NaN;
    const end = 1 / 3;
    const begin = missing >= 1 ? 1 : (end * missing) / (1 - missing);
    away = away ? chance.uniform() > end : chance.uniform() < begin;
  }
  return result;
}

interface Chance {
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly sign: () => number;
}

/** Chance from a seed: mulberry32 (T. Ettinger, public domain), and normal values by Box and Muller 1958. */
function chanceOf(seed: number): Chance {
  const { cos, imul, log, PI, sqrt } = Math;
  let state = imul(seed + 1, 0x9e3779b1) >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  const normal = () => sqrt(-2 * log(uniform())) * cos(2 * PI * uniform());
  return { uniform, normal, sign: () => (uniform() < 0.5 ? -1 : 1) };
}
