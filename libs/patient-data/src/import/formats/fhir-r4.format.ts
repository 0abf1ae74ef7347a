import { parseFhirJson } from '../fhir-r4/fhir-json.js';
import { readBundle } from '../fhir-r4/fhir-bundle.reader.js';
import { FhirRefusal } from '../fhir-r4/fhir-refusal.js';
import type { ImportFormat, UploadedFile } from '../format/import-format.js';
import type { RecordSink } from '../format/record-sink.js';
import { headText } from '../format/text.js';
import { bytesOf } from './json/json-input.js';
import { shapeOf } from './fhir-r4/fhir-shape.js';
import { patientRow } from './fhir-r4/rows.js';
import { type Survey, type SurveyedFile, surveyOf } from './fhir-r4/survey.js';
import { tellBundle } from './fhir-r4/tell-bundle.js';
import { type Part, ResourceTeller } from './fhir-r4/tell-resources.js';

const TREATMENTS = ['MedicationRequest', 'MedicationStatement'];

/**
 * FHIR R4 in JSON: bundles (an International Patient Summary is one of type `document`), newline-delimited JSON with a
 * resource per line, as bulk export gives it, and resources in files of their own; several of these in one archive.
 *
 * An upload is about one patient, whose Patient resource it must hold: what is about another is quarantined, two patients
 * and other versions of FHIR are refused as a whole. Read are Patient, Condition, MedicationRequest, MedicationStatement,
 * Observation with its components, and Goal; every other type is skipped, AllergyIntolerance, Immunization and Procedure
 * too, as there is no place for them. Units and digits stay as received. A record is known by the URL of its entry, else by
 * type and id, so that a later version of it changes its row. Times are those of the file: a date alone stands for midnight
 * UTC and has no offset. FHIR does not say which of an upload's files comes first, so conditions are read before what is
 * prescribed for them.
 *
 * Sources: https://hl7.org/fhir/R4/bundle.html, https://hl7.org/fhir/R4/references.html, https://hl7.org/fhir/R4/nd-json.html.
 */
export const fhirR4: ImportFormat = {
  id: 'fhir-r4',
  title: 'FHIR R4 (JSON: bundles, patient summaries, bulk export)',
  recognise(files) {
    const own = files.filter((file) => shapeOf(file) !== undefined);
    // Apple writes other versions of FHIR beside its export, and no Patient; they must not have the export refused.
    return own.some(isOfApple) && files.some(isAppleHealth) ? own.filter((file) => !isOfApple(file)) : own;
  },
  async read(files, sink) {
    refuseXml(files);
    const survey = await surveyOf(files, () => sink.ready());
    const teller = new ResourceTeller(survey, sink);
    tellPatient(survey, sink);
    for (const step of stepsOf(survey)) {
      sink.open(step.file.file);
      await tell(step, survey, teller, sink);
      await sink.ready();
    }
  },
};

interface Step {
  readonly file: SurveyedFile;
  readonly part: Part;
}

async function tell(
  { file, part }: Step,
  survey: Survey,
  teller: ResourceTeller,
  sink: RecordSink,
): Promise<void> {
  switch (file.holds) {
    case 'nothing':
      return sink.quarantine('unknown', 1, file.problem);
    case 'resource':
      return teller.tellResource(file.file);
    case 'lines':
      return teller.tellLines(file.file, part);
    case 'bundle': {
      const root = file.root ?? parseFhirJson(await bytesOf(file.file));
      const isTheirs = survey.told.by === file.file;
      return tellBundle(readBundle(root, isTheirs ? undefined : survey.patient), sink);
    }
  }
}

/** A bundle tells its own patient. */
function tellPatient({ files, told, patient }: Survey, sink: RecordSink): void {
  if (files.some(({ file, holds }) => file === told.by && holds === 'bundle')) return;
  sink.open(told.by);
  sink.add('Patient', told.at, patientRow(patient.patient));
  for (const warning of told.warnings) sink.note(told.at, warning);
}

/** The bundle of the patient first, then conditions before treatments; a file that holds both is read twice. */
function stepsOf({ files, told }: Survey): Step[] {
  const whole = (list: readonly SurveyedFile[]): Step[] => list.map((file) => ({ file, part: 'all' }));
  const theirs = files.filter(({ file, holds }) => file === told.by && holds === 'bundle');
  const rest = files.filter((file) => !theirs.includes(file));
  const isMixed = (file: SurveyedFile) =>
    file.holds === 'lines' && file.types.has('Condition') && TREATMENTS.some((type) => file.types.has(type));
  const mixed = rest.filter(isMixed);
  const plain = rest.filter((file) => !isMixed(file));
  const isFirst = (file: SurveyedFile) =>
    file.holds === 'bundle' || ('types' in file && file.types.has('Condition'));
  return [
    ...whole(theirs),
    ...whole(plain.filter(isFirst)),
    ...mixed.map((file): Step => ({ file, part: 'conditions' })),
    ...mixed.map((file): Step => ({ file, part: 'all but conditions' })),
    ...whole(plain.filter((file) => !isFirst(file))),
  ];
}

function refuseXml(files: readonly UploadedFile[]): void {
  if (files.every((file) => shapeOf(file) === 'xml')) {
    throw new FhirRefusal('fhir_xml', 'The file is FHIR XML; only FHIR JSON is read.');
  }
}

function isOfApple({ path }: UploadedFile): boolean {
  return /(?:^|\/)clinical[-_]records\/[^/]+$/i.test(path);
}

function isAppleHealth(file: UploadedFile): boolean {
  return /<(?:!DOCTYPE )?HealthData\b/.test(headText(file));
}
