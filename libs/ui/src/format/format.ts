const LOCALE = 'en-GB';

const dayFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const momentFormat = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `2026-03-01` as `1 Mar 2026`, whatever the zone of the browser. */
export function dayText(day: string): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : dayFormat.format(date);
}

/** An instant as `1 Mar 2026, 08:30` in the browser's zone; the text itself when it is no instant. */
export function momentText(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : momentFormat.format(date);
}

/** Whole years since a birth date. Null when it is none, or lies ahead. */
export function ageOn(birthDate: string, today: Date): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthDate);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const before = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  const age = today.getFullYear() - year - (before ? 1 : 0);
  return age < 0 ? null : age;
}

/** A measured value for reading: at most 4 significant digits after the point, thousands grouped. */
export function valueText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 4;
  return value.toLocaleString(LOCALE, { maximumFractionDigits: digits });
}

export function countText(count: number): string {
  return count.toLocaleString(LOCALE);
}

/** `1 row`, `2 rows`: the noun after a count. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** Bytes as people read them: `812 kB`, `3.9 MB`, `2.20 GB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** How long something takes, as people say it: `20 seconds`, `3 minutes`, `1 h 20 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return plural(whole, 'second');
  if (whole < 3600) return plural(Math.round(whole / 60), 'minute');
  const minutes = Math.round(whole / 60);
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const UNIT_WORDS: Readonly<Record<string, string>> = {
  '1': '',
  Cel: '°C',
  '[degF]': '°F',
  'mm[Hg]': 'mmHg',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  '[ft_i]': 'ft',
  '[yd_i]': 'yd',
  '[mi_i]': 'mi',
  'kg/m2': 'kg/m²',
};
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A UCUM code as people write the unit: `mm[Hg]` as `mmHg`, `10*3/uL` as `10³/µL`; `{score}` and `1` are no unit. */
export function unitText(unit: string | null): string | null {
  if (unit === null) return null;
  const text =
    UNIT_WORDS[unit] ??
    unit
      .replace(/\{[^}]*\}/g, '')
      .replace(/\*(\d+)/g, (_, digits: string) =>
        [...digits].map((digit) => SUPERSCRIPTS[Number(digit)]).join(''),
      )
      .replace(/\bu(?=[LglmM])/g, 'µ')
      .replace(/^\/+$/, '');
  return text === '' ? null : text;
}
