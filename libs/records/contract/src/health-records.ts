import type { Transaction } from '@carenode/module-kit';

import type { MeasurementBatch } from './measurement-batch.js';

/** A point in time as a source told it: the instant in UTC (ISO 8601, `Z`), and the offset it was written with, if any. */
export interface IncomingInstant {
  readonly at: string;
  /** Minutes east of UTC; null when the source gave a date without time or zone. */
  readonly offsetMinutes: number | null;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
}

/** A patient's diagnosis or problem (FHIR Condition). */
export interface IncomingCondition {
  readonly externalId: string;
  readonly name: string;
  readonly codings: readonly Coding[];
  readonly clinicalStatus?: string | undefined;
  readonly verificationStatus?: string | undefined;
  readonly onset?: IncomingInstant | undefined;
  readonly abatement?: IncomingInstant | undefined;
  readonly recordedAt?: IncomingInstant | undefined;
}

/** A treatment a patient takes or was ordered (FHIR MedicationRequest). */
export interface IncomingTreatment {
  readonly externalId: string;
  readonly name: string;
  readonly codings: readonly Coding[];
  readonly status: string;
  readonly intent?: string | undefined;
  readonly startedAt?: IncomingInstant | undefined;
  readonly endedAt?: IncomingInstant | undefined;
  readonly dosage?: string | undefined;
  /** External ids of the conditions it is for. */
  readonly reasons: readonly string[];
}

/** One value of one variable (FHIR Observation or one of its components). */
export interface IncomingMeasurement {
  readonly externalId: string;
  readonly variable: { readonly system: string | null; readonly code: string | null; readonly name: string };
  readonly category?: string | undefined;
  /** Decimal text exactly as the source wrote it; absent when the value is text or a code. */
  readonly value?: string | undefined;
  readonly comparator?: string | undefined;
  /** As received. */
  readonly unit?: string | undefined;
  readonly valueText?: string | undefined;
  readonly valueCode?: { readonly system?: string | undefined; readonly code: string } | undefined;
  readonly start: IncomingInstant;
  readonly end?: IncomingInstant | undefined;
  readonly notes?: string | undefined;
}

export interface IncomingRecords {
  /** Which system they come from; with the external id it makes a record the same record. */
  readonly source: string;
  /** The import that brings them; null for other ways. */
  readonly importId?: string | null;
  readonly conditions: readonly IncomingCondition[];
  readonly treatments: readonly IncomingTreatment[];
  readonly measurements: readonly IncomingMeasurement[];
}

/** Rows added, rows that another version of the same record changed, and records that were there already. */
export interface Stored {
  readonly created: number;
  readonly updated: number;
  readonly duplicate: number;
  /** External ids of the records that were added or changed; every other one sent was there already. */
  readonly changed: readonly string[];
}

export interface StoredRecords {
  readonly conditions: Stored;
  readonly treatments: Stored;
  readonly measurements: Stored;
}

/** The outcome of `add`: how many rows are new, and which (indexes into the batch), when that is not all or none of them. */
export interface AddedRows {
  readonly created: number;
  readonly which: readonly number[] | null;
}

/** What a slice of taking back an import did: zeros when nothing is left to do. */
export interface TakenBack {
  readonly deleted: number;
  readonly restored: number;
}

/** Where other modules put health records of a patient. Bound by records. */
export abstract class HealthRecords {
  /**
   * Stores all or (on a throw) nothing, with one statement per table, under the rights of the transaction's caller. Values
   * and units are kept as received. Of several records with one external id the last counts and the others are duplicates.
   * Statuses that FHIR R4 does not know are stored as not told (a treatment's as `unknown`), of several reasons the first
   * that is there, and an end of a measurement that lies before its start is left out. A code the catalogue knows links
   * the record to it; a variable that is neither in the catalogue nor the patient's own becomes the patient's own. Throws
   * `rule_broken` for a value beyond ±1e308 or a time outside 1900 to 2200, `not_allowed` when the caller may not.
   */
  abstract store(tx: Transaction, patientId: string, records: IncomingRecords): Promise<StoredRecords>;

  /**
   * Adds the rows that are not there yet, known by their id, or by source and external id where they have one; answers which
   * were added. One statement, under the rights of the transaction's caller. Values and units are kept as received, with the
   * unit's UCUM code where it stands for one; beside them the value in the variable's unit, where it can be converted. Throws
   * like `store`.
   */
  abstract add(tx: Transaction, patientId: string, batch: MeasurementBatch): Promise<AddedRows>;

  /**
   * One slice (at most `limit` rows) of taking back what an import did to a patient's measurements, conditions and
   * treatments: rows that it changed become what they were before, rows that it added go. Rows that were changed again
   * since, by hand or by another import, keep that change: what the import did is taken out of their history. Call it until
   * it answers zeros, in a transaction each; runs under the rights of the transaction's caller, who is the patient.
   */
  abstract takeBack(tx: Transaction, patientId: string, importId: string, limit: number): Promise<TakenBack>;
}
