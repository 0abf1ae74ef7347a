import { ZoneClock } from '@carenode/module-kit';

import type { ImportFormat, Question, UploadedFile } from '../format/import-format.js';
import type { RecordSink } from '../format/record-sink.js';
import { headText } from '../format/text.js';
import { SeriesTable } from '../format/series-table.js';
import { AccountValues, needsZone, valuesKindOf, type ValuesKind } from './fitbit/account-values.js';
import { activityOf } from './fitbit/fitbit-exercise.js';
import { sleepRows } from './fitbit/fitbit-sleep.js';
import { weightRows } from './fitbit/fitbit-weight.js';
import { isObject, listOf, readJson, type JsonObject } from './fitbit/json-file.js';
import { answeredClock, LocalTimes, TIME_ZONE_QUESTION } from './fitbit/local-times.js';

type Kind = ValuesKind | 'sleep' | 'exercise' | 'weight';
const PAUSE_EVERY = 2000;
/** How much of a file is looked at to know it. */
const LOOK = 8192;

const DISTANCE_UNITS = [
  { value: 'cm', label: 'centimetres' },
  { value: 'm', label: 'metres' },
  { value: 'km', label: 'kilometres' },
  { value: '[mi_i]', label: 'miles' },
] as const;

/**
 * The archive of a Fitbit account: JSON files, one per day (heart rates), month (steps) or hundred records (exercise).
 *
 * What the files do not tell, and where it is known from: values by the minute are in UTC, sleeps, exercises, weights and
 * days in local time (seen in a public export: a file named after a day begins at local midnight); weights are in pounds
 * whatever the settings; what a file of plain numbers measures is only in its name. Asked: the time zone, and the unit of
 * distances. Not told by anything: the unit of altitudes, which are kept without one.
 * Only the JSON files are read: the CSV folders that newer archives add (heart rate variability, oxygen, temperatures,
 * stress) are not.
 */
export const fitbitAccount: ImportFormat = {
  id: 'fitbit-account',
  title: 'Fitbit account export',

  recognise: (files) => files.filter((file) => kindOf(file) !== undefined),

  ask(files, answers): Promise<readonly Question[]> {
    const kinds = new Set(files.map((file) => kindOf(file)).filter((kind) => kind !== undefined));
    const questions: Question[] = [];
    if ([...kinds].some(isLocal) && !ZoneClock.of(answers['time-zone'] ?? ''))
      questions.push(TIME_ZONE_QUESTION);
    if (kinds.has('distance') && !distanceUnitOf(answers['unit'])) {
      questions.push({
        id: 'unit',
        text: 'The archive does not tell the unit of its distances by the minute. A step is some 70 centimetres.',
        kind: 'choice',
        choices: DISTANCE_UNITS,
      });
    }
    return Promise.resolve(questions);
  },

  async read(files, sink, answers) {
    const series = new SeriesTable();
    for (const file of files) {
      const kind = kindOf(file);
      if (!kind) continue;
      sink.open(file);
      const times = isLocal(kind)
        ? new LocalTimes(answeredClock(answers, (zone) => ZoneClock.of(zone)))
        : undefined;
      const tell = tellerOf(kind, sink, series, times, distanceUnitOf(answers['unit']) ?? null);
      await readFile(file, kind, sink, tell);
      for (const reason of times?.remarks() ?? []) sink.note(0, { reason });
    }
  },
};

type Tell = (record: JsonObject, at: number) => void;

async function readFile(file: UploadedFile, kind: Kind, sink: RecordSink, tell: Tell): Promise<void> {
  const reading = await readJson(file);
  if ('problem' in reading) return sink.quarantine(kind, 0, { reason: reading.problem });
  let at = 0;
  for (const record of listOf(reading.json)) {
    at += 1;
    if (isObject(record)) tell(record, at);
    else sink.quarantine(kind, at, { reason: 'is no object' });
    if (at % PAUSE_EVERY === 0) await sink.ready();
  }
  if (kind === 'unknown') sink.note(0, { reason: 'neither its content nor its name tells what it measures' });
  if (reading.truncated) sink.note(at, { reason: 'breaks off; what is whole was read' });
  await sink.ready();
}

function tellerOf(
  kind: Kind,
  sink: RecordSink,
  series: SeriesTable,
  times: LocalTimes | undefined,
  distanceUnit: string | null,
): Tell {
  if (kind === 'unknown') return () => sink.skip('unknown values');
  if (kind === 'sleep' || kind === 'exercise' || kind === 'weight') {
    return (record, at) => {
      if (times) tellLog(kind, record, at, sink, series, times);
    };
  }
  const values = new AccountValues(kind, times, series, distanceUnit);
  return (record, at) => {
    const reading = values.read(record);
    if ('problem' in reading) sink.quarantine(kind, at, reading.problem);
    else if ('missing' in reading) sink.skip(`${kind} (missing)`);
    else sink.add(kind, at, reading.rows);
  };
}

const POUNDS = '[lb_av]';

function tellLog(
  kind: 'sleep' | 'exercise' | 'weight',
  record: JsonObject,
  at: number,
  sink: RecordSink,
  series: SeriesTable,
  times: LocalTimes,
): void {
  if (kind === 'exercise') {
    const activity = activityOf(record, times, null);
    if ('problem' in activity) sink.quarantine(kind, at, activity.problem);
    else sink.add(kind, at, activity);
    return;
  }
  const reading =
    kind === 'sleep' ? sleepRows(record, times, series) : weightRows(record, times, series, POUNDS);
  if ('problem' in reading) return sink.quarantine(kind, at, reading.problem);
  sink.add(kind, at, reading.rows);
  if (reading.unread > 0) {
    sink.note(at, { field: 'levels', reason: `${reading.unread} of its levels cannot be read` });
  }
}

function kindOf(file: Pick<UploadedFile, 'head' | 'path'>): Kind | undefined {
  const head = headText(file).slice(0, LOOK);
  if (!/^\s*\[\s*\{/.test(head)) return undefined;
  if (/"dateTime"\s*:\s*"\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d"/.test(head) && /"value"\s*:/.test(head)) {
    return valuesKindOf(head, file.path);
  }
  if (!/"logId"\s*:/.test(head)) return undefined;
  if (/"dateOfSleep"\s*:/.test(head)) return 'sleep';
  if (/"activityName"\s*:/.test(head)) return 'exercise';
  return /"weight"\s*:/.test(head) && /"date"\s*:\s*"\d\d\/\d\d\/\d\d"/.test(head) ? 'weight' : undefined;
}

function isLocal(kind: Kind): boolean {
  return kind === 'sleep' || kind === 'exercise' || kind === 'weight' || needsZone(kind);
}

function distanceUnitOf(answer: string | undefined): string | undefined {
  return DISTANCE_UNITS.find(({ value }) => value === answer)?.value;
}
