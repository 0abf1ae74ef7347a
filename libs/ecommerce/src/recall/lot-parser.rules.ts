import { type Token, tokensOf } from './code-info-tokens.js';
import { DATE_PATTERN, type PrintedDate, readPrintedDate } from './printed-date.rules.js';

/** How sure it is that a code is a lot, by how it was found. Measured on real reports; see docs/recalls.md. */
const SURE = {
  /** In the list that follows "Lot #:" and the like. */
  labelled: 0.97,
  /** After such a label, and after words that may have changed the subject. */
  afterWords: 0.75,
  /** After "Pedigree:", the number repackagers give to what they filled of a lot. */
  pedigree: 0.85,
  /** Followed by an expiry date. */
  expiring: 0.9,
  /** The text is nothing but codes and dates. */
  bare: 0.85,
  /** A code of letters and digits within a sentence. */
  mixed: 0.4,
  /** A number within a sentence. */
  number: 0.15,
} as const;

export type HowFound = keyof typeof SURE;

export interface ParsedLot {
  /** As it is printed. */
  readonly code: string;
  /** Letters and digits, in capitals, as `lots.lot_key`. */
  readonly key: string;
  /** The last of a range that begins with `key`; keys of a range have one length, and digits where these have them. */
  readonly toKey?: string;
  readonly expiry?: PrintedDate;
  /** From 0 to 1: how sure it is that this is a lot. */
  readonly confidence: number;
  readonly found: HowFound;
}

export interface ParsedCodes {
  /** listed: the lots that are told; all: every lot of the product; unknown: the report tells no lot. */
  readonly coverage: 'listed' | 'all' | 'unknown';
  /** In the order of the text, each key once. */
  readonly lots: readonly ParsedLot[];
}

/** Lots below this are kept to be read, and count as none when it is asked whether a report tells any. */
export const LEAST_SURE = 0.3;
const MOST_LOTS = 5000;
const SHORTEST = 3;

const ALL_LOTS =
  /(?<!\bnot )\ball\b(?:[ \t]+(?!of\b|the\b)[a-z-]+){0,3}?[ \t]+(?:lots?\b|batch(?:es)?\b|codes\b|products?\b)/i;
