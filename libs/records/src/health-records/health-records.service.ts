import type { Transaction } from '@carenode/module-kit';
import type {
  Coding,
  HealthRecords,
  IncomingCondition,
  IncomingMeasurement,
  IncomingRecords,
  IncomingTreatment,
  Stored,
  StoredRecords,
} from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { CLINICAL_STATUSES, VERIFICATION_STATUSES } from '../patient-condition/patient-condition.entity.js';
import { TREATMENT_INTENTS, TREATMENT_STATUSES } from '../patient-treatment/patient-treatment.entity.js';
import {
  ADD_VARIABLES,
  FIND_VARIABLES,
  STORE_CONDITIONS,
  STORE_MEASUREMENTS,
  STORE_TREATMENTS,
} from './store-records.sql.js';

type Variable = IncomingMeasurement['variable'];

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
            await tx.query<Changed>(sql, [patientId, records.source, JSON.stringify(rows.map(numbered))]),
          );
    const conditions = await send(STORE_CONDITIONS, records.conditions, records.conditions.map(conditionRow));
    const treatments = await send(STORE_TREATMENTS, records.treatments, records.treatments.map(treatmentRow));
    const variables = await resolveVariables(tx, patientId, records.measurements);
    const measurements = await send(
      STORE_MEASUREMENTS,
      records.measurements,
      records.measurements.map((measurement) =>
        measurementRow(measurement, variables.get(keyOf(measurement.variable))),
      ),
    );
    return { conditions, treatments, measurements };
  }
}

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
    reasons: treatment.reasons,
  };
}

function codes(codings: readonly Coding[]): object {
  const [first] = codings;
  return { codings, code_system: first?.system, code: first?.code };
}

function measurementRow(measurement: IncomingMeasurement, variableId: string | undefined): object {
  return {
    external_id: measurement.externalId,
    variable_id: variableId,
    value: measurement.value,
    comparator: measurement.comparator,
    unit: measurement.unit,
    value_text: measurement.valueText,
    value_code: measurement.valueCode?.code,
    value_code_system: measurement.valueCode?.system,
    start_at: measurement.start.at,
    end_at: measurement.end?.at,
    utc_offset_minutes: measurement.start.offsetMinutes,
    notes: measurement.notes,
  };
}

/** One key for all records of one variable: its code, or where it has none its name. */
function keyOf({ system, code, name }: Variable): string {
  return JSON.stringify(code === null ? [name.toLowerCase()] : [system ?? '', code]);
}

/** The ids of the variables that the measurements name, by key; missing ones become the patient's own. */
async function resolveVariables(
  tx: Transaction,
  patientId: string,
  measurements: readonly IncomingMeasurement[],
): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, { variable: Variable; category: string | undefined }>();
  for (const { variable, category } of measurements) {
    const key = keyOf(variable);
    if (!named.has(key)) named.set(key, { variable, category });
  }
  const ids = new Map<string, string>();
  const missing = () => [...named].filter(([key]) => !ids.has(key));
  const find = async () => {
    const wanted = missing();
    if (wanted.length === 0) return;
    const found = await tx.query<{ place: number; id: string }>(FIND_VARIABLES, [patientId, rowsOf(wanted)]);
    for (const { place, id } of found) {
      const key = wanted[place]?.[0];
      if (key !== undefined) ids.set(key, id);
    }
  };
  await find();
  if (missing().length > 0) {
    await tx.query(ADD_VARIABLES, [patientId, rowsOf(missing())]);
    await find();
  }
  return ids;
}

function rowsOf(
  wanted: readonly (readonly [string, { variable: Variable; category: string | undefined }])[],
): string {
  return JSON.stringify(
    wanted.map(([, { variable, category }], place) => ({
      place,
      code_system: variable.code === null ? null : variable.system,
      code: variable.code,
      name: variable.name,
      category,
    })),
  );
}
