import type { VariableRef } from '@carenode/records-contract';

import { VARIABLES } from '../../format/variables.js';
import { numberOf, timestampOf, type FitMessage } from './fit-message.js';
import { MESSAGE } from './fit-profile.js';

const SLEEP_EVENT = 74;
const STOPS: ReadonlySet<number> = new Set([1, 4, 8, 9]);

const STAGES: Readonly<Record<number, VariableRef>> = {
  1: VARIABLES.awakeInBed,
  2: VARIABLES.lightSleep,
  3: VARIABLES.deepSleep,
  4: VARIABLES.remSleep,
};
const AWAKE = 1;

/** What one sleep_level message tells, or why it tells nothing. */
export type SleepSpan =
  | { readonly stages: readonly VariableRef[]; readonly end: number }
  | { readonly nothing: 'no sleep in the file' | 'no end' | 'not measured' };

/**
 * Sleep levels of a part. A level lasts until the next one begins, the last one until the sleep event stops. Files that a
 * watch makes during the day have levels too, all of them `awake` (seen: 2,124 in a week) or not measured: such a file tells
 * of no sleep, and nobody was awake in bed.
 */
export class SleepLevels {
  private readonly begins: number[] = [];
  private slept = false;
  private stopped: number | undefined;

  gather(message: FitMessage): void {
    const { seconds } = message;
    if (seconds === null || timestampOf(message) === undefined) return;
    if (message.number === MESSAGE.sleepLevel) {
      this.begins.push(seconds);
      this.slept ||= (numberOf(message, 0) ?? 0) > AWAKE;
    } else if (message.number === MESSAGE.event && numberOf(message, 0) === SLEEP_EVENT) {
      if (STOPS.has(numberOf(message, 1) ?? -1)) this.stopped = seconds;
    }
  }

  /** Of the sleep_level message that is the `index`th of the part. Times are FIT seconds. */
  spanOf(message: FitMessage, index: number): SleepSpan {
    const level = numberOf(message, 0);
    const stage = level === undefined ? undefined : STAGES[level];
    if (!this.slept) return { nothing: 'no sleep in the file' };
    if (!stage) return { nothing: 'not measured' };
    const end = this.begins[index + 1] ?? this.stopped;
    const start = this.begins[index];
    if (end === undefined || start === undefined || end <= start) return { nothing: 'no end' };
    return { stages: level === AWAKE ? [stage] : [stage, VARIABLES.sleep], end };
  }
}
