/**
 * The method of the analysis and its limits, as docs/insights.md explains them. Whoever changes a number or a step raises
 * the version: an insight says which one made it, and is worth recomputing only with the same.
 */
export const METHOD = {
  name: 'partial-rank-correlation',
  version: 1,
  /** Days from the factor to the outcome that are looked at. */
  lags: [0, 1, 2, 3],
  /** Share of false statements among those told that is accepted. */
  falseDiscoveryRate: 0.05,
  /** Associations and trends are two families of questions; each gets an equal part of that share. */
  families: 2,
  /** Days with both the factor and the outcome. */
  leastPairs: 30,
  /** Days with and without, of something that is or is not; and days away from the commonest value, of an amount. */
  leastOfEach: 10,
  /** Times that something begins or ends: one beginning cannot be told from anything else that began then. */
  leastChanges: 6,
  /** Different values of an amount. */
  leastDistinct: 3,
  /** Pairs that count as if they were independent. */
  leastEffective: 20,
  /** Weeks with a value, and the last weeks looked at, of a trend. */
  leastWeeks: 12,
  mostWeeks: 52,
  leastEffectiveWeeks: 8,
  /** Days in the past that are looked at. */
  mostDays: 1095,
} as const;

/** Why nothing can be told of a question yet. */
export const REASONS = {
  'too-few-days': 'too few days on which both were recorded',
  'too-few-values': 'too few different values',
  'one-sided': 'nearly always the same',
  'too-few-changes': 'it began or ended too few times',
  'too-alike': 'days too much like the days before them',
} as const;
export type Reason = keyof typeof REASONS;
