import type { Analysis, AssociationFinding, Finding } from './analysis/analyse.js';
import type { DailySeries } from './analysis/daily-series.js';
import { METHOD } from './analysis/method.js';
import type { Span } from './record/span.js';
import type { RowSet } from './row-set.js';

/** The rows that a series was read from. */
export function rowsOf({ key }: DailySeries, span: Span): RowSet {
  const [from, to] = [span.from.toISOString(), span.to.toISOString()];
  const [kind = '', ...rest] = key.split(':');
  const id = rest.join(':');
  switch (kind) {
    case 'variable':
      return { table: 'measurements', variableId: id, from, to };
    case 'severity':
      return { table: 'patient_condition_events', conditionId: id === 'none' ? null : id, from, to };
    case 'treatment':
      return { table: 'patient_treatments', from: null, to };
    case 'activity':
    case 'activity-minutes':
    case 'activity-energy':
      return { table: 'patient_activity_log', from, to };
    default:
      return { table: 'patient_food_log', from, to };
  }
}

/** Row sets of all that a finding rests on. */
export function rowSetsOf(finding: Finding, span: Span): RowSet[] {
  return finding.kind === 'trend'
    ? [rowsOf(finding.series, span)]
    : [rowsOf(finding.factor, span), rowsOf(finding.outcome, span)];
}

/** What `data_sources` says of a finding beside its rows: enough to compute it again with the same version. */
export function factsOf(finding: Finding, { tried }: Analysis): Record<string, unknown> {
  const shared = {
    method: METHOD.name,
    version: METHOD.version,
    period: { from: finding.from, to: finding.to },
    p: rounded(finding.p),
    q: rounded(finding.q),
    falseDiscoveryRate: METHOD.falseDiscoveryRate,
    tried,
  };
  if (finding.kind === 'association') return { ...shared, ...associationFacts(finding) };
  const { series, trend, interval } = finding;
  return {
    ...shared,
    method: 'theil-sen-mann-kendall',
    series: about(series),
    n: trend.n,
    effectiveN: rounded(trend.effectiveN),
    days: trend.days,
    effect: {
      measure: 'change-per-week',
      value: rounded(trend.slope),
      unit: series.unit,
      interval: interval.map(rounded),
    },
    tau: rounded(trend.tau),
  };
}

function associationFacts({ factor, outcome, best, lags, interval, means }: AssociationFinding) {
  return {
    factor: about(factor),
    outcome: about(outcome),
    lagDays: best.lag,
    n: best.n,
    effectiveN: rounded(best.effectiveN),
    effect: {
      measure: 'partial-rank-correlation',
      value: rounded(best.correlation),
      interval: interval.map(rounded),
    },
    ...(means
      ? {
          recorded: {
            meanWith: rounded(means.with),
            meanWithout: rounded(means.without),
            daysWith: means.daysWith,
            unit: outcome.unit,
          },
        }
      : {}),
    lags: lags.map((one) => ({
      lagDays: one.lag,
      n: one.n,
      correlation: rounded(one.correlation),
      p: rounded(one.p),
    })),
  };
}

const about = ({ key, name, coding, unit, kind }: DailySeries) => ({
  key,
  name,
  ...(coding === undefined ? {} : { coding }),
  unit,
  kind,
});

/** Six significant digits: what is told stays the same on machines whose last bits differ. */
export const rounded = (value: number) => Number(value.toPrecision(6));
