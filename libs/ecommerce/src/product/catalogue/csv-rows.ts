import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

/** A row of a file: its cells, and the line it ends on, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The file is no CSV in UTF-8. The message is a sentence and repeats nothing of the file. */
export class BrokenCsv extends Error {}

/** A description of 20,000 characters, all of them quotes, and all other cells at their longest. */
const MOST_IN_A_ROW = 200_000;

/** The rows of a file, header first. Commas, semicolons or tabs part the cells: what the header has most of. Throws BrokenCsv. */
export async function* csvRows(path: string): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    delimiter: await delimiterOf(path),
    info: true,
    max_record_size: MOST_IN_A_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  pipeline(Readable.from(decoded(path)), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>)
      yield { cells: record, line: info.lines };
  } catch (error) {
    if (error instanceof CsvError) {
      const line = (error as { lines?: number }).lines;
      throw new BrokenCsv(`It is no CSV${line === undefined ? '' : ` from line ${line} on`}.`);
    }
    throw error;
  }
}

async function* decoded(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>)
      yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      ? new BrokenCsv('It is not in UTF-8.')
      : error;
  }
}

async function delimiterOf(path: string): Promise<string> {
  for await (const piece of createReadStream(path, { end: 8191 }) as AsyncIterable<Buffer>) {
    const [header = ''] = piece.toString('latin1').split(/[\r\n]/, 1);
    const count = (delimiter: string) => header.split(delimiter).length;
    return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
  }
  return ',';
}
