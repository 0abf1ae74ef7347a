import { createHash } from 'node:crypto';

import type { IncomingDemographics } from '@carenode/identity-contract';
import type {
  Coding,
  IncomingCondition,
  IncomingInstant,
  IncomingMeasurement,
  IncomingTreatment,
} from '@carenode/records-contract';

import type { ImportedGoal } from '../../../health-goal/imported-goals.js';
import type {
  Coding as FhirCoding,
  ConditionRecord,
  GoalRecord,
  GoalTarget,
  Instant,
  MeasurementRecord,
  MedicationRequestRecord,
  MedicationStatementRecord,
  PatientRecord,
} from '../../fhir-r4/fhir-records.js';

/** The system that external ids of FHIR files belong to. */
export const FHIR_SOURCE = 'fhir';

export function demographicsOf(patient: PatientRecord): IncomingDemographics {
  const { identifiers, givenName, familyName, birthDate, gender } = patient;
  const wholeDay = birthDate?.length === 'YYYY-MM-DD'.length;
  return { identifiers, givenName, familyName, dateOfBirth: wholeDay ? birthDate : undefined, gender };
}

export function conditionOf(record: ConditionRecord): IncomingCondition {
  const { externalId, name, clinicalStatus, verificationStatus } = record;
  return {
    externalId,
    name,
    codings: codingsOf(record.codings),
    clinicalStatus,
    verificationStatus,
    onset: instantOf(record.onset),
    abatement: instantOf(record.abatement),
    recordedAt: instantOf(record.recordedAt),
  };
}

export function prescriptionOf(record: MedicationRequestRecord): IncomingTreatment {
  const { externalId, name, status, intent } = record;
  return {
    externalId,
    name,
    codings: codingsOf(record.codings),
    status,
    intent,
    startedAt: instantOf(record.authoredAt),
    dosage: record.dosageText,
    reasons: record.reasonExternalIds,
  };
}

/** A statement tells what is taken, not what somebody ordered: it has no intent. */
export function statementOf(record: MedicationStatementRecord): IncomingTreatment {
  const { externalId, name, status } = record;
  return {
    externalId,
    name,
    codings: codingsOf(record.codings),
    status,
    startedAt: instantOf(record.startedAt),
    endedAt: instantOf(record.endedAt),
    dosage: record.dosageText,
    reasons: record.reasonExternalIds,
  };
}

export function measurementOf(record: MeasurementRecord): IncomingMeasurement {
  const { externalId, variable, category, value, comparator, unit, valueText, valueCode, notes } = record;
  const { at, offsetMinutes } = record.start;
  return {
    externalId,
    variable: { system: variable.system ?? null, code: variable.code ?? null, name: variable.name },
    category,
    value,
    comparator,
    unit,
    valueText,
    valueCode,
    start: { at, offsetMinutes },
    end: instantOf(record.end),
    notes,
  };
}

export function goalOf(record: GoalRecord): ImportedGoal {
  const { externalId, description, lifecycleStatus, achievementStatus, startDate, targetDate, target } =
    record;
  const told = {
    title: description,
    description: target ? targetWords(target) : null,
    targetValue: target?.value ?? null,
    unit: target?.unit ?? null,
    startDate: startDate?.at ?? null,
    targetDate: targetDate?.at ?? null,
    status: lifecycleStatus,
    achievementStatus: achievementStatus ?? null,
  };
  const fingerprint = createHash('sha256').update(JSON.stringify(told)).digest('base64url');
  return { externalId, ...told, fingerprint };
}

/** What a target says beyond its value, in words: which measure, a comparator, a range, a text. */
function targetWords({ measure, comparator, value, low, high, unit, valueText }: GoalTarget): string | null {
  const range = [low === undefined ? '' : `from ${low}`, high === undefined ? '' : `to ${high}`].filter(
    Boolean,
  );
  const amount = value === undefined ? range.join(' ') : [comparator, value].filter(Boolean).join(' ');
  const words = [measure?.name, amount, amount ? unit : undefined, valueText].filter(Boolean).join(' ');
  return words === '' ? null : `Target: ${words}`;
}

function codingsOf(codings: readonly FhirCoding[]): Coding[] {
  return codings.flatMap(({ system, code, display }) =>
    system === undefined || code === undefined ? [] : [{ system, code, display }],
  );
}

function instantOf(instant: Instant | undefined): IncomingInstant | undefined {
  return instant && { at: instant.at, offsetMinutes: instant.offsetMinutes };
}
