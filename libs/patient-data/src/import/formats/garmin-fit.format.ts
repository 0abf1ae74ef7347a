import type { Answers, ImportFormat, Question, UploadedFile } from '../format/import-format.js';
import type { RecordSink } from '../format/record-sink.js';
import { isFit, partsOf, type FitPart, type PartEnd } from './garmin-fit/fit-decoder.js';
import { FitPartReader } from './garmin-fit/fit-part.reader.js';
import { gatherPeople } from './garmin-fit/fit-person.js';

/** A file is held in memory: the largest activity seen has 2.4 MB. */
const SIZE_MOST = 64 * 1024 * 1024;

/**
 * FIT files of Garmin and others (the FIT protocol and profile, https://developer.garmin.com/fit): activities, the wellness
 * synchronisation files of watches, scales and blood pressure monitors.
 *
 * What the files tell: instants in UTC, values with the scale of their field, the maker, product and serial number of the
 * device. What they do not tell: the time zone. Its offset comes from the local time in `activity` or `monitoring_info`, and
 * is unknown in files without. Positions are not read. The same heart rate in two neighbouring files is told twice.
 * Values of an application on the device (developer fields) are the patient's own variables, by the name that the file
 * gives them; those that the file does not describe are left out.
 */
export const garminFit: ImportFormat = {
  id: 'garmin-fit',
  title: 'Garmin and other FIT files',

  recognise: (files) => files.filter(({ head }) => isFit(head)),

  async ask(files: readonly UploadedFile[], answers: Answers): Promise<readonly Question[]> {
    const people = await peopleOf(files);
    if (people.size < 2 || people.has(answers['participant'] ?? '')) return [];
    return [
      {
        id: 'participant',
        text: 'Several people used this scale or blood pressure monitor. Which of them is the patient?',
        kind: 'choice',
        choices: [...people].sort().map(([value, label]) => ({ value, label })),
      },
    ];
  },

  async read(files, sink, answers) {
    const answer = answers['participant'];
    const person = answer !== undefined && (await peopleOf(files)).has(answer) ? answer : undefined;
    for (const file of files) {
      sink.open(file);
      if (file.size > SIZE_MOST) {
        sink.quarantine('FIT file', 0, { reason: 'is larger than 64 MiB' });
        continue;
      }
      await readFile(await bytesOf(file), sink, person);
      await sink.ready();
    }
  },
};

async function readFile(bytes: Uint8Array, sink: RecordSink, person: string | undefined): Promise<void> {
  const { parts, left } = partsOf(bytes);
  let at = 0;
  for (const part of parts) {
    const told = await new FitPartReader(bytes, part, sink, person).read(at);
    at = told.at;
    for (const reason of remarksOf(part, told.end)) sink.note(at, { reason });
  }
  if (parts.length > 1) sink.note(at, { reason: `holds ${parts.length} FIT files, one after the other` });
  if (left > 0) sink.note(at, { reason: `has ${left} bytes at its end that are no FIT file` });
}

function remarksOf(part: FitPart, end: PartEnd): string[] {
  const remarks: string[] = [];
  if (part.crc === 'wrong') remarks.push('its checksum does not match: it was changed or damaged');
  if (part.crc === 'absent') remarks.push('has no checksum');
  if (part.crc === 'cut off') remarks.push('ends before its checksum');
  const declared = part.declared === 0 ? part.present : part.declared;
  if (part.declared === 0) remarks.push('does not tell its size: the device did not close it');
  if (end.bytesRead < declared) {
    const why = end.problem ?? 'the file ends there';
    remarks.push(`${end.bytesRead} of ${declared} bytes could be read: ${why}`);
  }
  return remarks;
}

async function peopleOf(files: readonly UploadedFile[]): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, string>();
  for (const file of files) if (file.size <= SIZE_MOST) gatherPeople(await bytesOf(file), people);
  return people;
}

async function bytesOf(file: UploadedFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(file.size);
  let size = 0;
  for await (const piece of file.read()) {
    const rest = piece.subarray(0, bytes.length - size);
    bytes.set(rest, size);
    size += rest.length;
  }
  return bytes.subarray(0, size);
}
