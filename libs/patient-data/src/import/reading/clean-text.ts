import { createHash } from 'node:crypto';
import { toUSVString } from 'node:util';

/** What is stored of a text: no NUL, which PostgreSQL has no place for, and U+FFFD for half characters. */
export function cleanText(text: string): string {
  const whole = toUSVString(text);
  return whole.includes('\0') ? whole.replaceAll('\0', '') : whole;
}

/** At most this many UTF-16 units of a text, no character halved. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}

export const tidyText = (text: string, most: number) => cutText(cleanText(text), most);

const MOST_ID = 500;

/** An external id as it is stored: one too long for an index by its SHA-256, so that it is still the same id every time. */
export function tidyId(id: string): string {
  const clean = cleanText(id);
  return clean.length <= MOST_ID ? clean : `sha256:${createHash('sha256').update(clean).digest('hex')}`;
}

/** How many characters are kept of a text in a field of this name. */
export type MostOf = (field: string) => number;

/**
 * Every text within a plain value, tidied, in a copy; `externalId` and `reasons`, which name records, as ids. `onCut` is told
 * of texts that were longer.
 */
export function tidyValue<T>(value: T, mostOf: MostOf, onCut: (field: string) => void): T {
  return tidied(value, mostOf, onCut, '') as T;
}

function tidied(value: unknown, mostOf: MostOf, onCut: (field: string) => void, field: string): unknown {
  if (typeof value === 'string') {
    if (field === 'externalId' || field === 'reasons') return tidyId(value);
    const clean = cleanText(value);
    if (clean.length > mostOf(field)) onCut(field);
    return cutText(clean, mostOf(field));
  }
  if (Array.isArray(value)) return value.map((item) => tidied(item, mostOf, onCut, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, tidied(item, mostOf, onCut, key)]),
  );
}
