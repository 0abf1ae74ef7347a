import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

import {
  END_OF_ROWS,
  type FileHeader,
  FORMAT,
  type SectionEnd,
  type SectionHeader,
  type TableHeader,
} from './rows-file-format.js';

/** A whole section of a file of dropped rows. */
export interface Section extends SectionHeader {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
  readonly tables: readonly TableHeader[];
  readonly offset: number;
  readonly bytes: number;
}

/** A table of a section while it is read: `rows` has to be used up before the next table is asked for. */
export interface SectionTable {
  readonly header: TableHeader;
  readonly rows: AsyncGenerator<Buffer>;
}

const NEWLINE = 0x0a;
const MARK = Buffer.from(END_OF_ROWS);

/** Reads a file of dropped rows from end to end, and answers with its whole sections. Throws a sentence when it is damaged. */
export async function sectionsOf(file: string): Promise<Section[]> {
  const sections: Section[] = [];
  const lines = new Lines(file, 0, Infinity);
  try {
    const first = await lines.next();
    // The process ended before the first section: no step was committed.
    if (first === null) return sections;
    readHeader(file, first);
    for (;;) {
      const section = await readSection(file, lines);
      if (!section) return sections;
      sections.push(section);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error(`There is no file ${file}.`, { cause: error });
    if (code?.startsWith('Z_') === true) {
      throw new Error(`${file} is damaged, or no file of dropped rows: nothing was put back.`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    lines.close();
  }
}

/** The tables of a section, in the order in which they were written. */
export async function* tablesOf(section: Section): AsyncGenerator<SectionTable> {
  const lines = new Lines(section.file, section.offset, section.offset + section.bytes - 1);
  try {
    await lines.next();
    for (let text = await lines.next(); text !== null; text = await lines.next()) {
      yield { header: parsed<TableHeader>(section.file, text), rows: lines.untilMark() };
    }
  } finally {
    lines.close();
  }
}

async function readSection(file: string, lines: Lines): Promise<Section | null> {
  const hash = createHash('sha256');
  lines.hash = hash;
  const first = await lines.next();
  if (first === null) return null;
  const header = parsed<SectionHeader>(file, first);
  const tables: TableHeader[] = [];
  for (;;) {
    const sha256 = hash.copy().digest('hex');
    const text = await lines.next();
    // The process ended within the section: its step was not committed.
    if (text === null) return null;
    const line = parsed<TableHeader | SectionEnd>(file, text);
    if ('end' in line) {
      lines.hash = null;
      const { rows, offset, bytes } = line;
      if (line.sha256 !== sha256 || line.end !== header.section)
        throw new Error(
          `${file} is damaged: the rows of ${header.section} are not those that were written. Nothing was put back.`,
        );
      return { ...header, file, tables, rows, sha256, offset, bytes };
    }
    tables.push(line);
    // A piece without its end is not a table: the process ended within it.
    await lines.skipToMark();
  }
}

function readHeader(file: string, text: string): void {
  const header = tryParse(text) as Partial<FileHeader> | null;
  if (header?.carenode !== 'dropped rows') throw new Error(`${file} is no file of dropped rows.`);
  if (header.format !== FORMAT) {
    throw new Error(
      `${file} is of format ${String(header.format)}; this version reads format ${FORMAT}. Nothing was put back.`,
    );
  }
}

function parsed<T>(file: string, text: string): T {
  const value = tryParse(text);
  if (value === null || typeof value !== 'object')
    throw new Error(`${file} is damaged: a line is not what it should be. Nothing was put back.`);
  return value as T;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The lines of part of a gzip file; a file that was cut off ends with its last whole line. */
class Lines {
  hash: ReturnType<typeof createHash> | null = null;
  private readonly source;
  private readonly pieces: AsyncIterator<Buffer, unknown>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(path: string, start: number, end: number) {
    this.source = createReadStream(path, { start, end });
    const gunzip = createGunzip();
    this.source.on('error', (error) => gunzip.destroy(error));
    this.source.pipe(gunzip);
    this.pieces = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer, unknown>;
  }

  async next(): Promise<string | null> {
    for (let searched = 0; ;) {
      const at = this.rest.indexOf(NEWLINE, searched);
      if (at >= 0) return this.take(at + 1).toString('utf8', 0, at);
      searched = this.rest.length;
      if (!(await this.more())) return null;
    }
  }

  /** Whole rows, many at a time, until the mark, which is read too. */
  async *untilMark(): AsyncGenerator<Buffer> {
    for (;;) {
      let at = 0;
      for (
        let newline = this.rest.indexOf(NEWLINE, at);
        newline >= 0;
        newline = this.rest.indexOf(NEWLINE, at)
      ) {
        if (newline - at === MARK.length && this.rest.compare(MARK, 0, MARK.length, at, newline) === 0) {
          const rows = this.take(at);
          this.take(MARK.length + 1);
          if (rows.length > 0) yield rows;
          return;
        }
        at = newline + 1;
      }
      if (at > 0) yield this.take(at);
      if (!(await this.more())) return;
    }
  }

  async skipToMark(): Promise<void> {
    const rows = this.untilMark();
    while ((await rows.next()).done !== true);
  }

  close(): void {
    this.source.destroy();
  }

  private take(length: number): Buffer {
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.hash?.update(taken);
    return taken;
  }

  private async more(): Promise<boolean> {
    try {
      const piece: IteratorResult<Buffer, unknown> = await this.pieces.next();
      if (piece.done === true) return false;
      this.rest = this.rest.length === 0 ? piece.value : Buffer.concat([this.rest, piece.value]);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR') return false;
      throw error;
    }
  }
}
