import { RefusedRecord } from './recall-report.js';

/** A record of a feed larger than this is refused, and not held. The largest of openFDA have some 100 kB. */
export const MOST_RECORD_BYTES = 1024 * 1024;
const MOST_DEPTH = 32;

/** The text is no JSON that can be read, or ends in its middle; `at` is the byte. */
export class BrokenJson extends Error {
  constructor(
    readonly why: 'syntax' | 'cut_off' | 'too_deep' | 'second_results',
    readonly at: number,
  ) {
    super(`JSON: ${why}`);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const LONGEST_NAME = 200;

const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * The records of a JSON text, one at a time: the objects of `results` of an openFDA envelope, those of a list, or objects one
 * after the other (NDJSON, or a single one). Holds one record and one piece of the text at a time. A record that cannot be
 * read is a RefusedRecord; a text that is no JSON throws BrokenJson.
 */
export async function* jsonRecords(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const splitter = new Splitter();
  for await (const piece of pieces) yield* splitter.read(piece);
  splitter.end();
}

/** What the splitter is in: nothing; a list of records; an object that is one, or an envelope; its results; what follows them. */
type Place = 'outside' | 'list' | 'object' | 'results' | 'rest';
/** How many brackets are open around a record. */
const RECORD_AT: Readonly<Record<Place, number>> = { outside: 0, object: 0, list: 1, results: 2, rest: -1 };

class Splitter {
  private seen = 0;
  private place: Place = 'outside';
  private readonly open: number[] = [];
  private inText = false;
  private escaped = false;
  /** The last byte outside texts that is no blank: a text after { or , in an object is a name. */
  private before = 0;
  private name: number[] | null = null;
  private lastName = '';
  private record: HeldRecord | null = null;

  *read(piece: Uint8Array): Generator<unknown> {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (this.seen < 3 && BYTE_ORDER_MARK[this.seen] === byte) {
        this.seen += 1;
        continue;
      }
      this.seen += 1;
      if (this.inText) {
        this.text(byte);
        continue;
      }
      if (isBlank(byte)) continue;
      const before = this.record;
      const done = this.sign(byte);
      this.before = byte;
      if (this.record !== before && this.record) from = at;
      if (!done || !before) continue;
      before.hold(piece.subarray(from, at + 1));
      this.record = null;
      yield before.value();
    }
    this.record?.hold(piece.slice(from));
  }

  end(): void {
    if (this.open.length > 0) throw this.broken('cut_off');
  }

  private broken(why: BrokenJson['why']): BrokenJson {
    return new BrokenJson(why, this.seen);
  }

  /** True when the byte closes the record. */
  private sign(byte: number): boolean {
    switch (byte) {
      case QUOTE:
        this.beginText();
        return false;
      case OPEN_OBJECT:
      case OPEN_LIST:
        this.begin(byte);
        return false;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        return this.close(byte);
      default:
        if (!this.record && this.place !== 'rest' && (byte !== COMMA || this.place === 'outside'))
          throw this.broken('syntax');
        return false;
    }
  }

  private begin(byte: number): void {
    if (this.open.length >= MOST_DEPTH) throw this.broken('too_deep');
    if (this.isResults(byte)) this.beginResults();
    else if (!this.record && this.place !== 'rest') this.beginRecord(byte);
    this.open.push(byte);
  }

  private isResults(byte: number): boolean {
    const inEnvelope = this.place === 'object' || this.place === 'rest';
    return (
      inEnvelope &&
      byte === OPEN_LIST &&
      this.open.length === 1 &&
      this.before === COLON &&
      this.lastName === 'results'
    );
  }

  private beginResults(): void {
    if (this.place === 'rest') throw this.broken('second_results');
    this.place = 'results';
    this.record = null;
  }

  private beginRecord(byte: number): void {
    if (byte === OPEN_LIST) {
      if (this.place !== 'outside') throw this.broken('syntax');
      this.place = 'list';
      return;
    }
    if (this.place === 'outside') this.place = 'object';
    this.record = new HeldRecord();
  }

  private close(byte: number): boolean {
    const opened = this.open.pop();
    if (opened !== (byte === CLOSE_OBJECT ? OPEN_OBJECT : OPEN_LIST)) throw this.broken('syntax');
    const depth = this.open.length;
    const done = this.record !== null && depth === RECORD_AT[this.place];
    if (this.place === 'results' && depth === 1) this.place = 'rest';
    else if (depth === 0) this.place = 'outside';
    return done;
  }

  private beginText(): void {
    if (!this.record && this.place !== 'rest') throw this.broken('syntax');
    this.inText = true;
    const depth = this.record ? RECORD_AT[this.place] + 1 : 1;
    const isName =
      this.open.length === depth &&
      this.open[depth - 1] === OPEN_OBJECT &&
      (this.before === OPEN_OBJECT || this.before === COMMA);
    this.name = isName ? [] : null;
  }

  private text(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) {
      this.inText = false;
      if (this.name) this.named(decodeName(this.name));
      this.name = null;
      return;
    }
    if (this.name && this.name.length < LONGEST_NAME) this.name.push(byte);
  }

  private named(name: string): void {
    this.lastName = name;
    this.record?.named(name);
  }
}

/** The bytes of a record, up to so many, and the names of its fields. */
class HeldRecord {
  private parts: Uint8Array[] = [];
  private size = 0;
  private readonly names = new Set<string>();
  private twice = false;

  hold(part: Uint8Array): void {
    this.size += part.length;
    if (this.size > MOST_RECORD_BYTES) this.parts = [];
    else this.parts.push(part);
  }

  named(name: string): void {
    if (this.names.has(name)) this.twice = true;
    else if (this.names.size < 1000) this.names.add(name);
  }

  value(): unknown {
    if (this.size > MOST_RECORD_BYTES) return new RefusedRecord(`has more than ${MOST_RECORD_BYTES} bytes`);
    if (this.twice) return new RefusedRecord('has a field twice');
    try {
      return JSON.parse(
        new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(this.parts)),
      ) as unknown;
    } catch {
      return new RefusedRecord('is no JSON in UTF-8');
    }
  }
}

/** A name with its escapes undone, so that two ways to write one name are one. */
function decodeName(bytes: readonly number[]): string {
  const text = Buffer.from(bytes).toString();
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
