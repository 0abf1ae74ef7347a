/** A moment as the file tells it. The text decides how exact it is; nothing is guessed. */
export interface Instant {
  /** ISO 8601 in UTC with the file's fraction of a second, at most microseconds. Midnight UTC when only a date is known. */
  at: string;
  /** Offset of the text from UTC in minutes; null when it has none (a date only, or a time without zone). */
  offsetMinutes: number | null;
  precision: 'year' | 'month' | 'day' | 'second';
  /** The text as received. */
  text: string;
}

export interface Coding {
  system?: string;
  code?: string;
  display?: string;
}

/** What a CodeableConcept says in one name, with the code that was chosen for it when it has one. */
export interface Concept {
  system?: string;
  code?: string;
  name: string;
}

/** An amount as received. `value` is the decimal text of the file, digit for digit, and fits PostgreSQL `numeric`. */
export interface Quantity {
  value: string;
  comparator?: '<' | '<=' | '>=' | '>';
  /** The UCUM code when the file gives one, else the unit text, else whatever code stands in its place. */
  unit?: string;
  unitText?: string;
}

/** Where a record comes from: `externalId` is the same in every import of the same record, `entry` its place in the bundle. */
export interface RecordOrigin {
  externalId: string;
  entry: number;
}

export interface PatientIdentifier {
  system: string;
  value: string;
}

/** Without the numbers that states give to persons (social security, passport, driving licence): nothing here needs them. */
export interface PatientRecord extends RecordOrigin {
  identifiers: PatientIdentifier[];
  givenName?: string;
  familyName?: string;
  /** The whole name in one text, only when the file has it in no other form. */
  nameText?: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  birthDate?: string;
  gender?: 'male' | 'female' | 'other' | 'unknown';
  deceased?: boolean;
  deceasedAt?: Instant;
}

export interface ConditionRecord extends RecordOrigin {
  name: string;
  codings: Coding[];
  clinicalStatus?: string;
  verificationStatus?: string;
  category?: string;
  severity?: Concept;
  onset?: Instant;
  abatement?: Instant;
  recordedAt?: Instant;
}

/** One measured or told value: an Observation, or one component of it. Either `value` or `valueText` is there. */
export interface MeasurementRecord extends RecordOrigin, Partial<Quantity> {
  variable: Concept;
  category?: string;
  valueText?: string;
  valueCode?: { system?: string; code: string };
  start: Instant;
  end?: Instant;
  status: string;
  notes?: string;
}

export interface MedicationRequestRecord extends RecordOrigin {
  name: string;
  codings: Coding[];
  status: string;
  intent?: string;
  authoredAt?: Instant;
  dosageText?: string;
  /** External ids of the Conditions or Observations it was prescribed for. */
  reasonExternalIds: string[];
}

/** What a patient takes, as told by whoever (MedicationStatement). */
export interface MedicationStatementRecord extends RecordOrigin {
  name: string;
  codings: Coding[];
  status: string;
  startedAt?: Instant;
  endedAt?: Instant;
  dosageText?: string;
  /** External ids of the Conditions or Observations it is taken for. */
  reasonExternalIds: string[];
}

export interface GoalTarget extends Partial<Quantity> {
  measure?: Concept;
  /** Both ends of a target range; then `value` is absent. */
  low?: string;
  high?: string;
  valueText?: string;
}

export interface GoalRecord extends RecordOrigin {
  description: string;
  lifecycleStatus: string;
  achievementStatus?: string;
  startDate?: Instant;
  targetDate?: Instant;
  target?: GoalTarget;
  /** External ids of the Conditions and Observations it addresses. */
  addressesExternalIds: string[];
}

/** Why an entry, or a part of it, is not stored. Neither `field` (a JSON path) nor `reason` repeats a value of the file. */
export interface Refusal {
  entry: number;
  resourceType: string;
  id?: string;
  field: string;
  reason: string;
}

/** What a bundle offers for storing. Every entry is exactly one of used, skipped or refused, and these add up to `read`. */
export interface ReadBundle {
  /** Of this bundle, or where it has none of the file of the same upload that has it. */
  patient: PatientRecord;
  conditions: ConditionRecord[];
  measurements: MeasurementRecord[];
  medicationRequests: MedicationRequestRecord[];
  medicationStatements: MedicationStatementRecord[];
  goals: GoalRecord[];
  /** Entries that gave at least one record, by resource type. */
  used: Record<string, number>;
  /** Entries of a resource type that is not read. */
  skipped: Record<string, number>;
  /** In the order of the bundle. */
  refused: Refusal[];
  /** What was left out or shortened of entries that were used. */
  warnings: Refusal[];
  /** Entries in the bundle. */
  read: number;
  /** Records of all kinds, the patient included; more than the entries used when Observations have components. */
  records: number;
}
