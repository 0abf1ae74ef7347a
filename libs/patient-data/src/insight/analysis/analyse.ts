import {
  associate,
  type Association,
  atLeastSmall,
  intervalOf,
  type Prepared,
  prepare,
} from './association.js';
import { type DailyRecord, type DailySeries, dayAfter } from './daily-series.js';
import { normalQuantile } from './distributions.js';
import { benjaminiHochberg } from './false-discovery.js';
import { METHOD, type Reason } from './method.js';
import { type Coded, coded, hindrance } from './minimum-data.js';
import { type Trend, trendOf } from './trend.js';
import { isMissing } from './ranks.js';

interface Told {
  /** Names the question, the same in every run. */
  readonly question: string;
  /** Two-sided, for the question as a whole: all its lags were tried. */
  readonly p: number;
  /** The least false discovery rate at which it is told. */
  readonly q: number;
  /** 0 to 1, see docs/insights.md. */
  readonly confidence: number;
  readonly higher: boolean;
  /** Days, `YYYY-MM-DD`, first and last. */
  readonly from: string;
  readonly to: string;
}

export interface AssociationFinding extends Told {
  readonly kind: 'association';
  readonly factor: DailySeries;
  readonly outcome: DailySeries;
  /** The lag that stands out most. */
  readonly best: Association;
  /** The other lags that were looked at. */
  readonly lags: readonly Association[];
  /** Of the correlation; wide enough for having been chosen among all that was tried. */
  readonly interval: readonly [low: number, high: number];
  /** Mean outcome on days with the factor (or with much of it) and on the others, as recorded; null when it tells otherwise. */
  readonly means: { readonly with: number; readonly without: number; readonly daysWith: number } | null;
}

export interface TrendFinding extends Told {
  readonly kind: 'trend';
  readonly series: DailySeries;
  readonly trend: Omit<Trend, 'intervalAt'>;
  /** Of the change per week. */
  readonly interval: readonly [low: number, high: number];
}

export type Finding = AssociationFinding | TrendFinding;

export interface Analysis {
  /** Most certain first. */
  readonly findings: readonly Finding[];
  /** Questions answered either way, and single tests made for them. */
  readonly tried: { readonly associations: number; readonly trends: number; readonly tests: number };
  /** Questions that cannot be answered yet, by what is missing. */
  readonly cannotTell: Readonly<Partial<Record<Reason, number>>>;
  /** The same, question by question. */
  readonly open: readonly { readonly question: string; readonly reason: Reason }[];
}

/** Looks for what stands out in the days of one person. Pure: the same record gives the same analysis. */
export function analyse(record: DailyRecord): Analysis {
  const open: { question: string; reason: Reason }[] = [];
  const associations = allAssociations(record, open);
  const trends = allTrends(record, open);
  const cannotTell: Partial<Record<Reason, number>> = {};
  for (const { reason } of open) cannotTell[reason] = (cannotTell[reason] ?? 0) + 1;
  return {
    findings: [...associations.found, ...trends.found].sort(
      (a, b) => b.confidence - a.confidence || a.question.localeCompare(b.question),
    ),
    tried: {
      associations: associations.tried,
      trends: trends.tried,
      tests: associations.tests + trends.tried,
    },
    cannotTell,
    open,
  };
}

interface Candidate {
  readonly factor: DailySeries;
  readonly outcome: DailySeries;
  readonly best: Association;
  readonly lags: readonly Association[];
  readonly p: number;
}

function allAssociations({ firstDay, series }: DailyRecord, open: { question: string; reason: Reason }[]) {
  const preparedOf = once<Prepared>((one) => prepare(one.values));
  const codedOf = once<Coded>(coded);
  const candidates: Candidate[] = [];
  let tests = 0;
  for (const factor of series.filter(({ roles }) => roles.includes('factor'))) {
    for (const outcome of series.filter(({ roles }) => roles.includes('outcome'))) {
      if (factor === outcome || factor.kin === outcome.kin) continue;
      const hindrances = METHOD.lags.map((lag) => hindrance(codedOf(factor), codedOf(outcome), lag));
      const lags = METHOD.lags
        .filter((_, at) => hindrances[at] === undefined)
        .map((lag) => associate(preparedOf(factor), preparedOf(outcome), lag))
        .filter(({ effectiveN }) => effectiveN >= METHOD.leastEffective);
      const best = lags.toSorted((a, b) => a.p - b.p)[0];
      if (!best) {
        const reason = hindrances.find((found) => found !== undefined) ?? 'too-alike';
        open.push({ question: questionOf(factor, outcome), reason });
        continue;
      }
      tests += lags.length;
      // Bonferroni over the lags of a question, so that choosing the best of them is paid for.
      candidates.push({ factor, outcome, best, lags, p: Math.min(1, best.p * lags.length) });
    }
  }
  const q = inFamily(candidates.map(({ p }) => p));
  const count = q.filter((one) => one <= METHOD.falseDiscoveryRate).length;
  const found = candidates.flatMap((candidate, at): AssociationFinding[] => {
    const qValue = q[at] as number;
    if (qValue > METHOD.falseDiscoveryRate) return [];
    const { factor, outcome, best, lags, p } = candidate;
    const z = normalQuantile(outside(count, candidates.length * lags.length) / 2);
    const days = pairedDays(factor, outcome, best.lag);
    return [
      {
        kind: 'association',
        question: questionOf(factor, outcome),
        factor,
        outcome,
        best,
        lags,
        p,
        q: qValue,
        confidence: (1 - qValue) * atLeastSmall(best),
        higher: best.correlation > 0,
        interval: intervalOf(best, z),
        means: meansOf(factor, outcome, best, days),
        from: dayAfter(firstDay, (days[0] ?? 0) - best.lag),
        to: dayAfter(firstDay, days.at(-1) ?? 0),
      },
    ];
  });
  return { found, tried: candidates.length, tests };
}

