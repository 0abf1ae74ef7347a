import { BundleIndex, entryOf } from '../../fhir-r4/bundle-index.js';
import { FhirElement } from '../../fhir-r4/fhir-element.js';
import { type JsonValue, property } from '../../fhir-r4/fhir-json.js';
import { ResourceRefusal } from '../../fhir-r4/fhir-refusal.js';
import { ResourceReader } from '../../fhir-r4/resource-reader.js';
import type { UploadedFile } from '../../format/import-format.js';
import type { Problem, RecordSink } from '../../format/record-sink.js';
import {
  byteLines,
  bytesOf,
  JsonProblem,
  MOST_LINE_BYTES,
  readJson,
  readJsonQuickly,
} from '../json/json-input.js';
import { rowsOf } from './rows.js';
import type { Survey } from './survey.js';

/** Which resources of a file are read now. The rest of it is read, or was, at another time. */
export type Part = 'all' | 'conditions' | 'all but conditions';

const RESOURCE_TYPE = /^[A-Z][A-Za-z]{1,63}$/;
const PIECE_BYTES = 64 * 1024;

/** Tells resources that stand alone, one per line or per file, of the patient of the upload. */
export class ResourceTeller {
  private readonly reader: ResourceReader;

  constructor(
    private readonly survey: Survey,
    private readonly sink: RecordSink,
  ) {
    const { entry } = survey.patient;
    this.reader = new ResourceReader(entry, new BundleIndex([entry, ...survey.medications]));
  }

  async tellLines(file: UploadedFile, part: Part): Promise<void> {
    let bytesSinceReady = 0;
    for await (const { number, bytes } of byteLines(file)) {
      if (part !== 'conditions' || (bytes && mayBeCondition(bytes))) this.line(file, number, bytes, part);
      bytesSinceReady += bytes?.length ?? 0;
      if (bytesSinceReady < PIECE_BYTES) continue;
      bytesSinceReady = 0;
      await this.sink.ready();
    }
  }

  async tellResource(file: UploadedFile): Promise<void> {
    this.value(file, 1, readJson(await bytesOf(file)), 'all');
  }

  private line(file: UploadedFile, at: number, bytes: Uint8Array | undefined, part: Part): void {
    if (!bytes) {
      this.sink.quarantine('unknown', at, { reason: `is longer than ${MOST_LINE_BYTES / 1024 ** 2} MiB` });
      return;
    }
    // Bills and reports are most of a bulk export: nobody needs their digits.
    const type = property(readJsonQuickly(bytes), 'resourceType');
    if (!isPlainlySkipped(type, this.reader)) this.value(file, at, readJson(bytes), part);
    else if (part !== 'conditions') this.sink.skip(type);
  }

  private value(file: UploadedFile, at: number, value: JsonValue | JsonProblem, part: Part): void {
    if (value instanceof JsonProblem) {
      if (part !== 'conditions') this.sink.quarantine('unknown', at, value.problem);
      return;
    }
    const type = property(value, 'resourceType');
    if (part !== 'all' && (type === 'Condition') !== (part === 'conditions')) return;
    const kind = typeof type === 'string' && RESOURCE_TYPE.test(type) ? type : 'unknown';
    const warnings = new Map<string, Problem>();
    try {
      const element = FhirElement.at(value, '', (field, reason) =>
        warnings.set(`${field} ${reason}`, { field, reason }),
      );
      this.resource(file, at, kind, element);
      for (const warning of warnings.values()) this.sink.note(at, warning);
    } catch (error) {
      if (!(error instanceof ResourceRefusal)) throw error;
      const { field, reason } = error;
      this.sink.quarantine(kind, at, { ...(field === '' ? {} : { field }), reason });
    }
  }

  private resource(file: UploadedFile, at: number, kind: string, element: FhirElement): void {
    if (!element.exists) element.refuse('resourceType', 'is missing');
    const entry = entryOf(element, at - 1);
    if (kind === 'Patient') {
      const { told } = this.survey;
      if (told.by === file && told.at === at) return;
      throw new ResourceRefusal('', 'repeats the patient of the upload');
    }
    if (kind === 'Bundle') throw new ResourceRefusal('', 'is a Bundle, which is read as a file of its own');
    const told = this.reader.read(entry);
    if (told) this.sink.add(kind, at, rowsOf(told));
    else this.sink.skip(kind);
  }
}

function isPlainlySkipped(type: JsonValue | undefined, reader: ResourceReader): type is string {
  return typeof type === 'string' && RESOURCE_TYPE.test(type) && type !== 'Bundle' && !reader.reads(type);
}

function mayBeCondition(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('"Condition"');
}
