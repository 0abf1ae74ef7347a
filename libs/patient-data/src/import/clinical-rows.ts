import type { IncomingDemographics, PatientProfiles } from '@carenode/identity-contract';
import type { Transaction } from '@carenode/module-kit';
import type { RowKind } from '@carenode/patient-data-contract';
import type { HealthRecords, IncomingRecords, Stored } from '@carenode/records-contract';

import { storeGoals } from '../health-goal/imported-goals.js';
import type { ReadClinical } from './format/read-rows.js';
import type { RowOf } from './reading/messages.js';

type Of<Type extends ReadClinical['type']> = RowOf<Extract<ReadClinical, { type: Type }>>;

/** What came of clinical rows of one kind: counts, and the records of the batch that are new or changed. */
export interface StoredClinical {
  readonly kind: RowKind;
  readonly counts: readonly [created: number, updated: number, duplicate: number];
  readonly records: readonly number[];
}

interface Target {
  readonly tx: Transaction;
  readonly patientId: string;
  readonly importId: string;
}

const NOTE_GOALS = `
  insert into public.patient_data_import_changes (import_id, what, row_id, patient_id, before)
  select $2, 'goal', g.id, $1, to_jsonb(g)
    from public.patient_health_goals g join unnest($4::text[], $5::text[]) t (external_id, fingerprint) using (external_id)
   where g.patient_id = $1 and g.source = $3 and g.source_fingerprint <> t.fingerprint
     and g.import_id is distinct from $2
  on conflict do nothing`;
const PROFILE = `
  select first_name as "givenName", last_name as "familyName", date_of_birth::text as "dateOfBirth", gender,
         coalesce((select jsonb_agg(jsonb_build_object('system', i.system, 'value', i.value))
                     from public.profile_identifiers i where i.profile_id = p.id), '[]') as identifiers
    from public.profiles p where p.id = $1`;
const NOTE_PROFILE = `
  insert into public.patient_data_import_changes (import_id, what, row_id, patient_id, before)
  values ($2, 'profile', $1, $1, $3)
  on conflict (import_id, what, row_id) do nothing`;

/** Stores clinical rows, conditions before the treatments that are for them. */
export async function storeClinical(
  target: Target,
  { profiles, records }: { profiles: PatientProfiles; records: HealthRecords },
  rows: readonly RowOf<ReadClinical>[],
): Promise<StoredClinical[]> {
  if (rows.length === 0) return [];
  const of = <Type extends ReadClinical['type']>(type: Type) =>
    rows.filter((row): row is Of<Type> & RowOf<ReadClinical> => row.row.type === type);
  const stored: StoredClinical[] = [];
  for (const row of of('patient')) stored.push(await fillProfile(target, profiles, row));
  const put = (source: string, part: Partial<IncomingRecords>) =>
    records.store(target.tx, target.patientId, {
      source,
      importId: target.importId,
      conditions: [],
      treatments: [],
      measurements: [],
      ...part,
    });
  for (const [source, list] of bySource(of('condition'))) {
    const { conditions } = await put(source, { conditions: list.map(({ row }) => row.record) });
    stored.push(outcome('conditions', list, conditions));
  }
  for (const [source, list] of bySource(of('treatment'))) {
    const { treatments } = await put(source, { treatments: list.map(({ row }) => row.record) });
    stored.push(outcome('treatments', list, treatments));
  }
  for (const [source, list] of bySource(of('observation'))) {
    const { measurements } = await put(source, { measurements: list.map(({ row }) => row.record) });
    stored.push(outcome('measurements', list, measurements));
  }
  for (const [source, list] of bySource(of('goal'))) stored.push(await putGoals(target, source, list));
  return stored;
}

/** Of several rows with one external id the last is stored and counts; the others are duplicates of it. */
function outcome(
  kind: RowKind,
  rows: readonly {
    readonly record: number;
    readonly row: { readonly record: { readonly externalId: string } };
  }[],
  { created, updated, duplicate, changed }: Stored,
): StoredClinical {
  const last = new Map(rows.map(({ record, row }) => [row.record.externalId, record]));
  return {
    kind,
    counts: [created, updated, duplicate],
    records: changed.flatMap((externalId) => last.get(externalId) ?? []),
  };
}

async function putGoals(
  { tx, patientId, importId }: Target,
  source: string,
  rows: readonly Of<'goal'>[],
): Promise<StoredClinical> {
  const goals = [...new Map(rows.map(({ row }) => [row.record.externalId, row.record])).values()];
  const ids = goals.map(({ externalId }) => externalId);
  const fingerprints = goals.map(({ fingerprint }) => fingerprint);
  await tx.query(NOTE_GOALS, [patientId, importId, source, ids, fingerprints]);
  const stored = await storeGoals(tx, patientId, source, goals, importId);
  return outcome('goals', rows, { ...stored, duplicate: stored.duplicate + rows.length - goals.length });
}

async function fillProfile(
  { tx, patientId, importId }: Target,
  profiles: PatientProfiles,
  { record, row }: Of<'patient'>,
): Promise<StoredClinical> {
  const [before] = await tx.query<KnownProfile>(PROFILE, [patientId]);
  if ((await profiles.fill(tx, patientId, row.record)) === 'duplicate')
    return { kind: 'profile', counts: [0, 0, 1], records: [] };
  const [after] = await tx.query<KnownProfile>(PROFILE, [patientId]);
  if (before && after) {
    const filled = difference(before, after);
    await tx.query(NOTE_PROFILE, [patientId, importId, JSON.stringify(filled)]);
  }
  return { kind: 'profile', counts: [1, 0, 0], records: [record] };
}

interface KnownProfile {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dateOfBirth: string | null;
  readonly gender: IncomingDemographics['gender'] | null;
  readonly identifiers: IncomingDemographics['identifiers'];
}

function difference(before: KnownProfile, after: KnownProfile): IncomingDemographics {
  const known = new Set(before.identifiers.map(({ system, value }) => JSON.stringify([system, value])));
  const filled = <K extends 'givenName' | 'familyName' | 'dateOfBirth' | 'gender'>(name: K) =>
    before[name] === null && after[name] !== null ? { [name]: after[name] } : {};
  return {
    identifiers: after.identifiers.filter(({ system, value }) => !known.has(JSON.stringify([system, value]))),
    ...filled('givenName'),
    ...filled('familyName'),
    ...filled('dateOfBirth'),
    ...filled('gender'),
  };
}

function bySource<Row extends { readonly row: { readonly source: string } }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.row.source);
    if (group) group.push(row);
    else groups.set(row.row.source, [row]);
  }
  return groups;
}
