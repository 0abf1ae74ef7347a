import { AppError, type Transaction } from '@carenode/module-kit';
import type {
  AddedRows,
  Coding,
  HealthRecords,
  IncomingCondition,
  IncomingMeasurement,
  IncomingRecords,
  IncomingTreatment,
  MeasurementBatch,
  Stored,
  StoredRecords,
  TakenBack,
} from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { CLINICAL_STATUSES, VERIFICATION_STATUSES } from '../patient-condition/patient-condition.entity.js';
import { TREATMENT_INTENTS, TREATMENT_STATUSES } from '../patient-treatment/patient-treatment.entity.js';
import { ADD_MEASUREMENTS } from './add-measurements.sql.js';
import { columnsOf } from './measurement-rows.js';
import { STORE_CONDITIONS, STORE_MEASUREMENTS, STORE_TREATMENTS } from './store-records.sql.js';
import { unitOf } from './unit-of.js';
import { type FoundVariable, resolveVariables } from './variables.js';

/** Stores records of other systems, however many at once, without a statement per record. */
@Injectable()
export class HealthRecordsService implements HealthRecords {
  async store(tx: Transaction, patientId: string, records: IncomingRecords): Promise<StoredRecords> {
    const send = async (
      sql: string,
      sent: readonly { readonly externalId: string }[],
      rows: readonly object[],
    ) =>
      sent.length === 0
        ? NOTHING
        : count(
            sent,
            await tx.query<Changed>(sql, [
              patientId,
              records.source,
              JSON.stringify(rows.map(numbered)),
              records.importId ?? null,
            ]),
          );
    const conditions = await send(STORE_CONDITIONS, records.conditions, records.conditions.map(conditionRow));
    const treatments = await send(STORE_TREATMENTS, records.treatments, records.treatments.map(treatmentRow));
    const variables = await resolveVariables(
      tx,
      patientId,
      records.measurements.map(({ variable, category }) => ({ ...variable, category })),
    );
    const measurements = await send(
      STORE_MEASUREMENTS,
      records.measurements,
      records.measurements.map((measurement, n) => measurementRow(measurement, variables[n])),
    );
    return { conditions, treatments, measurements };
  }

  async takeBack(tx: Transaction, patientId: string, importId: string, limit: number): Promise<TakenBack> {
    const most = Math.min(Math.max(Math.trunc(limit), 1), MOST_TAKEN_BACK);
    const [caller] = await tx.query<{ own: boolean }>('select carenode.subject() = $1 as own', [patientId]);
    if (!caller?.own)
      throw new AppError(
        'not_allowed',
        'forbidden',
        'Imports are taken back with the rights of the patient.',
      );
    for (const table of TABLES) {
      const [taken] = await tx.query<TakenBack>(TAKE_BACK, [table, importId, most]);
      if (taken && taken.deleted + taken.restored > 0) return taken;
    }
    return { deleted: 0, restored: 0 };
  }

  async add(tx: Transaction, patientId: string, batch: MeasurementBatch): Promise<AddedRows> {
    if (batch.rows.count === 0) return { created: 0, which: null };
    const variables = await resolveVariables(
      tx,
      patientId,
      batch.series.map(({ variable }) => variable),
    );
    const values = [patientId, batch.importId, ...columnsOf(batch, variables)];
    const [added] = await tx.query<{ created: number; ids: string[] | null }>(ADD_MEASUREMENTS, values);
    if (!added?.ids) return { created: added?.created ?? 0, which: null };
    const ids = new Set(added.ids);
    // An id that comes twice in one batch is new the first time only.
    const which = batch.rows.id.split(',').flatMap((id, row) => (ids.delete(id) ? [row] : []));
    return { created: added.created, which };
  }
}

/** Treatments go before the conditions that they are for. */
const TABLES = ['measurements', 'patient_treatments', 'patient_conditions'];
const MOST_TAKEN_BACK = 100_000;
const TAKE_BACK = 'select deleted, restored from carenode.take_back($1, $2, $3)';

interface Changed {
  readonly external_id: string;
  readonly created: boolean;
}

const NOTHING: Stored = { created: 0, updated: 0, duplicate: 0, changed: [] };

function count(sent: readonly object[], changed: readonly Changed[]): Stored {
  const created = changed.filter((row) => row.created).length;
  return {
    created,
    updated: changed.length - created,
    duplicate: sent.length - changed.length,
    changed: changed.map((row) => row.external_id),
  };
}

const numbered = (row: object, place: number): object => ({ place, ...row });

const known = (list: readonly string[], code: string | undefined): string | null =>
  code !== undefined && list.includes(code) ? code : null;

function conditionRow(condition: IncomingCondition): object {
  return {
    external_id: condition.externalId,
    name: condition.name,
    ...codes(condition.codings),
    clinical_status: known(CLINICAL_STATUSES, condition.clinicalStatus),
    verification_status: known(VERIFICATION_STATUSES, condition.verificationStatus),
    onset_at: condition.onset?.at,
    abated_at: condition.abatement?.at,
    recorded_at: condition.recordedAt?.at,
  };
}

function treatmentRow(treatment: IncomingTreatment): object {
  return {
    external_id: treatment.externalId,
    name: treatment.name,
    ...codes(treatment.codings),
    status: known(TREATMENT_STATUSES, treatment.status) ?? 'unknown',
    intent: known(TREATMENT_INTENTS, treatment.intent),
    dosage: treatment.dosage,
    started_at: treatment.startedAt?.at,
    ended_at: treatment.endedAt?.at,
    reasons: treatment.reasons,
  };
}

function codes(codings: readonly Coding[]): object {
  const [first] = codings;
  return { codings, code_system: first?.system, code: first?.code };
}

function measurementRow(measurement: IncomingMeasurement, variable: FoundVariable | undefined): object {
  const { unit, unitText, normalized } = unitOf(measurement.unit ?? null, variable);
  return {
    external_id: measurement.externalId,
    variable_id: variable?.id,
    value: measurement.value,
    comparator: measurement.comparator,
    unit,
    unit_text: unitText,
    factor: normalized?.factor,
    shift: normalized?.offset,
    normalized_unit: normalized?.unit,
    value_text: measurement.valueText,
    value_code: measurement.valueCode?.code,
    value_code_system: measurement.valueCode?.system,
    start_at: measurement.start.at,
    end_at: measurement.end?.at,
    utc_offset_minutes: measurement.start.offsetMinutes,
    notes: measurement.notes,
  };
}
