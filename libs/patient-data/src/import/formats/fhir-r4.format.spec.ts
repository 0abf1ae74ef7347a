import { readdirSync } from 'node:fs';

import { collect, fileOf } from '../../../test/import/collect.js';
import { bundleOf, demoBundle, demoBundleNames, fixture, PATIENT } from '../../../test/fhir-bundles.js';
import {
  about,
  addedByKind,
  CONDITION,
  json,
  rowsOfType,
  WEIGHT,
} from '../../../test/import/fhir-uploads.js';
import type { UploadedFile } from '../format/import-format.js';
import { fhirR4 } from './fhir-r4.format.js';

const FIXTURES = new URL('../../../test/fixtures/fhir-r4/', import.meta.url);
const READ = ['Patient', 'Condition', 'MedicationRequest', 'MedicationStatement', 'Observation', 'Goal'];

/** Entries of a bundle by resource type, counted without the reader. */
function typesIn(bundle: Buffer): Record<string, number> {
  const { entry } = JSON.parse(bundle.toString()) as { entry: { resource: { resourceType: string } }[] };
  const counts: Record<string, number> = {};
  for (const { resource } of entry) {
    counts[resource.resourceType] = (counts[resource.resourceType] ?? 0) + 1;
  }
  return counts;
}

const only = (counts: Record<string, number>, are: (type: string) => boolean) =>
  Object.fromEntries(Object.entries(counts).filter(([type]) => are(type)));

describe('A bundle', () => {
  it.each(demoBundleNames())('%s: every entry is told, by the types that the file holds', async (name) => {
    const types = typesIn(demoBundle(name));
    const told = await collect(fhirR4, [fileOf(name, demoBundle(name))]);
    expect(addedByKind(told)).toEqual(only(types, (type) => READ.includes(type)));
    expect(told.skipped).toEqual(only(types, (type) => !READ.includes(type)));
    expect(told.quarantined).toEqual([]);
    expect(told.notes).toEqual([]);
  });

  it.each([
    ['ips-bundle-01.json', { Patient: 1, Condition: 2, MedicationStatement: 2, Observation: 6 }, 1, 20],
    [
      'ips-ca-fullsome-scenario.json',
      { Patient: 1, Condition: 18, MedicationStatement: 8, Observation: 5 },
      0,
      36,
    ],
  ])('%s is a patient summary', async (name, added, quarantined, read) => {
    const told = await collect(fhirR4, [fileOf(name, fixture(name))]);
    expect(addedByKind(told)).toEqual(added);
    expect(told.skipped).toEqual(only(typesIn(fixture(name)), (type) => !READ.includes(type)));
    expect([told.quarantined.length, told.read]).toEqual([quarantined, read]);
  });

  it('tells the values of one Observation together, and refused entries with field and reason', async () => {
    const observation = JSON.parse(fixture('observation-blood-pressure.json').toString()) as object;
    const text = bundleOf(PATIENT, observation, { ...CONDITION, code: {} }, { ...WEIGHT, ...about('else') });
    const told = await collect(fhirR4, [fileOf('a.json', text)]);
    expect(told.added.map(({ kind, at, rows }) => [kind, at, rows.length])).toEqual([
      ['Patient', 1, 1],
      ['Observation', 2, 2],
    ]);
    expect(told.quarantined).toEqual([
      {
        kind: 'Condition',
        at: 3,
        problem: { field: 'entry[2].resource.code', reason: 'has neither text nor coding' },
      },
      {
        kind: 'Observation',
        at: 4,
        problem: { field: 'entry[3].resource.subject', reason: 'about another patient' },
      },
    ]);
  });

  it('gives what the last entry says where entries tell one record twice', async () => {
    const changed = { ...WEIGHT, valueQuantity: { value: 71, unit: 'kg' } };
    const told = await collect(fhirR4, [fileOf('a.json', bundleOf(PATIENT, WEIGHT, CONDITION, changed))]);
    expect(rowsOfType(told, 'observation').map(({ record }) => record.value)).toEqual(['71', '71']);
    expect(told.notes).toEqual([
      {
        at: 2,
        problem: { field: 'entry[1].resource', reason: 'is told again by a later entry, which was taken' },
      },
    ]);
  });

  it('may lie beside others that hold no patient, as Synthea writes them', async () => {
    const told = await collect(fhirR4, [
      fileOf('hospitals.json', fixture('synthea-hospitals.json')),
      fileOf('practitioners.json', fixture('synthea-practitioners.json')),
      fileOf('clemente.json', demoBundle('clemente-kreiger.json')),
    ]);
    expect(told.files).toEqual(['clemente.json', 'hospitals.json', 'practitioners.json']);
    expect(told.skipped).toMatchObject({ Organization: 103, Practitioner: 103 });
    expect(told.read).toBe(70 + 102 + 102);
  });

  it.each(['synthea-hospitals.json', 'synthea-practitioners.json'])(
    '%s alone tells nobody whose records they are',
    async (name) => {
      await expect(collect(fhirR4, [fileOf(name, fixture(name))])).rejects.toMatchObject({
        code: 'no_patient',
      });
    },
  );
});

