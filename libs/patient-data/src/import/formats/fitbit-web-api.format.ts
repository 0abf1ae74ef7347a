import { ZoneClock } from '@carenode/module-kit';

import type { ImportFormat, Question, UploadedFile } from '../format/import-format.js';
import type { RecordSink } from '../format/record-sink.js';
import { headText } from '../format/text.js';
import { SeriesTable } from '../format/series-table.js';
import { DailyAndIntraday } from './fitbit/api-series.js';
import { activityOf } from './fitbit/fitbit-exercise.js';
import { sleepRows } from './fitbit/fitbit-sleep.js';
import { weightRows } from './fitbit/fitbit-weight.js';
import { isObject, listOf, readJson, type JsonObject } from './fitbit/json-file.js';
import { answeredClock, LocalTimes, TIME_ZONE_QUESTION } from './fitbit/local-times.js';

const LOOK = 8192;
const SYSTEMS = [
  { value: 'metric', label: 'kilograms and kilometres' },
  { value: 'american', label: 'pounds and miles' },
] as const;
type System = (typeof SYSTEMS)[number]['value'];
const UNITS: Readonly<Record<System, { readonly weight: string; readonly distance: string }>> = {
  metric: { weight: 'kg', distance: 'km' },
  american: { weight: '[lb_av]', distance: '[mi_i]' },
};

/**
 * Answers of the Fitbit Web API that somebody saved: JSON objects with `activities-steps` and the like by the day and by the
 * minute, `sleep`, `weight`, and the activities of a day. All of their times are local; units are those that the program had
 * asked for, which the answers do not repeat: both are asked. A day's `summary` does not tell its day and is skipped. Where an
 * answer has the minutes of a day, its total of that day is skipped.
 */
export const fitbitWebApi: ImportFormat = {
  id: 'fitbit-web-api',
  title: 'Fitbit Web API answers',

  recognise: (files) => files.filter(isAnswer),

  ask(files, answers): Promise<readonly Question[]> {
    const questions: Question[] = [];
    const heads = files.map((file) => headText(file).slice(0, LOOK));
    const timed = heads.some((head) => /"(?:dateTime|date|startDate|dateOfSleep)"\s*:/.test(head));
    if (timed && !ZoneClock.of(answers['time-zone'] ?? '')) questions.push(TIME_ZONE_QUESTION);
    const united = heads.some((head) => /"(?:weight|startDate|activities-distance)"\s*:/.test(head));
    if (united && !systemOf(answers['unit'])) {
      questions.push({
        id: 'unit',
        text: 'These answers do not tell their units. Which ones had been asked for?',
        kind: 'choice',
        choices: SYSTEMS,
      });
    }
    return Promise.resolve(questions);
  },

  async read(files, sink, answers) {
    const series = new SeriesTable();
    const units = UNITS[systemOf(answers['unit']) ?? 'metric'];
    const united = systemOf(answers['unit']) !== undefined;
    for (const file of files) {
      sink.open(file);
      const reading = await readJson(file);
      if ('problem' in reading || !isObject(reading.json)) {
        sink.quarantine('Fitbit answer', 0, {
          reason: 'problem' in reading ? reading.problem : 'is no JSON object',
        });
        continue;
      }
      const clock = () => new LocalTimes(answeredClock(answers, (zone) => ZoneClock.of(zone)));
      const reader = new AnswerReader(sink, series, clock, united ? units : null);
      reader.read(reading.json);
      await sink.ready();
    }
  },
};

class AnswerReader {
  private known: LocalTimes | undefined;
  private at = 0;

  constructor(
    private readonly sink: RecordSink,
    private readonly series: SeriesTable,
    private readonly clock: () => LocalTimes,
    private readonly units: { readonly weight: string; readonly distance: string } | null,
  ) {}

  read(answer: JsonObject): void {
    for (const [name, content] of Object.entries(answer)) {
      if (name === 'sleep') this.each(name, content, (log) => sleepRows(log, this.times, this.series));
      else if (name === 'weight') this.each(name, content, (log) => this.weigh(log));
      else if (name === 'activities') this.each(name, content, (log) => this.activity(log));
      else if (/^activities-[A-Za-z]+(?:-intraday)?$/.test(name)) this.timeSeries(name, answer);
      else this.sink.skip(name.slice(0, 60));
    }
    for (const reason of this.known?.remarks() ?? []) this.sink.note(0, { reason });
  }

  private get times(): LocalTimes {
    return (this.known ??= this.clock());
  }

  private weigh(log: JsonObject) {
    return weightRows(log, this.times, this.series, this.units?.weight ?? null);
  }

  private activity(log: JsonObject) {
    const activity = activityOf(log, this.times, this.units?.distance ?? null);
    return 'problem' in activity ? activity : { rows: [activity] };
  }

  private timeSeries(name: string, answer: JsonObject): void {
    const values = new DailyAndIntraday(this.times, this.series, this.units?.distance ?? null);
    for (const told of values.read(name, answer)) {
      this.at += 1;
      if ('skipped' in told) this.sink.skip(told.skipped);
      else if ('problem' in told) this.sink.quarantine(name, this.at, told.problem);
      else this.sink.add(name, this.at, told.rows);
    }
  }

  private each(
    kind: string,
    content: unknown,
    read: (
      log: JsonObject,
    ) =>
      | { readonly rows: Parameters<RecordSink['add']>[2] }
      | { readonly problem: { readonly field: string; readonly reason: string } },
  ): void {
    for (const log of listOf(content)) {
      this.at += 1;
      const reading = isObject(log) ? read(log) : { problem: { field: kind, reason: 'is no object' } };
      if ('problem' in reading) this.sink.quarantine(kind, this.at, reading.problem);
      else this.sink.add(kind, this.at, reading.rows);
    }
  }
}

function isAnswer(file: Pick<UploadedFile, 'head'>): boolean {
  const head = headText(file).slice(0, LOOK);
  if (!/^\s*\{\s*"/.test(head)) return false;
  if (/^\s*\{\s*"activities-[A-Za-z-]+"\s*:\s*[[{]/.test(head)) return true;
  if (/^\s*\{\s*"sleep"\s*:\s*\[\s*(?:\]|\{)/.test(head)) {
    return /"dateOfSleep"/.test(head) || /^\s*\{\s*"sleep"\s*:\s*\[\s*\]\s*(?:\}|,\s*"summary")/.test(head);
  }
  if (/^\s*\{\s*"weight"\s*:\s*\[\s*\{/.test(head)) return /"logId"/.test(head);
  return (
    /^\s*\{\s*"activities"\s*:\s*\[/.test(head) &&
    /"(?:activityParentId|activityCalories|marginalCalories)"/.test(head)
  );
}

function systemOf(answer: string | undefined): System | undefined {
  return SYSTEMS.find(({ value }) => value === answer)?.value;
}
