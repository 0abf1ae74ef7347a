import type { VariableRef } from '@carenode/records-contract';

import type { ReadMeasurement } from '../../format/read-rows.js';
import { ownVariable, VARIABLES } from '../../format/variables.js';
import type { SeriesTable } from '../../format/series-table.js';
import { fitbitTime, utcOf } from './fitbit-time.js';
import { idIn, isObject, listOf, numberIn, textIn, type JsonObject } from './json-file.js';
import type { LocalTimes } from './local-times.js';

export const restlessInBed = ownVariable('Time restless in bed', 'h', 'sum');

/** Levels of both kinds of logs: `classic` (asleep, restless, awake) and `stages` (wake, light, deep, rem). */
const LEVELS: Readonly<Record<string, readonly VariableRef[]>> = {
  asleep: [VARIABLES.sleep],
  restless: [restlessInBed],
  awake: [VARIABLES.awakeInBed],
  wake: [VARIABLES.awakeInBed],
  light: [VARIABLES.sleep, VARIABLES.lightSleep],
  deep: [VARIABLES.sleep, VARIABLES.deepSleep],
  rem: [VARIABLES.sleep, VARIABLES.remSleep],
};

interface Span {
  readonly level: string;
  /** Milliseconds from the beginning of the log. */
  readonly from: number;
  readonly to: number;
}

export type SleepReading =
  | { readonly rows: readonly ReadMeasurement[]; readonly unread: number }
  | { readonly problem: { readonly field: string; readonly reason: string } };

/**
 * One sleep log: the time in bed, and each level as long as it lasted. `shortData` are wakes of up to three minutes within
 * the longer levels of `data`: their time is taken out of those. The log's clock is not changed while it runs: all of its
 * times have the offset of its beginning. A log without levels tells its minutes asleep over its whole length.
 */
export function sleepRows(log: JsonObject, times: LocalTimes, series: SeriesTable): SleepReading {
  const begin = fitbitTime(textIn(log, 'startTime'));
  const finish = fitbitTime(textIn(log, 'endTime'));
  if (!begin) return { problem: { field: 'startTime', reason: 'is no time' } };
  const duration = numberIn(log, 'duration') ?? (finish ? utcOf(finish) - utcOf(begin) : undefined);
  if (duration === undefined || duration <= 0)
    return { problem: { field: 'duration', reason: 'is no duration' } };
  const { at, offsetMinutes } = times.at(begin, false);
  const id = idIn(log, 'logId');
  const rows: ReadMeasurement[] = [];
  const add = (
    variable: VariableRef,
    unit: string,
    value: string,
    from: number,
    to: number,
    part: string,
  ) => {
    const row: ReadMeasurement = {
      type: 'measurement',
      series: series.of({
        variable,
        unit,
        source: 'Fitbit',
        device: null,
        offsetMinutes,
        timeZone: times.clock.zone,
      }),
      value,
      start: at + from,
      end: at + to,
      ...(id === undefined ? {} : { externalId: `sleep-${id}${part}` }),
      ...(part === '' ? { notes: notesOf(log) } : {}),
    };
    rows.push(row);
  };
  add(VARIABLES.inBed, 's', String(duration / 1000), 0, duration, '');
  const levels = isObject(log['levels']) ? log['levels'] : {};
  const long = spansOf(levels['data'], utcOf(begin));
  const short = spansOf(levels['shortData'], utcOf(begin));
  const spans = [...without(long.spans, short.spans), ...short.spans].sort((a, b) => a.from - b.from);
  spans.forEach(({ level, from, to }, n) => {
    (LEVELS[level] ?? []).forEach((variable, k) => {
      add(variable, 's', String((to - from) / 1000), from, to, `-${n}-${k}`);
    });
  });
  const asleep = numberIn(log, 'minutesAsleep');
  if (spans.length === 0 && asleep !== undefined) {
    add(VARIABLES.sleep, 'min', String(asleep), 0, duration, '-asleep');
  }
  return { rows, unread: long.unread + short.unread };
}

function notesOf(log: JsonObject): string {
  const main = log['mainSleep'] ?? log['isMainSleep'];
  const day = textIn(log, 'dateOfSleep');
  const words = main === false ? 'Nap' : main === true ? 'Main sleep' : 'Sleep';
  return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${words} of ${day}.` : `${words}.`;
}

function spansOf(data: unknown, begin: number): { readonly spans: readonly Span[]; readonly unread: number } {
  const spans: Span[] = [];
  let unread = 0;
  for (const entry of listOf(data)) {
    const time = isObject(entry) ? fitbitTime(textIn(entry, 'dateTime')) : undefined;
    const level = isObject(entry) ? (textIn(entry, 'level') ?? '') : '';
    const seconds = isObject(entry) ? numberIn(entry, 'seconds') : undefined;
    if (!time || seconds === undefined || seconds <= 0 || !Object.hasOwn(LEVELS, level)) {
      unread += 1;
      continue;
    }
    const from = utcOf(time) - begin;
    spans.push({ level, from, to: from + seconds * 1000 });
  }
  return { spans, unread };
}

/** The first spans without the time of the second ones. */
function without(spans: readonly Span[], cuts: readonly Span[]): readonly Span[] {
  return cuts.reduce<readonly Span[]>(
    (left, cut) =>
      left.flatMap((span) => {
        if (cut.to <= span.from || cut.from >= span.to) return [span];
        return [
          { ...span, to: cut.from },
          { ...span, from: cut.to },
        ].filter(({ from, to }) => to > from);
      }),
    spans,
  );
}