/** What becomes of each example of the specification, beside the patient it is about. */
const EXAMPLES: Readonly<Record<string, [rows: number, outcome: string]>> = {
  'condition-example': [1, 'added'],
  'condition-f001': [1, 'added'],
  'condition-f201': [1, 'added'],
  'condition-stroke': [1, 'added'],
  'goal-example': [1, 'added'],
  'goal-stop-smoking': [1, 'added'],
  'medicationrequest-medrx0301': [1, 'added'],
  'medicationrequest-medrx0302': [1, 'added'],
  'medicationrequest-medrx0303': [1, 'added'],
  'medicationstatement-example001': [1, 'added'],
  'medicationstatement-example002': [1, 'added'],
  'medicationstatement-example003': [1, 'added'],
  'medicationstatement-example004': [1, 'added'],
  'observation-10minute-apgar-score': [0, 'subject about another patient'],
  'observation-blood-pressure': [2, 'added'],
  'observation-blood-pressure-cancel': [0, 'status is cancelled'],
  'observation-bmi': [1, 'added'],
  'observation-body-height': [1, 'added'],
  'observation-body-temperature': [1, 'added'],
  'observation-clinical-gender': [1, 'added'],
  'observation-decimal': [0, 'subject is missing'],
  'observation-f001': [1, 'added'],
  'observation-heart-rate': [1, 'added'],
  'observation-respiratory-rate': [1, 'added'],
  'observation-sato2': [1, 'added'],
  'observation-secondsmoke': [1, 'added'],
  'observation-unsat': [0, 'status is cancelled'],
  'observation-vitals-panel': [0, 'value[x] is missing: the resource only groups others (hasMember)'],
  'observation-vomiting': [1, 'added'],
};

describe('A resource in a file of its own', () => {
  const names = readdirSync(FIXTURES)
    .filter((name) => /^[a-z]+-.*\.json$/.test(name) && !/^(?:ips|synthea)-/.test(name))
    .map((name) => name.replace('.json', ''));

  it.each(names)('%s of the specification is told as it should be', async (name) => {
    const text = fixture(`${name}.json`).toString();
    const { resourceType, subject } = JSON.parse(text) as {
      resourceType: string;
      subject?: { reference: string };
    };
    const id = /^Patient\/(\w+)$/.exec(subject?.reference ?? '')?.[1] ?? 'example';
    const told = await collect(fhirR4, [
      fileOf(`${name}.json`, text),
      json('p.json', { resourceType: 'Patient', id }),
    ]);
    expect(told.read).toBe(2);
    const [rows, outcome] = EXAMPLES[name] ?? [0, 'skipped'];
    const [record] = told.added.filter(({ kind }) => kind === resourceType);
    expect(record?.rows.length ?? 0).toBe(rows);
    const { field, reason } = told.quarantined[0]?.problem ?? {};
    const found = record ? 'added' : told.skipped[resourceType] === 1 ? 'skipped' : `${field} ${reason}`;
    expect(found).toBe(outcome);
  });

  it('may be one of many in an archive, where a broken one loses no other', async () => {
    const told = await collect(fhirR4, [
      json('1/broken.json', '{"resourceType":"Observation", oops'),
      json('1/weight.json', JSON.stringify(WEIGHT, null, 2)),
      json('2/patient.json', JSON.stringify(PATIENT, null, 2)),
      json('2/old.xml', '<Condition xmlns="http://hl7.org/fhir"/>'),
    ]);
    expect(addedByKind(told)).toEqual({ Patient: 1, Observation: 1 });
    expect(told.quarantined.map(({ kind, at }) => [kind, at])).toEqual([
      ['unknown', 1],
      ['unknown', 1],
    ]);
  });
});