/** The second date stands right after a dash, and what must not stand before a date is left out there. */
const AFTER_DASH = DATE_PATTERN.replace(/^\(\?<!.*?\)(?=\(\?:)/, '');
const SPAN_OF_DATES = new RegExp(
  String.raw`${DATE_PATTERN}\s*(?:-|–|\bto\b|\bthrough\b|\bthru\b|\band\b)\s*${AFTER_DASH}`,
  'gi',
);
const REMARK = /\([^()\d]*\)/g;

/** The letters and digits of a code, in capitals: how `lots.lot_key` is made. */
export const lotKeyOf = (code: string) => code.replace(/[^A-Za-z0-9]/g, '').toUpperCase();

/** Reads the lots that the text of a recall report tells. Whatever the text is, nothing is thrown. */
export function parseCodeInfo(text: string): ParsedCodes {
  const all = ALL_LOTS.test(text);
  // A span of dates says nothing about a single lot.
  const lots = new LotReading(tokensOf(text.replace(REMARK, ' ').replace(SPAN_OF_DATES, ' ')), all).lots();
  const told = lots.some(({ confidence }) => confidence >= LEAST_SURE);
  return { coverage: all ? 'all' : told ? 'listed' : 'unknown', lots };
}

type Draft = { -readonly [K in keyof ParsedLot]: ParsedLot[K] };

class LotReading {
  private readonly found = new Map<string, Draft>();
  /** Lots whose expiry date is still to come. */
  private waiting: Draft[] = [];
  private under: 'nothing' | 'lot' | 'pedigree' | 'others' = 'nothing';
  private words = 0;
  /** The token with the other end of a range that was read. */
  private end = -1;
  private readonly bare: boolean;

  constructor(
    private readonly tokens: readonly Token[],
    all: boolean,
  ) {
    this.bare = !all && !tokens.some(({ kind }) => kind === 'word' || kind === 'others');
  }

  lots(): ParsedLot[] {
    for (let at = 0; at < this.tokens.length && this.found.size < MOST_LOTS; at += 1) this.read(at);
    return [...this.found.values()];
  }

  private read(at: number): void {
    const token = this.tokens[at] as Token;
    switch (token.kind) {
      case 'lot':
      case 'pedigree':
      case 'others':
        this.under = token.kind;
        this.words = 0;
        break;
      case 'word':
        this.words += token.text.length > 1 ? 1 : 0;
        break;
      case 'date':
        this.dated(at, token.text);
        break;
      case 'code':
        if (this.under !== 'others' && at !== this.end) this.code(at, token.text);
        break;
      default:
    }
  }

  private dated(at: number, text: string): void {
    if (!this.isExpiry(at)) return;
    const expiry = readPrintedDate(text);
    if (expiry) for (const lot of this.waiting) lot.expiry ??= expiry;
    this.waiting = [];
  }

  /** After a label that says so, or with nothing but separators between it and a lot. */
  private isExpiry(at: number): boolean {
    const before = this.before(at);
    return before?.kind === 'expiry' || (before?.kind === 'code' && this.waiting.length > 0);
  }

  private before(at: number): Token | undefined {
    return this.beside(at, -1)?.token;
  }

  private code(at: number, text: string): void {
    const code = text.replace(/\*+$/, '');
    const how = this.howFound(at, code);
    if (!how) return;
    const span = spanOf(code) ?? this.spanTo(at, code);
    const [first, last] = span ?? [code, undefined];
    const key = lotKeyOf(first);
    if (key.length > 64 || last === code) return;
    const known = this.found.get(key);
    if (known) {
      if (SURE[how] > known.confidence) Object.assign(known, { confidence: SURE[how], found: how });
      this.waiting.push(known);
      return;
    }
    const lot: Draft = { code: first, key, confidence: SURE[how], found: how };
    if (last) lot.toKey = lotKeyOf(last);
    this.found.set(key, lot);
    this.waiting.push(lot);
  }

  private howFound(at: number, code: string): HowFound | undefined {
    const key = lotKeyOf(code);
    const { under } = this;
    const first = under !== 'nothing' && ['lot', 'pedigree'].includes(this.before(at)?.kind ?? '');
    const expires = this.expiresNext(at);
    if (!/\d/.test(key)) return first || expires ? (first ? 'afterWords' : 'mixed') : undefined;
    if (key.length < SHORTEST && !first) return undefined;
    const isNumber = /^\d+$/.test(key);
    if (isNumber && key.length < 5 && !first && !(expires && this.bare) && this.words > 0) return undefined;
    if (under === 'pedigree') return 'pedigree';
    if (under === 'lot' && (this.words === 0 || first)) return 'labelled';
    if (expires && !/^(?:19|20)\d\d$/.test(key)) return 'expiring';
    if (under === 'lot') return this.words > 12 && isNumber ? 'number' : 'afterWords';
    if (this.bare && key.length >= 4) return 'bare';
    if (key.length < 4) return undefined;
    return isNumber ? 'number' : 'mixed';
  }

  /** Do a date, or a label of one, come next, after nothing but separators? */
  private expiresNext(at: number): boolean {
    const next = this.beside(at, 1)?.token.kind;
    return next === 'expiry' || next === 'date';
  }

  /** The other end of "A to B". */
  private spanTo(at: number, first: string): readonly [string, string] | undefined {
    const to = this.beside(at, 1);
    const last = to?.token.kind === 'to' ? this.beside(to.at, 1) : undefined;
    if (last?.token.kind !== 'code' || !isSpan(first, last.token.text)) return undefined;
    this.end = last.at;
    return [first, last.token.text];
  }

  /** The next token that is no separator, before or after this one. */
  private beside(from: number, step: 1 | -1): { readonly token: Token; readonly at: number } | undefined {
    for (let at = from + step; ; at += step) {
      const token = this.tokens[at];
      if (token?.kind !== 'separator') return token && { token, at };
    }
  }
}

/** "N0019B01-N0019B12" is a range; "160229-24" is one code. */
function spanOf(code: string): readonly [string, string] | undefined {
  const [first, last, ...others] = code.split('-');
  return first && last && others.length === 0 && isSpan(first, last) ? [first, last] : undefined;
}

const shapeOf = (key: string) => key.replace(/\d/g, '9');

function isSpan(from: string, to: string): boolean {
  const [first, last] = [lotKeyOf(from), lotKeyOf(to)];
  const least = /[A-Z]/.test(first) ? 4 : 5;
  return first.length >= least && shapeOf(first) === shapeOf(last) && first < last;
}
