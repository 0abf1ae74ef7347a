/** One thing about a person, day by day. */
export interface DailySeries {
  /** Names it in the instance, the same in every run: `food:protein`, `variable:<id>`. */
  readonly key: string;
  /** As the person would say it. */
  readonly name: string;
  /** The code it is known by elsewhere, `system|code` as FHIR writes it; absent where it has none. */
  readonly coding?: string;
  /** What the amounts are in; null for what is or is not, and for amounts without a unit. */
  readonly unit: string | null;
  /** `yes-no`: 1 on days with it, 0 on days without. */
  readonly kind: 'amount' | 'yes-no';
  /** Things that are parts or other measures of one another are not looked at together. */
  readonly kin: string;
  /** Looked at as what may go before, as what may follow, for its trend. */
  readonly roles: readonly ('factor' | 'outcome' | 'trend')[];
  /** Entry n is day n of the analysis; NaN where nothing is known. */
  readonly values: Float64Array;
}

/** All that is known of a person for one analysis; every series has an entry for every day. */
export interface DailyRecord {
  /** `YYYY-MM-DD` of entry 0. */
  readonly firstDay: string;
  readonly days: number;
  readonly series: readonly DailySeries[];
}

const DAY = 86_400_000;

/** The day so many days after another, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Days from one day to another, both `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}
