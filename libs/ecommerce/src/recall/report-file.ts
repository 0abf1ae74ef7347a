import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

import { SaxesParser } from 'saxes';
import { type Entry, openPromise } from 'yauzl';

import { BrokenJson, jsonRecords, MOST_RECORD_BYTES } from './json-records.js';
import { RefusedRecord } from './recall-report.js';

/** What a packed file may unpack to: ten times the whole feed of today. */
export const MOST_UNPACKED_BYTES = 1024 ** 3;
/** The longest text, comment or tag of an XML file, in characters: the parser holds each of them as a whole. */
const MOST_HELD = 1024 ** 2;

/** The file is none that can be read as a whole; `message` is a sentence for people and quotes nothing. */
export class UnreadableFile extends Error {}

/** The records of a file, one at a time: JSON, NDJSON, the XML of enforcement reports, or a zip with one such file. */
export async function* reportRecords(path: string): AsyncGenerator<unknown> {
  const kind = await kindOf(path);
  const pieces = kind === 'zip' ? unpacked(path) : bytesOf(path);
  try {
    if (kind === 'xml') yield* xmlRecords(pieces);
    else yield* jsonRecords(pieces);
  } catch (error) {
    throw error instanceof BrokenJson ? new UnreadableFile(wordsOf(error)) : error;
  }
}

async function kindOf(path: string): Promise<'zip' | 'xml' | 'json'> {
  const file = await open(path);
  try {
    const start = Buffer.alloc(256);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return 'zip';
    return start
      .subarray(0, bytesRead)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
      .trimStart()
      .startsWith('<')
      ? 'xml'
      : 'json';
  } finally {
    await file.close();
  }
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) yield piece;
}

/** The one file of a zip archive that is JSON. */
async function* unpacked(path: string): AsyncGenerator<Uint8Array> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw new UnreadableFile('The archive is damaged or was cut off.', { cause: error });
  });
  try {
    const found: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('/') && /\.json$/i.test(entry.fileName)) found.push(entry);
      if (found.length > 1) break;
    }
    const [entry] = found;
    if (!entry || found.length > 1)
      throw new UnreadableFile('The archive does not hold exactly one JSON file.');
    if (entry.isEncrypted()) throw new UnreadableFile('The archive is encrypted.');
    let size = 0;
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > MOST_UNPACKED_BYTES) throw new UnreadableFile('The archive unpacks to more than 1 GiB.');
      yield piece;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('The archive is damaged or was cut off.', { cause: error });
  } finally {
    zip.close();
  }
}

/** Each `recall-number` of an enforcement report: its id, and the texts of the elements within. */
export async function* xmlRecords(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const reading = new XmlReading();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    reading.write(decode(() => decoder.decode(piece, { stream: true })));
    yield* reading.take();
  }
  reading.end();
  yield* reading.take();
}

function decode(read: () => string): string {
  try {
    return read();
  } catch (error) {
    throw new UnreadableFile('The file is not UTF-8 text.', { cause: error });
  }
}

class XmlReading {
  private readonly parser = new SaxesParser();
  private ready: unknown[] = [];
  private record: Record<string, string> | null = null;
  private size = 0;
  private field = '';
  private depth = 0;
  /** How many characters came in pieces of which the parser told nothing: it holds them. */
  private held = 0;
  private isTold = false;

  constructor() {
    this.parser.on('error', (error) => {
      throw new UnreadableFile('The file is no well-formed XML.', { cause: error });
    });
    this.parser.on('opentag', ({ name, attributes }) => this.open(name, attributes['id']));
    this.parser.on('text', (text) => this.add(text));
    this.parser.on('cdata', (text) => this.add(text));
    this.parser.on('closetag', ({ name }) => this.close(name));
    for (const rest of ['comment', 'doctype', 'processinginstruction', 'xmldecl'] as const)
      this.parser.on(rest, () => this.tell());
  }

  write(text: string): void {
    this.isTold = false;
    this.parser.write(text);
    this.held = this.isTold ? 0 : this.held + text.length;
    if (this.held > MOST_HELD)
      throw new UnreadableFile('The XML has a text, comment or tag of more than 1 MiB.');
  }

  end(): void {
    this.parser.close();
  }

  take(): unknown[] {
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  private tell(): void {
    this.isTold = true;
  }

  private open(name: string, id: string | undefined): void {
    this.tell();
    this.depth += 1;
    if (this.depth > 32) throw new UnreadableFile('The XML is nested deeper than 32 levels.');
    if (name === 'recall-number') {
      this.record = id === undefined ? {} : { 'recall-number': id };
      this.size = 0;
    } else this.field = name;
  }

  private add(text: string): void {
    this.tell();
    this.size += text.length;
    if (this.record && this.field && this.size <= MOST_RECORD_BYTES)
      this.record[this.field] = (this.record[this.field] ?? '') + text;
  }

  private close(name: string): void {
    this.tell();
    this.depth -= 1;
    this.field = '';
    if (name !== 'recall-number' || !this.record) return;
    this.ready.push(
      this.size > MOST_RECORD_BYTES
        ? new RefusedRecord(`has more than ${MOST_RECORD_BYTES} characters`)
        : this.record,
    );
    this.record = null;
  }
}

function wordsOf({ why, at }: BrokenJson): string {
  switch (why) {
    case 'cut_off':
      return `The file ends at byte ${at} in the middle of its JSON; it was cut off.`;
    case 'too_deep':
      return `The JSON is nested deeper than 32 levels at byte ${at}.`;
    case 'second_results':
      return `The JSON has a second list of results at byte ${at}.`;
    default:
      return `The file is no JSON: byte ${at} is not allowed there.`;
  }
}