describe('An upload that must not be stored', () => {
  const other = { resourceType: 'Patient', id: 'other' };
  const old = { resourceType: 'Condition', id: 'o', clinicalStatus: 'active', ...about('example') };

  it.each([
    ['two patients in a bundle', [json('a', bundleOf(PATIENT, other))], 'several_patients'],
    ['two patients in lines', [json('a', PATIENT, WEIGHT, other)], 'several_patients'],
    ['two patients in two files', [json('a', bundleOf(PATIENT)), json('b', other)], 'several_patients'],
    ['a patient born twice', [json('a', PATIENT, { ...PATIENT, birthDate: '2000' })], 'several_patients'],
    ['no patient', [json('a', WEIGHT, CONDITION)], 'no_patient'],
    ['a resource alone', [fileOf('a', fixture('condition-example.json'))], 'no_patient'],
    ['a patient who cannot be read', [json('a', { ...PATIENT, birthDate: 'x' })], 'no_patient'],
    ['a line of STU3', [json('a', PATIENT, WEIGHT, old)], 'unsupported_fhir_version'],
    [
      'a bundle of STU3 beside others',
      [json('a', bundleOf(PATIENT, old)), json('b', WEIGHT)],
      'unsupported_fhir_version',
    ],
    ['FHIR XML', [fileOf('a', '<?xml version="1.0"?>\n<Bundle xmlns="http://hl7.org/fhir"/>')], 'fhir_xml'],
    ['half a bundle', [fileOf('a', bundleOf(PATIENT, WEIGHT).slice(0, -9))], 'truncated'],
    ['UTF-16', [fileOf('a', Buffer.from(bundleOf(PATIENT), 'utf16le'))], 'not_utf8'],
    ['a history', [json('a', bundleOf(PATIENT).replace('collection', 'history'))], 'unsupported_bundle_type'],
  ])('%s', async (_what, files, code) => {
    await expect(collect(fhirR4, files)).rejects.toMatchObject({ code });
  });

  it('says in which line another version was found', async () => {
    await expect(collect(fhirR4, [json('a', PATIENT, old)])).rejects.toMatchObject({
      name: 'FhirRefusal',
      message: 'line[2].clinicalStatus is a code, as in FHIR DSTU2 and STU3; only FHIR R4 is read.',
    });
  });
});

describe('Recognising FHIR', () => {
  const recognised = (...files: UploadedFile[]) => fhirR4.recognise(files).map(({ path }) => path);

  it('goes by what is in a file, not by its name', () => {
    expect(
      recognised(json('a.csv', bundleOf(PATIENT)), json('b', ' \n{ "resourceType" : "Patient" }')),
    ).toEqual(['a.csv', 'b']);
    expect(
      recognised(
        json('Patient.ndjson', 'id,name'),
        json('bundle.json', '{"type":"Bundle"}'),
        json('events.json', '{"resourceType":"AWS::S3::Object"}'),
        json('list.json', '[{"resourceType":"Patient"}]'),
        json('export_cda.xml', '<ClinicalDocument xmlns="urn:hl7-org:v3"/>'),
        json('empty', ''),
      ),
    ).toEqual([]);
  });

  it('leaves what Apple puts beside its export', () => {
    const health = fileOf('apple/export.xml', '<?xml version="1.0"?><!DOCTYPE HealthData [');
    const record = json('apple/clinical-records/Condition-1.json', CONDITION);
    expect(recognised(health, record)).toEqual([]);
    expect(recognised(record)).toEqual([record.path]);
  });
});
