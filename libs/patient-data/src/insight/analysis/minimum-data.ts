import type { DailySeries } from './daily-series.js';
import { METHOD, type Reason } from './method.js';
import { isMissing } from './ranks.js';

/** A series by which of its values each day has, so that days with the same are counted fast. */
export interface Coded {
  readonly kind: DailySeries['kind'];
  /** Index of the day's value among the different ones; -1 where there is none. */
  readonly codes: Int32Array;
  readonly different: number;
}

export function coded({ kind, values }: Pick<DailySeries, 'kind' | 'values'>): Coded {
  const known = new Map<number, number>();
  const codes = Int32Array.from(values, (value) => {
    if (isMissing(value)) return -1;
    const code = known.get(value) ?? known.size;
    known.set(value, code);
    return code;
  });
  return { kind, codes, different: known.size };
}

/**
 * Why a factor and an outcome cannot be looked at together yet, or undefined when they can. Looks at the days on which both
 * are known, the outcome `lag` days after the factor.
 */
export function hindrance(factor: Coded, outcome: Coded, lag: number): Reason | undefined {
  const [before, after] = [new Tally(factor), new Tally(outcome)];
  const days = outcome.codes.length;
  for (let day = lag; day < days; day++) {
    const [x, y] = [factor.codes[day - lag] as number, outcome.codes[day] as number];
    if (x < 0 || y < 0) continue;
    before.add(x);
    after.add(y);
  }
  if (before.total < METHOD.leastPairs) return 'too-few-days';
  return before.sameness() ?? after.sameness();
}

/** How often which value was there, and how often another one than before. */
class Tally {
  total = 0;
  private changes = 0;
  private last = -1;
  private readonly counts: Uint32Array;

  constructor(private readonly of: Coded) {
    this.counts = new Uint32Array(of.different);
  }

  add(code: number): void {
    this.counts[code] = (this.counts[code] as number) + 1;
    if (this.total > 0 && code !== this.last) this.changes++;
    this.last = code;
    this.total++;
  }

  sameness(): Reason | undefined {
    let [different, most] = [0, 0];
    for (const count of this.counts) {
      if (count > 0) different++;
      if (count > most) most = count;
    }
    if (different < 2) return 'one-sided';
    if (this.of.kind === 'amount' && different < METHOD.leastDistinct) return 'too-few-values';
    if (this.total - most < METHOD.leastOfEach) return 'one-sided';
    return this.changes < METHOD.leastChanges ? 'too-few-changes' : undefined;
  }
}
