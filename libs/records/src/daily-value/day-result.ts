/** What one source told of one day, and what of it counted. */
export interface SourceShare {
  readonly source: string;
  /** Records that it told. */
  readonly count: number;
  /** Records of these that counted, wholly or in part. */
  readonly counted: number;
  /** What the source tells by itself: its total, or the mean of its values. */
  readonly value: number;
  /** Of a total: how much of it counted. Of a mean: null. */
  readonly taken: number | null;
}

/** What a variable was on one day. */
export interface DayResult {
  readonly day: string;
  /** Null when nothing could be counted. */
  readonly value: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Of a sample-type variable. */
  readonly median: number | null;
  readonly count: number;
  readonly leftOut: number;
  readonly sources: readonly SourceShare[];
  /** When the day was over where the patient was, in milliseconds since 1970. */
  readonly endsAt: number;
}

/** A stretch of time of one source that counted. */
export interface TakenPart {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/** Sums of floating point without the digits that they are not sure of. */
export const rounded = (value: number): number => Number(value.toPrecision(12));
