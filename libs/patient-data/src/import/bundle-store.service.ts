import { PatientProfiles } from '@carenode/identity-contract';
import type { Transaction } from '@carenode/module-kit';
import { HealthRecords, type IncomingRecords, type Stored } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import { storeGoals } from '../health-goal/imported-goals.js';
import type { ReadBundle } from './fhir-r4/fhir-records.js';
import { type StoredByType, sumOf, withoutRepeats } from './import-report.rules.js';
import {
  conditionOf,
  demographicsOf,
  FHIR_SOURCE,
  goalOf,
  measurementOf,
  treatmentOf,
} from './incoming.rules.js';

/** Records that go to the database together: one statement stays short, and progress shows. */
const CHUNK = 2000;
// Two imports of one patient would wait for each other's rows in different orders; the second waits for the first here.
const ONE_AT_A_TIME = `select pg_advisory_xact_lock(hashtextextended('patient-data import ' || $1, 0))`;
const NOTHING: Stored = { created: 0, updated: 0, duplicate: 0, changed: [] };

/** Puts the records of a bundle where they belong, in an open transaction. */
@Injectable()
export class BundleStore {
  constructor(
    private readonly profiles: PatientProfiles,
    private readonly records: HealthRecords,
  ) {}

  /** Stores everything or throws. `onRecords` hears how many records were compared with what is stored, so far. */
  async store(
    tx: Transaction,
    patientId: string,
    bundle: ReadBundle,
    onRecords: (done: number) => void,
  ): Promise<StoredByType> {
    await tx.query(ONE_AT_A_TIME, [patientId]);
    const filled = await this.profiles.fill(tx, patientId, demographicsOf(bundle.patient));
    const isNew = filled === 'created';
    const Patient: Stored = {
      created: isNew ? 1 : 0,
      updated: 0,
      duplicate: isNew ? 0 : 1,
      changed: isNew ? [bundle.patient.externalId] : [],
    };

    let [Condition, MedicationRequest, Observation] = [NOTHING, NOTHING, NOTHING];
    let done = 1;
    for (const chunk of chunksOf(bundle)) {
      const stored = await this.records.store(tx, patientId, chunk);
      Condition = sumOf(Condition, stored.conditions);
      MedicationRequest = sumOf(MedicationRequest, stored.treatments);
      Observation = sumOf(Observation, stored.measurements);
      done += chunk.conditions.length + chunk.treatments.length + chunk.measurements.length;
      onRecords(done);
    }
    const goals = withoutRepeats(bundle.goals).map(goalOf);
    const Goal = await storeGoals(tx, patientId, FHIR_SOURCE, goals);
    return { Patient, Condition, Observation, MedicationRequest, Goal };
  }
}

/** Conditions before the treatments that are for them, and measurements last. */
function* chunksOf(bundle: ReadBundle): Generator<IncomingRecords> {
  const none = { source: FHIR_SOURCE, conditions: [], treatments: [], measurements: [] };
  for (const part of slices(withoutRepeats(bundle.conditions)))
    yield { ...none, conditions: part.map(conditionOf) };
  for (const part of slices(withoutRepeats(bundle.medicationRequests)))
    yield { ...none, treatments: part.map(treatmentOf) };
  for (const part of slices(withoutRepeats(bundle.measurements)))
    yield { ...none, measurements: part.map(measurementOf) };
}

function* slices<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
