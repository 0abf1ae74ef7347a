import type { Analysis, AssociationFinding, Finding, TrendFinding } from './analyse.js';
import { METHOD, type Reason, REASONS } from './method.js';

const WHEN = ['on the same day', 'the next day', 'two days later', 'three days later'] as const;
const NOT_WHY = 'This tells what went together in the records, not why.';

/**
 * Says a finding in plain words. No word of it says that one thing brings about another: nothing here can tell (a spec holds
 * the list of words).
 */
export function textOf(finding: Finding): string {
  return finding.kind === 'trend' ? trendText(finding) : associationText(finding);
}

/** What a finding says, short of its numbers: while this is the same, whoever has seen the insight has seen it. */
export function statementOf(finding: Finding): string {
  const direction = finding.higher ? 'higher' : 'lower';
  return finding.kind === 'trend' ? direction : `${direction}, lag ${finding.best.lag}`;
}

/** What came of an analysis as a whole. */
export function summaryOf(analysis: Analysis, told: number): string {
  const { associations, trends } = analysis.tried;
  const asked = associations + trends;
  const open = analysis.open.length;
  const looked =
    asked === 0
      ? 'There is not enough recorded in the last three years to look for what goes with what.'
      : `${asked} ${asked === 1 ? 'question was' : 'questions were'} looked at: ${associations} about what goes with what, ` +
        `${trends} about trends. ${told === 0 ? 'None stands' : told === 1 ? '1 stands' : `${told} stand`} out from chance; ` +
        `of those told, about one in ${Math.round(1 / METHOD.falseDiscoveryRate)} may still be chance.`;
  const reasons = (Object.entries(analysis.cannotTell) as [Reason, number][])
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count}: ${REASONS[reason]}`);
  return open === 0 ? looked : `${looked} Cannot tell yet about ${open} (${reasons.join('; ')}).`;
}

function associationText({
  factor,
  outcome,
  best,
  higher,
  interval,
  means,
  from,
  to,
}: AssociationFinding): string {
  const days = factor.kind === 'yes-no' ? `days with “${factor.name}”` : `days with more “${factor.name}”`;
  const when = WHEN[best.lag] ?? `${best.lag} days later`;
  return (
    `On ${days}, “${outcome.name}” tended to be ${higher ? 'higher' : 'lower'} ${when}.` +
    (means ? meansText(factor.kind === 'yes-no', best, means, unitOf(outcome.unit)) : '') +
    ` Seen over ${best.n} days from ${from} to ${to}; rank correlation ${number(best.correlation)}` +
    ` (likely between ${number(interval[0])} and ${number(interval[1])}), with trend, season, weekday and the day before taken out. ` +
    NOT_WHY
  );
}

function meansText(
  yesNo: boolean,
  { n }: AssociationFinding['best'],
  means: NonNullable<AssociationFinding['means']>,
  unit: string,
): string {
  const [more, less] = [`${number(means.with)}${unit}`, `${number(means.without)}${unit}`];
  return yesNo
    ? ` As recorded, it was ${more} on average for the ${means.daysWith} days with it and ${less} for the other ${n - means.daysWith}.`
    : ` As recorded, it was ${more} on average for the days with more and ${less} for the others.`;
}

function trendText({ series, trend, higher, interval, from, to }: TrendFinding): string {
  const unit = unitOf(series.unit);
  const [low, high] = interval.map(Math.abs).toSorted((a, b) => a - b) as [number, number];
  return (
    `“${series.name}” tended to go ${higher ? 'up' : 'down'} from ${from} to ${to}: by about ${number(Math.abs(trend.slope))}${unit} ` +
    `a week (likely between ${number(low)} and ${number(high)}), seen over ${trend.n} weeks. This tells what the records show, not why.`
  );
}

const unitOf = (unit: string | null) => (unit === null || unit.startsWith('{') ? '' : ` ${unit}`);

/** Three significant digits, without an exponent for what people record. */
function number(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(12, digits))));
}
