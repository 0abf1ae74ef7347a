/** What is measured. A code that the instance's catalogue knows is that variable; every other becomes the patient's own. */
export interface VariableRef {
  /** URI of the code system; null with a null code. */
  readonly system: string | null;
  readonly code: string | null;
  readonly name: string;
  /** What patients read of it, 1 to 120 characters; `name` when absent. */
  readonly displayName?: string;
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

/** Values of a patient. */
export interface MeasurementBatch {
  /** The import that brings them. */
  readonly importId: string;
  readonly series: readonly Series[];
  readonly rows: MeasurementColumns;
}

/**
 * Rows by column. A column is one text: its values in the order of the rows, parted by commas, `NULL` for none, as PostgreSQL
 * reads them between the braces of an array. Millions of rows go from one process to another and on to the database; as
 * texts of columns they cost neither of them an object each.
 */
export interface MeasurementColumns {
  /** Rows. */
  readonly count: number;
  /** Ids made from what the rows are, so that the same row has the same id whenever it comes. */
  readonly id: string;
  /** Indexes into `series`. */
  readonly series: string;
  /** Decimal texts. */
  readonly value: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; a fraction holds microseconds. */
  readonly start: string;
  readonly end: string;
  /** Columns that few rows have, by row. */
  readonly more: ReadonlyMap<number, MoreOfRow>;
}

export interface MoreOfRow {
  readonly comparator?: '<' | '<=' | '>=' | '>';
  readonly valueText?: string;
  readonly valueCode?: { readonly system?: string; readonly code: string };
  readonly externalId?: string;
  readonly notes?: string;
}