function allTrends({ firstDay, series }: DailyRecord, open: { question: string; reason: Reason }[]) {
  const candidates: { one: DailySeries; trend: Trend }[] = [];
  for (const one of series.filter(({ roles }) => roles.includes('trend'))) {
    const trend = trendOf(one.values);
    const told = trend && new Set(one.values.subarray(trend.from).filter((value) => !isMissing(value)));
    if (!trend || !told) open.push({ question: trendQuestion(one), reason: 'too-few-days' });
    else if (told.size < METHOD.leastDistinct)
      open.push({ question: trendQuestion(one), reason: 'too-few-values' });
    else if (trend.effectiveN < METHOD.leastEffectiveWeeks)
      open.push({ question: trendQuestion(one), reason: 'too-alike' });
    else candidates.push({ one, trend });
  }
  const q = inFamily(candidates.map(({ trend }) => trend.p));
  const count = q.filter((value) => value <= METHOD.falseDiscoveryRate).length;
  const found = candidates.flatMap(({ one, trend }, at): TrendFinding[] => {
    const qValue = q[at] as number;
    // Values in steps, such as whole numbers, may have a median change of nothing.
    if (qValue > METHOD.falseDiscoveryRate || Math.sign(trend.slope) !== Math.sign(trend.tau)) return [];
    const { intervalAt, ...rest } = trend;
    return [
      {
        kind: 'trend',
        question: trendQuestion(one),
        series: one,
        trend: rest,
        p: trend.p,
        q: qValue,
        confidence: (1 - qValue) * (1 - trend.p / 2),
        higher: trend.slope > 0,
        interval: intervalAt(normalQuantile(outside(count, candidates.length) / 2)),
        from: dayAfter(firstDay, trend.from),
        to: dayAfter(firstDay, trend.to),
      },
    ];
  });
  return { found, tried: candidates.length };
}

const questionOf = (factor: DailySeries, outcome: DailySeries) => `association|${factor.key}|${outcome.key}`;
const trendQuestion = (one: DailySeries) => `trend|${one.key}`;

const inFamily = (pValues: readonly number[]) =>
  benjaminiHochberg(pValues).map((q) => Math.min(1, q * METHOD.families));

/**
 * The part of intervals that may miss: those of `found` chosen among `tried` are as often right as 95 % intervals when each
 * is at 1 - 0.05 found / tried (Benjamini and Yekutieli 2005, J. Am. Stat. Assoc. 100:71).
 */
const outside = (found: number, tried: number) => (0.05 / METHOD.families) * (found / Math.max(1, tried));

/** Made for each series at most once. */
function once<T>(make: (one: DailySeries) => T): (one: DailySeries) => T {
  const made = new Map<DailySeries, T>();
  return (one) => {
    const known = made.get(one) ?? make(one);
    made.set(one, known);
    return known;
  };
}

function pairedDays(factor: DailySeries, outcome: DailySeries, lag: number): number[] {
  const days: number[] = [];
  for (let day = lag; day < outcome.values.length; day++)
    if (!isMissing((factor.values[day - lag] as number) + (outcome.values[day] as number))) days.push(day);
  return days;
}

function meansOf(
  factor: DailySeries,
  outcome: DailySeries,
  { lag, correlation }: Association,
  days: readonly number[],
): AssociationFinding['means'] {
  const amounts = days.map((day) => factor.values[day - lag] as number);
  const limit =
    factor.kind === 'yes-no' ? 0 : (amounts.toSorted((a, b) => a - b)[amounts.length >> 1] as number);
  const [more, less]: [number[], number[]] = [[], []];
  days.forEach((day, at) =>
    ((amounts[at] as number) > limit ? more : less).push(outcome.values[day] as number),
  );
  if (more.length === 0 || less.length === 0) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = { with: mean(more), without: mean(less), daysWith: more.length };
  return Math.sign(means.with - means.without) === Math.sign(correlation) ? means : null;
}
