import { ZoneClock } from '@carenode/module-kit';

import { FhirElement as JsonElement, type WarningSink } from '../fhir-r4/fhir-element.js';
import { isJsonObject, type JsonValue, property } from '../fhir-r4/fhir-json.js';
import { ResourceRefusal } from '../fhir-r4/fhir-refusal.js';
import { FileRefusal, type ImportFormat, type Question, type UploadedFile } from '../format/import-format.js';
import type { Problem, RecordSink } from '../format/record-sink.js';
import { textOf } from '../format/text.js';
import { JsonProblem } from './json/json-input.js';
import {
  dataPoints,
  type FoundPoint,
  isOpenMHealth,
  type SchemaId,
  schemaOf,
} from './open-mhealth/data-points.js';
import { readOrigin } from './open-mhealth/point-origin.js';
import { PointReader, type ReadPoint } from './open-mhealth/read-point.js';

const TIME_ZONE: Question = {
  id: 'time-zone',
  kind: 'time-zone',
  text: 'Some records tell a local time, or a part of a day, without a time zone. In which time zone were you then?',
};
const NEEDS_ZONE = /"part_of_day"|"(?:start_|end_)?date_time"\s*:\s*"\d{4}-\d{2}-\d{2}T[\d:.]+"/;
/** Longer than anything that is looked for across two pieces of a file. */
const OVERLAP = 200;
const PIECE = 200;
const UNSURE: Readonly<Record<'twice' | 'never', Problem>> = {
  twice: {
    field: 'effective_time_frame',
    reason: 'was shown twice by clocks of the zone; the first was taken',
  },
  never: {
    field: 'effective_time_frame',
    reason: 'was never shown by clocks of the zone; it was taken as told',
  },
};

/**
 * Open mHealth and IEEE 1752.1 data points (header and body), in an array, one per line or alone; answers of Shimmer servers;
 * bodies without a header where the path in the archive tells their schema, as in `omh/body-weight/3.0/`. Of versions 1.0 to
 * 4.0 of the schemas the values are read by name and shape, whichever version has them.
 *
 * A data point tells its schema, source, time frame, values with units, and words about them, which become notes. `Z` tells
 * the instant and not the clock of the person, other offsets tell that too. A part of a day is kept with its word, as
 * the hours commonly meant by it (morning 6 to 12, afternoon 12 to 18, evening 18 to 24, night the whole day) in the zone that
 * is asked; an activity then has no end. A descriptive statistic (the average of a month, the highest of a day) is a
 * variable of its own, never a reading among readings. What has no time of its own is quarantined: when a data point was made
 * is not when it was measured. Activities become activities; other schemas with one value of their own name become variables
 * of the patient. Medications, positions, raw signals and parts of schemas (time-frame, header) have no place and are skipped.
 *
 * Sources: https://github.com/openmhealth/schemas, IEEE 1752.1-2021.
 */
export const openMHealth: ImportFormat = {
  id: 'open-mhealth',
  title: 'Open mHealth data points (JSON)',
  recognise: (files) => files.filter(isOpenMHealth),
  async ask(files, answers) {
    if (clockOf(answers[TIME_ZONE.id])) return [];
    for (const file of files) if (await needsZone(file)) return [TIME_ZONE];
    return [];
  },
  async read(files, sink, answers) {
    const teller = new PointTeller(sink, clockOf(answers[TIME_ZONE.id]));
    for (const file of files) {
      sink.open(file);
      await readFile(file, teller, sink, files.length === 1);
      await sink.ready();
    }
  },
};

async function readFile(
  file: UploadedFile,
  teller: PointTeller,
  sink: RecordSink,
  isAlone: boolean,
): Promise<void> {
  let told = 0;
  try {
    for await (const found of dataPoints(file)) {
      teller.tell(found);
      told += 1;
      if (told % PIECE === 0) await sink.ready();
    }
  } catch (error) {
    // One broken file loses no other of the archive.
    if (isAlone || told > 0 || !(error instanceof FileRefusal)) throw error;
    sink.quarantine('unknown', 1, { reason: error.message });
  }
}

/** Tells the sink what becomes of each data point. */
class PointTeller {
  private readonly reader: PointReader;

  constructor(
    private readonly sink: RecordSink,
    clock: ZoneClock | undefined,
  ) {
    this.reader = new PointReader(clock);
  }

  tell({ at, point, schemaOfPath, idsAreNew }: FoundPoint): void {
    if (point instanceof JsonProblem) {
      this.sink.quarantine('unknown', at, point.problem);
      return;
    }
    const header = property(point, 'header');
    const schema = schemaOf(header, schemaOfPath);
    const kind = schema ? `${schema.namespace}:${schema.name}` : 'unknown';
    const warnings: Problem[] = [];
    try {
      const read = this.read(point, schema, idsAreNew, (field, reason) => warnings.push({ field, reason }));
      if (!read) {
        this.sink.skip(kind);
        return;
      }
      this.sink.add(kind, at, read.rows);
      for (const warning of warnings) this.sink.note(at, warning);
      if (read.unsure) this.sink.note(at, UNSURE[read.unsure]);
    } catch (error) {
      if (!(error instanceof ResourceRefusal)) throw error;
      const { field, reason } = error;
      this.sink.quarantine(kind, at, { ...(field === '' ? {} : { field }), reason });
    }
  }

  /** Undefined when there is no place for it; throws ResourceRefusal when it cannot be used. */
  private read(
    point: JsonValue,
    schema: SchemaId | undefined,
    idsAreNew: boolean,
    warn: WarningSink,
  ): ReadPoint | undefined {
    if (!schema) {
      throw new ResourceRefusal('header.schema_id', 'is missing, so what the record holds cannot be told');
    }
    const header = property(point, 'header');
    const bare = header === undefined;
    // Parts of schemas may be texts.
    if (bare && !isJsonObject(point)) return undefined;
    const body = JsonElement.at(bare ? point : property(point, 'body'), bare ? '' : 'body', warn);
    if (!body.exists) throw new ResourceRefusal('body', 'is missing');
    const origin = readOrigin(JsonElement.at(header, 'header', warn), schema, idsAreNew);
    return this.reader.read(schema, body, origin);
  }
}

async function needsZone(file: UploadedFile): Promise<boolean> {
  let before = '';
  for await (const piece of textOf(file)) {
    const text = before + piece;
    if (NEEDS_ZONE.test(text)) return true;
    before = text.slice(-OVERLAP);
  }
  return false;
}

function clockOf(zone: string | undefined): ZoneClock | undefined {
  return zone === undefined ? undefined : ZoneClock.of(zone);
}
