import type { DailyRecord } from './analysis/daily-series.js';

/** What the thread is given. */
export interface AnalysisOrder {
  readonly record: DailyRecord;
}
