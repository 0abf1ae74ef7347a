import { type BundleEntry, entryOf } from '../../fhir-r4/bundle-index.js';
import {
  isSamePatient,
  patientOfBundle,
  requirePatient,
  type TheirPatient,
} from '../../fhir-r4/fhir-bundle.reader.js';
import { FhirElement } from '../../fhir-r4/fhir-element.js';
import { type JsonValue, parseFhirJson, property } from '../../fhir-r4/fhir-json.js';
import { FhirRefusal, ResourceRefusal } from '../../fhir-r4/fhir-refusal.js';
import { refuseOtherVersion } from '../../fhir-r4/fhir-version.js';
import type { UploadedFile } from '../../format/import-format.js';
import type { Problem } from '../../format/record-sink.js';
import { byteLines, bytesOf, JsonProblem, readJson, readJsonQuickly } from '../json/json-input.js';
import { shapeOf } from './fhir-shape.js';

/** Medications that prescriptions in other lines may refer to are held; a person's are far fewer. */
const MOST_MEDICATIONS = 10_000;
const MOST_MEDICATION_BYTES = 8 * 1024 * 1024;
/** These say that the upload as a whole must not be stored; every other refusal concerns one file of several. */
const OF_THE_UPLOAD = ['unsupported_fhir_version', 'no_patient', 'several_patients'];

/** A file of an upload with what must be known before reading it. */
export type SurveyedFile =
  | { readonly file: UploadedFile; readonly holds: 'bundle'; readonly root?: JsonValue }
  | {
      readonly file: UploadedFile;
      readonly holds: 'lines' | 'resource';
      readonly types: ReadonlySet<string>;
    }
  | { readonly file: UploadedFile; readonly holds: 'nothing'; readonly problem: Problem };

export interface Survey {
  readonly files: readonly SurveyedFile[];
  readonly patient: TheirPatient;
  /** The file that tells the patient, and the line there. */
  readonly told: { readonly by: UploadedFile; readonly at: number; readonly warnings: readonly Problem[] };
  readonly medications: readonly BundleEntry[];
  /** Medications that were too many to hold. */
  readonly medicationsLeftOut: boolean;
}

/**
 * Reads the files once for what the order of reading needs: the patient they are about, and what prescriptions refer to.
 * Throws FhirRefusal when they must not be stored: another version of FHIR, no patient or several, and a single file that
 * cannot be read at all.
 */
export async function surveyOf(files: readonly UploadedFile[], ready: () => Promise<void>): Promise<Survey> {
  const surveyor = new Surveyor(files.length === 1);
  const surveyed: SurveyedFile[] = [];
  for (const file of files) {
    surveyed.push(await surveyor.survey(file, ready));
    await ready();
  }
  return surveyor.result(surveyed);
}

class Surveyor {
  private patient: (TheirPatient & { told: Survey['told'] }) | undefined;
  private readonly medications: BundleEntry[] = [];
  private medicationBytes = 0;
  private leftOut = false;

  constructor(private readonly alone: boolean) {}

  async survey(file: UploadedFile, ready: () => Promise<void>): Promise<SurveyedFile> {
    const shape = shapeOf(file);
    if (shape === 'lines') return this.lines(file, ready);
    try {
      return this.document(file, parseFhirJson(await bytesOf(file)));
    } catch (error) {
      if (this.alone || !(error instanceof FhirRefusal) || OF_THE_UPLOAD.includes(error.code)) throw error;
      const { field, message } = error;
      return { file, holds: 'nothing', problem: { ...(field ? { field } : {}), reason: message } };
    }
  }

  result(files: readonly SurveyedFile[]): Survey {
    if (!this.patient) {
      const message =
        'No file of the upload holds a usable Patient; it must be told whose records these are.';
      throw new FhirRefusal('no_patient', message);
    }
    const { told, entry, patient } = this.patient;
    return {
      files,
      patient: { entry, patient },
      told,
      medications: this.medications,
      medicationsLeftOut: this.leftOut,
    };
  }

  private document(file: UploadedFile, root: JsonValue): SurveyedFile {
    const type = property(root, 'resourceType');
    if (typeof type === 'string' && type !== 'Bundle') {
      refuseOtherVersion(root, '');
      this.resource(file, 1, type, root, file.size);
      return { file, holds: 'resource', types: new Set([type]) };
    }
    const theirs = patientOfBundle(root);
    // The bundle itself warns when it is read.
    if (theirs) this.is(theirs, { by: file, at: theirs.entry.index + 1, warnings: [] });
    return this.alone ? { file, holds: 'bundle', root } : { file, holds: 'bundle' };
  }

  private async lines(file: UploadedFile, ready: () => Promise<void>): Promise<SurveyedFile> {
    const types = new Set<string>();
    let bytesSinceReady = 0;
    for await (const { number, bytes } of byteLines(file)) {
      if (bytes) {
        const type = this.line(file, number, bytes);
        if (type !== undefined && types.size < 200) types.add(type);
        bytesSinceReady += bytes.length;
      }
      if (bytesSinceReady > 64 * 1024) {
        bytesSinceReady = 0;
        await ready();
      }
    }
    return { file, holds: 'lines', types };
  }

  private line(file: UploadedFile, at: number, bytes: Uint8Array): string | undefined {
    const value = readJsonQuickly(bytes);
    const type = property(value, 'resourceType');
    if (value === undefined || typeof type !== 'string') return undefined;
    refuseOtherVersion(value, `line[${at}]`);
    if (type === 'Patient' || type === 'Medication') {
      const exact = readJson(bytes);
      if (!(exact instanceof JsonProblem)) this.resource(file, at, type, exact, bytes.length);
    }
    return type;
  }

  private resource(file: UploadedFile, at: number, type: string, value: JsonValue, size: number): void {
    if (type !== 'Patient' && type !== 'Medication') return;
    const warnings = new Map<string, Problem>();
    const entry = entryAlone(value, at, (problem) =>
      warnings.set(`${problem.field} ${problem.reason}`, problem),
    );
    if (!entry) return;
    if (type === 'Patient') {
      const patient = requirePatient(entry);
      this.is({ entry, patient }, { by: file, at, warnings: [...warnings.values()] });
    } else if (
      this.medications.length < MOST_MEDICATIONS &&
      this.medicationBytes + size <= MOST_MEDICATION_BYTES
    ) {
      this.medications.push(entry);
      this.medicationBytes += size;
    } else {
      this.leftOut = true;
    }
  }

  private is(theirs: TheirPatient, told: Survey['told']): void {
    this.patient ??= { ...theirs, told };
    if (isSamePatient(this.patient.entry, theirs.entry, 'upload')) return;
    const message =
      'The upload holds records of more than one Patient; the records of one person are read at a time.';
    throw new FhirRefusal('several_patients', message);
  }
}

/** The entry that a resource alone in a line or a file is; undefined when it is none. */
function entryAlone(value: JsonValue, at: number, warn: (problem: Problem) => void): BundleEntry | undefined {
  try {
    return entryOf(
      FhirElement.at(value, '', (field, reason) => warn({ field, reason })),
      at - 1,
    );
  } catch (error) {
    if (error instanceof ResourceRefusal) return undefined;
    throw error;
  }
}
