import { BLANK_DATE, DATE_PATTERN } from './printed-date.rules.js';

/**
 * A piece of the text of `code_info`:
 * lot: a label such as "Lot #:"; pedigree: the label of repackagers' numbers; other: the label of a number that is no lot,
 * with the number; others: one of a whole list of such numbers; expiry: a label of a date; to: between the ends of a range;
 * separator, word and code: what is left.
 */
export interface Token {
  readonly kind:
    | 'lot'
    | 'pedigree'
    | 'other'
    | 'others'
    | 'expiry'
    | 'date'
    | 'to'
    | 'quantity'
    | 'separator'
    | 'word'
    | 'code';
  readonly text: string;
}

const CODE = String.raw`[A-Za-z0-9](?:[A-Za-z0-9_+*.-]|@(?=\d)|:(?=\d)|(?<=@\d{1,3})/(?=\d))*(?<=[A-Za-z0-9*])`;
const NUMBER_WORDS = String.raw`(?:codes?|numbers?|nos?\b\.?|#'?s?)`;

const KINDS: readonly (readonly [kind: Token['kind'], pattern: string])[] = [
  [
    'others',
    String.raw`\b(?:rx|prescription)s?\s*${NUMBER_WORDS}\s*:?|\b(?:serial|S/N)s?\s*${NUMBER_WORDS}?[^:;.\n]{0,40}:`,
  ],
  [
    'other',
    String.raw`\b(?:NDC|UPC|SKU|GTIN|UDI|REF|Warennummer|(?:product|pack|part|item|catalog(?:ue)?|cat|model|material|reference|order|list|recall)s?\.?\s*${NUMBER_WORDS})(?:\s*${NUMBER_WORDS})?[\s:,#]*(?:[A-Z]{0,5}\d[\dA-Za-z]*(?:[ -]\d[\dA-Za-z]*)*|[A-Z]+\d[\w-]*)` +
      String.raw`|(?<![A-Za-z] )\bcode:\s*\d[\d-]*|(?<![\w-])\d{4,5}-\d{3,4}-\d{1,2}(?![\w-])`,
  ],
  ['pedigree', String.raw`\bpedigrees?\s*${NUMBER_WORDS}?\s*[:#]*`],
  ['lot', String.raw`\b(?:lots?|batch(?:es)?|chargennummer|control)\b\s*(?:${NUMBER_WORDS}\s*)*[:#.,]*`],
  [
    'expiry',
    String.raw`\b(?:exp(?:iry|iration|ires|ired)?|ep)\b[.,:;]*\s*(?:dates?\b)?[.:,;]*|\bBUD\b[:;,]*|\b(?:beyond|best)[ -]use[ -](?:dates?|by)\b[:,]*|\bdiscard\s+(?:by|date|after)\b[:,]*|\b(?:use|best)\s+(?:by|before)\b(?:\s+date)?[:,]*`,
  ],
  ['date', `${DATE_PATTERN}|${BLANK_DATE}`],
  [
    'quantity',
    String.raw`(?<![\w-])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,4})(?:\.\d+)?\s?-?\s?(?:count|ct|tablets?|capsules?|caplets?|bottles?|vials?|syringes?|cartons?|packs?|kits?|mgs?|mcg|g|grams?|kg|mL|oz|L|units?|days?|hours?|months?|years?|%)(?![A-Za-z0-9])(?:/\w+)?`,
  ],
  [
    'separator',
    String.raw`(?<![\w])(?:[a-z]|\d{1,2}|[ivx]+)\)|\((?:[a-z]|\d{1,2})\)|[\s,;.()&#*|'"]+|\band\b`,
  ],
  ['to', String.raw`\b(?:to|thru|through)\b|[–—-]`],
  ['code', CODE],
  ['word', String.raw`\S`],
];

const TOKENS = new RegExp(KINDS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'gi');

/** The pieces of the text, in order and without gaps that matter. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(TOKENS)) {
    const kind = KINDS.find(([name]) => found.groups?.[name] !== undefined)?.[0] ?? 'word';
    const code = kind === 'code' && !/\d/.test(found[0]) && !isCapitals(found[0]);
    tokens.push({ kind: code ? 'word' : kind, text: found[0] });
  }
  return tokens;
}

const PLAIN = new Set([
  'ALL',
  'AND',
  'NDC',
  'USP',
  'USA',
  'NOT',
  'NONE',
  'ONLY',
  'LOT',
  'LOTS',
  'FOR',
  'THE',
  'TABLETS',
  'CAPSULES',
]);

/** Capitals alone, as some makers' codes are ("CHL"); no ordinary word, and no placeholder such as "NXXXX". */
function isCapitals(text: string): boolean {
  return (
    /^[A-Z]{2,8}(?:[.:-][A-Z]{1,8})*$/.test(text) &&
    text.length >= 3 &&
    !PLAIN.has(text) &&
    !/X{3}/.test(text)
  );
}
