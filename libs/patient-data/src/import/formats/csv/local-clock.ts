import type { LocalTime, ZonedInstant } from '@carenode/module-kit';
import { ZoneClock } from '@carenode/module-kit';

import { type Answers, FileRefusal, type Question } from '../../format/import-format.js';
import type { RecordSink } from '../../format/record-sink.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Streams of rows whose order is followed; further ones have none. */
const MOST_STREAMS = 10_000;

/** The zone of times that a file tells without one: asked, unless the answer names one. */
export function askedZone(answers: Answers, what: string): Question | undefined {
  if (ZoneClock.of(answers['time-zone'] ?? '')) return undefined;
  return {
    id: 'time-zone',
    kind: 'time-zone',
    text: `${what} tells times without their time zone. In which time zone was the device set when they were recorded?`,
  };
}

/** The answered zone's clock; a refusal when there is none. */
export function answeredZone(answers: Answers): ZoneClock {
  const answer = answers['time-zone'];
  if (answer === undefined) {
    throw new FileRefusal(
      'answer_missing',
      'The file tells times without their time zone; name it.',
      'time-zone',
    );
  }
  const clock = ZoneClock.of(answer);
  if (!clock)
    throw new FileRefusal('answer_invalid', 'There is no time zone of the name answered.', 'time-zone');
  return clock;
}

/** Both instants of a local time that clocks showed twice. */
export interface BothInstants {
  readonly earlier: ZonedInstant;
  readonly later: ZonedInstant;
}

/**
 * Turns local times of one file into instants, and keeps count of those that the zone does not settle: they are told in one
 * note each at the end.
 */
export class LocalClock {
  private readonly streams = new Map<string, Stream>();
  private readonly unsettled = { twice: { count: 0, line: 0 }, never: { count: 0, line: 0 } };

  constructor(readonly zone: ZoneClock) {}

  /**
   * The instant of a local time in a row. Of an hour that clocks showed twice the earlier pass, except where the rows of its
   * stream (`stream`: rows that stand in the order of time) show that the second pass has begun, as their times go back.
   */
  at(local: LocalTime, line: number, stream?: string): ZonedInstant {
    const found = this.zone.instantOf(local);
    if (found.shown === 'never') this.count('never', line);
    const inOrder = stream === undefined ? undefined : this.streamOf(stream);
    const shown = found.at + found.offsetMinutes * MINUTE;
    const second = inOrder?.isSecondPass(shown, found.shown === 'twice') ?? false;
    if (found.shown !== 'twice') return found;
    if (second) return this.both(found).later;
    this.count('twice', line);
    return found;
  }

  /** Of a local time that was shown twice: both its instants. */
  both(earlier: ZonedInstant): BothInstants {
    const offsetMinutes = this.zone.offsetAt(earlier.at + 24 * HOUR);
    const at = earlier.at + (earlier.offsetMinutes - offsetMinutes) * MINUTE;
    return { earlier, later: { at, offsetMinutes, shown: 'twice' } };
  }

  /** One more time in an hour that was shown twice, and nothing tells which it is. */
  unclear(line: number): void {
    this.count('twice', line);
  }

  /** Notes what could not be settled, at the line where it began. */
  tell(sink: Pick<RecordSink, 'note'>): void {
    const { twice, never } = this.unsettled;
    if (twice.count > 0) {
      const which = 'they were taken as of the first time, as nothing in the file tells';
      sink.note(twice.line, {
        reason: `${times(twice.count)} in an hour that clocks showed twice; ${which}`,
      });
    }
    if (never.count > 0) {
      const which = 'they were read as if the clock had not been put forward';
      sink.note(never.line, {
        reason: `${times(never.count)} in an hour that clocks did not show; ${which}`,
      });
    }
  }

  private count(what: 'twice' | 'never', line: number): void {
    const one = this.unsettled[what];
    if (one.count === 0) one.line = line;
    one.count++;
  }

  private streamOf(key: string): Stream | undefined {
    const known = this.streams.get(key);
    if (known || this.streams.size >= MOST_STREAMS) return known;
    const made = new Stream();
    this.streams.set(key, made);
    return made;
  }
}

const times = (count: number) => (count === 1 ? '1 time lies' : `${count} times lie`);

/** Rows in the order of time: within an hour shown twice, a local time before the one of the row before begins the second pass. */
class Stream {
  private before: number | undefined;
  /** Rows entered this hour from an earlier time, so that the stream goes forward. */
  private forward = false;
  private inside = false;
  private second = false;

  isSecondPass(shown: number, twice: boolean): boolean {
    if (twice) {
      if (!this.inside)
        [this.forward, this.second] = [this.before !== undefined && this.before < shown, false];
      else if (this.forward && this.before !== undefined && shown < this.before) this.second = true;
    }
    this.inside = twice;
    this.before = shown;
    return twice && this.second;
  }
}
