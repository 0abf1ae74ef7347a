import type { IncomingDemographics } from '@carenode/identity-contract';
import type {
  IncomingCondition,
  IncomingMeasurement,
  IncomingTreatment,
  Series,
} from '@carenode/records-contract';

import type { ImportedGoal } from '../../health-goal/imported-goals.js';

/**
 * One value of a series at one moment or over one period. Without `externalId` it is known by what it is: series, period
 * and value; told again, in this file or another, it is a duplicate.
 */
export interface ReadMeasurement {
  readonly type: 'measurement';
  /** The same object for all rows of one series: rows are sent by its number. */
  readonly series: Series;
  /** Decimal text as the source wrote it, or null when the value is a code or a text. */
  readonly value: string | null;
  /** Milliseconds since 1970-01-01T00:00:00Z; a fraction holds microseconds. */
  readonly start: number;
  /** Null for a moment. */
  readonly end: number | null;
  readonly comparator?: '<' | '<=' | '>=' | '>';
  readonly valueCode?: { readonly system?: string; readonly code: string };
  readonly valueText?: string;
  /** The record's own id at its source, where it has one that stays. */
  readonly externalId?: string;
  readonly notes?: string;
}

/** The instant of a row of a log, with what the source told of the clock it was read from. */
export interface ReadInstant {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** Minutes east of UTC; null when not told. */
  readonly offsetMinutes: number | null;
  /** IANA time zone; null when not told. */
  readonly timeZone: string | null;
}

/** Something eaten or drunk (patient_food_log and its nutrients). Known by what it is, as a measurement without id. */
export interface ReadFood {
  readonly type: 'food';
  readonly source: string;
  readonly start: ReadInstant;
  readonly name: string;
  /** The source's name of the meal: `Breakfast`. */
  readonly meal?: string;
  readonly quantity?: string;
  readonly unit?: string;
  /** kcal */
  readonly calories?: string;
  /** g */
  readonly protein?: string;
  /** g */
  readonly carbs?: string;
  /** g */
  readonly fat?: string;
  /** Every other nutrient with the unit the source told, as a UCUM code where it stands for one. */
  readonly nutrients: readonly { readonly name: string; readonly amount: string; readonly unit: string }[];
  readonly notes?: string;
  readonly externalId?: string;
}

/** A workout or another activity (patient_activity_log). Known by what it is, as a measurement without id. */
export interface ReadActivity {
  readonly type: 'activity';
  readonly source: string;
  readonly device?: string;
  readonly start: ReadInstant;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly end?: number;
  /** Active minutes; of `start` and `end` where the source tells no other. */
  readonly durationMinutes?: number;
  /** What was done, in words: `Running`. */
  readonly activity: string;
  readonly intensity?: 'sedentary' | 'light' | 'moderate' | 'vigorous';
  /** kcal */
  readonly calories?: string;
  /** What else the source told about the whole of it: distance, average heart rate. Units are UCUM codes where they can be. */
  readonly statistics: readonly {
    readonly name: string;
    readonly value: string;
    readonly unit: string | null;
  }[];
  readonly notes?: string;
  readonly externalId?: string;
}

/** Clinical records, each with an id of its source, so that a later version of one changes its row. */
export type ReadClinical =
  | { readonly type: 'patient'; readonly record: IncomingDemographics; readonly externalId: string }
  | { readonly type: 'condition'; readonly source: string; readonly record: IncomingCondition }
  | { readonly type: 'treatment'; readonly source: string; readonly record: IncomingTreatment }
  | { readonly type: 'observation'; readonly source: string; readonly record: IncomingMeasurement }
  | { readonly type: 'goal'; readonly source: string; readonly record: ImportedGoal };

export type ReadRow = ReadMeasurement | ReadFood | ReadActivity | ReadClinical;
