const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Clocks are changed at whole quarters of an hour; what was asked is remembered by these. */
const QUARTER = 15 * MINUTE;
const REMEMBERED_MOST = 200_000;

/** A reading of a clock on the wall, without its zone. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  /** With its fraction. */
  readonly second?: number;
}

/** The instant of a reading of the clock. */
export interface ZonedInstant {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
  /**
   * `once` as a rule; `twice` when clocks were put back and showed this time again (the earlier of both is given);
   * `never` when they were put forward past it (what a clock that was not put forward showed is given).
   */
  readonly shown: 'once' | 'twice' | 'never';
}

/** The clock of one IANA time zone, by the zone data of this Node. Remembers what it was asked. */
export class ZoneClock {
  private static readonly clocks = new Map<string, ZoneClock>();

  /** The clock of a zone such as `Europe/Berlin`; undefined when there is no such zone. */
  static of(zone: string): ZoneClock | undefined {
    const known = ZoneClock.clocks.get(zone);
    if (known) return known;
    if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,60}$/.test(zone)) return undefined;
    try {
      const clock = new ZoneClock(zone);
      ZoneClock.clocks.set(zone, clock);
      return clock;
    } catch {
      return undefined;
    }
  }

  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();
  private readonly beginnings = new Map<string, number>();

  private constructor(readonly zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Minutes east of UTC at an instant (milliseconds since 1970-01-01T00:00:00Z); seconds of old local mean times are cut. */
  offsetAt(at: number): number {
    const quarter = Math.floor(at / QUARTER);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.offsets.size >= REMEMBERED_MOST) this.offsets.clear();
    const offset = this.readOffset(quarter * QUARTER);
    this.offsets.set(quarter, offset);
    return offset;
  }

  /** The day of an instant on this clock, as `YYYY-MM-DD`. */
  dayAt(at: number): string {
    return new Date(at + this.offsetAt(at) * MINUTE).toISOString().slice(0, 10);
  }

  /** The instant in which a day (`YYYY-MM-DD`) begins on this clock: midnight, or the first moment after it where there is none. */
  startOfDay(day: string): number {
    const known = this.beginnings.get(day);
    if (known !== undefined) return known;
    if (this.beginnings.size >= REMEMBERED_MOST) this.beginnings.clear();
    const found = this.readStartOfDay(day);
    this.beginnings.set(day, found);
    return found;
  }

  private readStartOfDay(day: string): number {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    const date = new Date(midnight);
    const found = this.instantOf({
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    });
    if (found.shown !== 'never') return found.at;
    // Clocks jumped over midnight: the day begins with the jump.
    let [before, after] = [found.at - 24 * HOUR, found.at];
    while (after - before > MINUTE) {
      const middle = Math.floor((before + after) / 2 / MINUTE) * MINUTE;
      if (this.dayAt(middle) < day) before = middle;
      else after = middle;
    }
    return after;
  }

  instantOf(local: LocalTime): ZonedInstant {
    const { year, month, day, hour = 0, minute = 0, second = 0 } = local;
    const shown = Date.UTC(year, month - 1, day, hour, minute) + second * 1000;
    const [before, after] = [this.offsetAt(shown - 24 * HOUR), this.offsetAt(shown + 24 * HOUR)];
    const candidates = [...new Set([before, after])]
      .map((offsetMinutes) => ({ at: shown - offsetMinutes * MINUTE, offsetMinutes }))
      .filter(({ at, offsetMinutes }) => this.offsetAt(at) === offsetMinutes)
      .sort((a, b) => a.at - b.at);
    const [first, second_] = candidates;
    if (first) return { ...first, shown: second_ ? 'twice' : 'once' };
    return { at: shown - before * MINUTE, offsetMinutes: before, shown: 'never' };
  }

  private readOffset(at: number): number {
    const parts = new Map(this.format.formatToParts(at).map(({ type, value }) => [type, value]));
    const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
    const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
    const local = Date.UTC(
      year,
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return Math.trunc((local - at) / MINUTE);
  }
}
