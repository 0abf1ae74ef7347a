import type { LocalTime, ZonedInstant } from '@carenode/module-kit';

import type { LocalClock } from '../csv/local-clock.js';

const HOUR = 3_600_000;
/** Local times and the transmitter's count drift by seconds; a clock is set by half an hour or more. */
const SET = HOUR / 2;
const LONGEST_SET = 26 * HOUR;
const MOST_TRANSMITTERS = 10_000;
const MOST_WAITING = 1000;

/** What a transmitter showed and counted when it took a reading. */
export interface Ticked {
  readonly id: string;
  /** Seconds since it was started. */
  readonly seconds: number;
}

/** A reading whose instant is known. */
export type OnInstant = (instant: ZonedInstant) => void;

interface Transmitter {
  /** The instant at which it counted zero, by the last reading whose local time was shown once. */
  started: number | undefined;
  seconds: number;
  waiting: { local: LocalTime; found: ZonedInstant; seconds: number; line: number; on: OnInstant }[];
}

/**
 * Transmitters count the seconds of their life whatever the phone's clock shows: between readings of an hour that was shown
 * twice and another reading lie as many seconds as its count says. A reading of such an hour waits until one is there to
 * compare with.
 */
export class TransmitterClock {
  private readonly transmitters = new Map<string, Transmitter>();

  constructor(
    private readonly clock: LocalClock,
    /** The phone's clock was set forward or back before this line. */
    private readonly onClockSet: (line: number) => void,
  ) {}

  at(local: LocalTime, line: number, ticked: Ticked | undefined, on: OnInstant): void {
    const transmitter = ticked && this.transmitterOf(ticked.id);
    if (!transmitter) return on(this.clock.at(local, line));
    const found = this.clock.zone.instantOf(local);
    const { seconds } = ticked;
    if (found.shown !== 'twice') {
      const started = found.at - seconds * 1000;
      this.compare(transmitter, started, seconds, line);
      [transmitter.started, transmitter.seconds] = [started, seconds];
      this.settle(transmitter);
      return on(this.clock.at(local, line));
    }
    if (transmitter.started === undefined && transmitter.waiting.length < MOST_WAITING) {
      transmitter.waiting.push({ local, found, seconds, line, on });
    } else on(this.choose(transmitter, found, seconds, line));
  }

  /** No more rows follow: what still waits cannot be told. */
  end(): void {
    for (const transmitter of this.transmitters.values()) this.settle(transmitter);
  }

  private settle(transmitter: Transmitter): void {
    for (const { found, seconds, line, on } of transmitter.waiting.splice(0)) {
      on(this.choose(transmitter, found, seconds, line));
    }
  }

  private choose({ started }: Transmitter, found: ZonedInstant, seconds: number, line: number): ZonedInstant {
    const { earlier, later } = this.clock.both(found);
    if (started === undefined) return this.unclear(earlier, line);
    const counted = started + seconds * 1000;
    const [fromEarlier, fromLater] = [Math.abs(counted - earlier.at), Math.abs(counted - later.at)];
    const nearest = Math.min(fromEarlier, fromLater);
    if (nearest >= (later.at - earlier.at) / 2) return this.unclear(earlier, line);
    return fromLater < fromEarlier ? later : earlier;
  }

  private unclear(earlier: ZonedInstant, line: number): ZonedInstant {
    this.clock.unclear(line);
    return earlier;
  }

  private compare(transmitter: Transmitter, started: number, seconds: number, line: number): void {
    if (transmitter.started === undefined || seconds < transmitter.seconds) return;
    const set = Math.abs(started - transmitter.started);
    if (set >= SET && set <= LONGEST_SET) this.onClockSet(line);
  }

  private transmitterOf(id: string): Transmitter | undefined {
    const known = this.transmitters.get(id);
    if (known || this.transmitters.size >= MOST_TRANSMITTERS) return known;
    const made: Transmitter = { started: undefined, seconds: 0, waiting: [] };
    this.transmitters.set(id, made);
    return made;
  }
}
