import type { ImportFormat, UploadedFile } from '../format/import-format.js';
import type { RecordSink } from '../format/record-sink.js';
import { headText, textOf } from '../format/text.js';
import { ExportReader } from './apple-health/export-reader.js';

const PIECE = 64 * 1024;

/**
 * `export.xml` of Apple's Health app (Export All Health Data): an XML document with the root element HealthData, whatever
 * its file is called (`导出.xml`). Read from the DTDs that exports of versions 3 to 14 carry and from real exports.
 *
 * What it tells, and how that is read:
 * - Instants are right, offsets are not: every time is written with the offset that the phone had on the day of the export.
 *   The offset and the zone of a record are therefore those of its HKTimeZone, where it has one, and not told otherwise.
 * - A record has no id; it is what it is (type, period, value, unit, source). HKExternalUUID is not one: apps give the same
 *   to many records.
 * - Units are per record and as the phone is set; those that are no UCUM code are written as UCUM writes the same unit.
 *   Percent is a fraction: a value up to 1 with the unit `%` is told with the unit `1`.
 * - Sleep has no unit: hours from start to end. Core (light), deep and REM sleep are rows of their own and of total sleep
 *   beside; unspecified sleep is total sleep only; time in bed and awake are not. So total sleep is the sum of the rows
 *   of `sleep`, and nothing is added to it.
 * - Records inside a Correlation are also there by themselves (so the DTD): such a one is skipped as `Correlation/Record`,
 *   if it was indeed found by itself; otherwise it is a record like any other. A Correlation of a food is a row of the food
 *   log beside the measurements of its nutrients; every other Correlation is skipped, its parts being told.
 * - A Workout is one activity, with its totals (attributes, or WorkoutStatistics since iOS 15), those of its parts by part,
 *   and how many events of each kind; energies in kJ are kcal (4.184 J to the calorie) in the column for kcal.
 * - Insulin by its reason (basal, bolus) is no long- or rapid-acting insulin: a pump gives both from one vial. Glucose is
 *   told as in blood, also that of a sensor: the export does not say which.
 *
 * Not read: Me (birth date, sex), ActivitySummary (what it sums up is there; the goals are not kept), ClinicalRecord (the
 * FHIR files beside the export are FHIR's), Audiogram, VisionPrescription: skipped by kind. Routes (GPX), lists of single
 * heart beats, and metadata that tells neither zone, hand entry, food, insulin, meal nor cycle: noted with their number.
 */
export const appleHealth: ImportFormat = {
  id: 'apple-health',
  title: 'Apple Health export',
  recognise: (files) => files.filter(isHealthData),
  async read(files, sink) {
    for (const file of files) await readExport(file, sink);
  },
};

async function readExport(file: UploadedFile, sink: RecordSink): Promise<void> {
  sink.open(file);
  const reader = new ExportReader(sink);
  let goesOn = true;
  for await (const text of textOf(file)) {
    for (let at = 0; at < text.length && goesOn; at += PIECE) {
      goesOn = reader.write(text.length <= PIECE ? text : text.slice(at, at + PIECE));
      await sink.ready();
    }
    if (!goesOn) break;
  }
  reader.end();
}

/** By its root element, behind the XML declaration, comments and the beginning of a DOCTYPE that names it. */
function isHealthData(file: UploadedFile): boolean {
  const head = headText(file);
  let at = 0;
  for (;;) {
    while (/\s/.test(head.charAt(at))) at += 1;
    const end = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '?>' : undefined;
    if (end === undefined) break;
    const found = head.indexOf(end, at + 2);
    if (found < 0) return false;
    at = found + end.length;
  }
  return /^<(?:!DOCTYPE\s+)?HealthData(?=[\s[>/])/.test(head.slice(at, at + 200));
}
