import { lotKeyOf, parseCodeInfo, type ParsedLot } from '../recall/lot-parser.rules.js';
import { isoOf } from '../recall/printed-date.rules.js';

/** A lot as a text names it that an older system kept of its lots. */
export interface NamedLot {
  /** The maker’s code, at most 100 characters. */
  readonly code: string;
  /** Letters and digits of the code, in capitals, as `lots.lot_key`. */
  readonly key: string;
  /** The first day on which it is not sold any more, `YYYY-MM-DD`; null when the text does not tell. */
  readonly expiresOn: string | null;
  /** The text speaks of an expiry that cannot be read. */
  readonly expiryUnread: boolean;
  /** How many units of it, if the text tells. */
  readonly units: number | null;
}

/** What "the text names a lot" needs; see how lots are found in the words of recalls. */
const SURE_ENOUGH = 0.75;
const MOST_LOTS = 50;
const LONGEST = 5000;

/** `A12 (expires 2027-04-01) × 2`, as `order_items.batch_lot_info` and `products.batch_lot_info` have it here. */
const OURS =
  /^(?<code>[^,()×]{1,100}?)(?: \(expires (?<expires>\d{4}-\d{2}-\d{2})\))?(?: × (?<units>\d{1,9}))?$/;
const ONE_WORD = /^[A-Za-z0-9][\w./+-]{0,60}$/;
const EXPIRY = /\bexp|\b(?:use|best|sell|discard) (?:by|before|after)\b|\bBUD\b/i;
/** Days that can be read in one way only: 31.12.2026, 25/12/2026. */
const DAY_FIRST =
  /(?<![\w./-])(?:(?=\d{1,2}\.)|(?=(?:1[3-9]|2\d|3[01])[/-]))(\d{1,2})[./-](\d{1,2})[./-](20\d\d)(?![\w/-])/g;
const UNITS =
  /^\s*(?:[x×*]\s*(?<times>\d{1,9})\b|\(\s*(?<bracket>\d{1,9})\s*(?:units?|pcs|pieces|ea|left|in stock)?\s*\)|[:=]?\s*(?<words>\d{1,9})\s*(?:units?|pcs|pieces|ea)\b)/i;

/**
 * The lots that a text of an older system names: `A12`, `Lot A12 exp 03/2027`, `A12 x 20, B7 x 5`. Nothing is guessed: a range of
 * codes, a placeholder and a text in which no code is sure name none. A day is the last one of use, so the lot is not sold from
 * the day after; of a date that may be read in two ways (03/04/2027), the earlier one counts.
 */
export function lotsNamedIn(text: string): readonly NamedLot[] {
  const whole = text.trim().slice(0, LONGEST).replace(DAY_FIRST, '$3-$2-$1');
  return inOurWords(whole) ?? (ONE_WORD.test(whole) ? oneWord(whole) : inAnyWords(whole));
}

function inOurWords(text: string): readonly NamedLot[] | undefined {
  if (!/\(expires \d| × \d/.test(text)) return undefined;
  const lots: NamedLot[] = [];
  for (const part of text.split(', ')) {
    const found = OURS.exec(part)?.groups;
    const code = found?.['code'] ?? '';
    if (lotKeyOf(code) === '') return undefined;
    lots.push({
      code,
      key: lotKeyOf(code),
      expiresOn: found?.['expires'] ?? null,
      expiryUnread: false,
      units: found?.['units'] === undefined ? null : Number(found['units']),
    });
  }
  return lots.length <= MOST_LOTS ? lots : undefined;
}

function oneWord(text: string): readonly NamedLot[] {
  const key = lotKeyOf(text);
  const isRange = parseCodeInfo(`Lot: ${text}`).lots.some(({ toKey }) => toKey !== undefined);
  if (!/\d/.test(key) || key === '0' || isRange) return [];
  return [{ code: text, key, expiresOn: null, expiryUnread: false, units: null }];
}

function inAnyWords(text: string): readonly NamedLot[] {
  const labelled = /\b(?:lots?|batch(?:es)?|l\/n|b\/n)\b/i.test(text) ? text : `Lot: ${text}`;
  // What counts the units would be read as codes.
  const codes = labelled.replace(/(?<=\w\)?)\s*[x×*]\s*\d{1,9}\b|\(\s*\d{1,9}[^()\d]*\)/gi, ' ');
  const { lots } = parseCodeInfo(codes);
  const sure = lots.filter(({ confidence }) => confidence >= SURE_ENOUGH);
  if (sure.length > MOST_LOTS || sure.some(({ toKey }) => toKey !== undefined)) return [];
  return sure.map((lot) => ({
    code: lot.code,
    key: lot.key,
    expiresOn: expiryOf(lot, text),
    expiryUnread: !lot.expiry && EXPIRY.test(text),
    units: unitsOf(lot, text),
  }));
}

function unitsOf({ code }: ParsedLot, text: string): number | null {
  const at = text.indexOf(code);
  const found = at < 0 ? null : UNITS.exec(text.slice(at + code.length));
  const digits = found?.groups?.['times'] ?? found?.groups?.['bracket'] ?? found?.groups?.['words'];
  return digits === undefined ? null : Number(digits);
}

function expiryOf({ expiry }: ParsedLot, text: string): string | null {
  if (!expiry) return null;
  const readings = [expiry.day];
  for (const [, first, second, year = ''] of text.matchAll(/\b(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b/g)) {
    const y = Number(year.length === 2 ? `20${year}` : year);
    const monthFirst = isoOf(y, Number(first), Number(second));
    const dayFirst = isoOf(y, Number(second), Number(first));
    if (monthFirst === expiry.day && dayFirst) readings.push(dayFirst);
  }
  const last = new Date(readings.sort()[0] ?? expiry.day);
  last.setUTCDate(last.getUTCDate() + 1);
  return last.toISOString().slice(0, 10);
}
