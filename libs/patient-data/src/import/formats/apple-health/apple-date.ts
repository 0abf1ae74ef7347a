const MINUTE = 60_000;
const DAY = 86_400_000;
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

const BLANK = 32;
const MINUS = 45;
const PLUS = 43;

/**
 * Reads the times of an export: `2024-01-01 01:01:36 +0200` as Apple writes them, ISO 8601 as some apps do, and a 12-hour
 * clock (`1:01:36 AM +0200`). A time without its offset from UTC is none. Years from 1900 to 2199: others are times of
 * another calendar or mistakes.
 */
export class AppleDates {
  private day = NaN;
  private dayStart = NaN;

  /** Milliseconds since 1970-01-01T00:00:00Z; NaN for a text that tells no instant. */
  instantOf(text: string): number {
    if (
      text.length !== 25 ||
      text.charCodeAt(10) !== BLANK ||
      text.charCodeAt(13) !== 58 ||
      text.charCodeAt(16) !== 58 ||
      text.charCodeAt(19) !== BLANK
    ) {
      return this.slow(text);
    }
    const sign = text.charCodeAt(20);
    if (sign !== PLUS && sign !== MINUS) return NaN;
    const offset = minutesOf(twoDigits(text, 21), twoDigits(text, 23));
    const day = this.startOfDay(
      twoDigits(text, 0) * 100 + twoDigits(text, 2),
      twoDigits(text, 5),
      twoDigits(text, 8),
    );
    const time = timeOf(twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17));
    return day + time - (sign === PLUS ? offset : -offset) * MINUTE;
  }

  private startOfDay(year: number, month: number, day: number): number {
    const key = (year * 100 + month) * 100 + day;
    if (key === this.day) return this.dayStart;
    const at = Date.UTC(year, month - 1, day);
    const exists =
      year >= FIRST_YEAR && year <= LAST_YEAR && new Date(at).getUTCDate() === day && at % DAY === 0;
    if (!exists || month < 1 || month > 12) return NaN;
    this.day = key;
    this.dayStart = at;
    return at;
  }

  private slow(text: string): number {
    const found = WRITTEN.exec(text.trim().replace(/[\s\u00A0\u202F]+/g, ' '));
    if (!found?.groups) return NaN;
    const { year, month, day, hour, minute, second, fraction, half, sign, east, eastMinutes } = found.groups;
    const onClock = Number(hour);
    if (half && (onClock < 1 || onClock > 12)) return NaN;
    const hours = half ? (onClock % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : onClock;
    const offset = sign ? minutesOf(Number(east), Number(eastMinutes ?? '0')) : 0;
    const at =
      this.startOfDay(Number(year), Number(month), Number(day)) +
      timeOf(hours, Number(minute), Number(second ?? '0')) -
      (sign === '-' ? -offset : offset) * MINUTE;
    return fraction ? at + Math.trunc(Number(fraction) * 1e6) / 1000 : at;
  }
}

const WRITTEN =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?<fraction>\.\d{1,9})?)?(?: ?(?<half>[AaPp])\.? ?[Mm]\.?)? ?(?:Z|(?<sign>[+-])(?<east>\d\d):?(?<eastMinutes>\d\d)?)$/;

function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function minutesOf(hours: number, minutes: number): number {
  return hours <= 18 && minutes <= 59 ? hours * 60 + minutes : NaN;
}

function timeOf(hours: number, minutes: number, seconds: number): number {
  return hours <= 23 && minutes <= 59 && seconds <= 59 ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : NaN;
}
