/** A day as recall reports print it. */
export interface PrintedDate {
  /** `YYYY-MM-DD`; of a month, its last day: what expires in a month may be used until its end (21 CFR 211.137 practice). */
  readonly day: string;
  readonly precision: 'day' | 'month';
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const BEGIN = String.raw`(?<![A-Za-z0-9@/_-]|\d:)`;
const END = '(?![A-Za-z0-9@_/])';

type Read = (parts: readonly string[]) => PrintedDate | undefined;

// In this order: the longer form first. Each reads the groups of its pattern.
const FORMS: readonly (readonly [pattern: string, read: Read])[] = [
  [String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`, ([y, m, d]) => day(y, m, d)],
  [String.raw`(\d{1,2})/(\d{1,2})/(\d{2,4})`, ([m, d, y]) => day(y, m, d)],
  [String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`, ([m, d, y]) => day(y, m, d)],
  [String.raw`(\d{1,2})\s?/\s?(\d{4})`, ([m, y]) => month(y, m)],
  [String.raw`(\d{1,2})/(\d{2})`, ([m, y]) => month(y, m)],
  [String.raw`(${MONTH})\.?\s+(\d{1,2})(?:\s?-\s?\d{1,2})?,?\s+(\d{4})`, ([m, d, y]) => day(y, m, d)],
  [String.raw`(${MONTH})[.,]?[\s-]+(\d{4})`, ([m, y]) => month(y, m)],
  [String.raw`(${MONTH})-(\d{2})`, ([m, y]) => month(y, m)],
  [String.raw`(\d{1,2})[ -]?(${MONTH})\.?[ -]?,?(\d{4}|\d{2})`, ([d, m, y]) => day(y, m, d)],
  [String.raw`(${MONTH})\.?\s+(\d{1,2})`, () => undefined],
];

/** One regular expression that finds any of them; named so that it can be part of another. */
export const DATE_PATTERN = `${BEGIN}(?:${FORMS.map(([pattern]) => pattern.replace(/\((?!\?)/g, '(?:')).join('|')})${END}`;

/** "11 2014", which is a date after a label that says so; looked for behind digits alone, or long runs cost their square. */
export const BLANK_DATE = String.raw`(?=\d)(?<=\bdate[.:,;]*\s*)\d{1,2}\s+(?:19|20)\d\d(?!\w)`;
const BLANK_FORM: (typeof FORMS)[number] = [String.raw`(\d{1,2})\s+(\d{4})`, ([m, y]) => month(y, m)];

const READERS = [...FORMS, BLANK_FORM].map(
  ([pattern, read]) => [new RegExp(`^${pattern}$`, 'i'), read] as const,
);

/** Reads what `DATE_PATTERN` found; undefined when there is no such day, such as 14/2015 or 10/31/217. */
export function readPrintedDate(text: string): PrintedDate | undefined {
  for (const [pattern, read] of READERS) {
    const found = pattern.exec(text);
    if (found) return read(found.slice(1));
  }
  return undefined;
}

function yearOf(text = ''): number {
  const year = Number(text);
  return text.length === 2 ? 2000 + year : year;
}

function monthOf(text = ''): number {
  return /^\d+$/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function day(y: string | undefined, m: string | undefined, d: string | undefined): PrintedDate | undefined {
  const iso = isoOf(yearOf(y), monthOf(m), Number(d));
  return iso ? { day: iso, precision: 'day' } : undefined;
}

function month(y: string | undefined, m: string | undefined): PrintedDate | undefined {
  const [year, number] = [yearOf(y), monthOf(m)];
  const iso = isoOf(year, number, new Date(Date.UTC(year, number, 0)).getUTCDate());
  return iso ? { day: iso, precision: 'month' } : undefined;
}

/** `YYYY-MM-DD` of a day that there is, from 2000 to 2199; else undefined. */
export function isoOf(year: number, month: number, day: number): string | undefined {
  if (year < 2000 || year > 2199) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : undefined;
}
