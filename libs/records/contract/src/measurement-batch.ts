/** What is measured. A code that the instance's catalogue knows is that variable; every other becomes the patient's own. */
export interface VariableRef {
  /** URI of the code system; null with a null code. */
  readonly system: string | null;
  readonly code: string | null;
  readonly name: string;
  /** sum: values of periods add up (steps); sample: each stands for its moment (heart rate). */
  readonly kind: 'sum' | 'sample';
  /** The UCUM code that values are normalised to; null when there is none. */
  readonly unit: string | null;
  /** FHIR observation category, such as vital-signs. */
  readonly category?: string;
}

/** What the rows of one stream of values have in common. */
export interface Series {
  readonly variable: VariableRef;
  /** As the source wrote it; null for values without a unit. */
  readonly unit: string | null;
  /** Who told it, as the patient would say: `Apple Watch`, `LibreView`, `manual`. 1 to 100 characters. */
  readonly source: string;
  /** What measured it, as far as the source told: maker, model, version. At most 200 characters. */
  readonly device: string | null;
  /** Minutes east of UTC that the source told for these rows; null when it told none that is of the moment itself. */
  readonly offsetMinutes: number | null;
  /** IANA time zone that the source told, or the patient when asked; null when neither did. */
  readonly timeZone: string | null;
}

/** Values of a patient, by column: entry n of every list is row n. */
export interface MeasurementBatch {
  /** The import that brings them. */
  readonly importId: string;
  readonly series: readonly Series[];
  readonly rows: {
    /** Made from what the row is, so that the same row has the same id whenever it comes. */
    readonly id: readonly string[];
    /** Index into `series`. */
    readonly series: readonly number[];
    /** Decimal text. */
    readonly value: readonly (string | null)[];
    /** Milliseconds since 1970-01-01T00:00:00Z; a fraction holds microseconds. */
    readonly start: readonly number[];
    readonly end: readonly (number | null)[];
    /** Columns that few rows have, by row. */
    readonly more: ReadonlyMap<number, MoreOfRow>;
  };
}

export interface MoreOfRow {
  readonly comparator?: '<' | '<=' | '>=' | '>';
  readonly valueText?: string;
  readonly valueCode?: { readonly system?: string; readonly code: string };
  readonly externalId?: string;
  readonly notes?: string;
}
