import { CsvError, parse, type Parser } from 'csv-parse';

import type { UploadedFile } from './import-format.js';
import type { RecordSink } from './record-sink.js';
import { textOf } from './text.js';

export interface TableOptions {
  readonly delimiter: ',' | ';' | '\t' | '|';
  /** A cell longer than this many characters (quotes that never close) ends the table with a note; 100,000 if absent. */
  readonly mostCell?: number;
}

/** One row of a table: its cells as they are, and the line (from 1) that it ends in. */
export type OnRow = (cells: readonly string[], line: number) => void;

/**
 * Reads a CSV file row by row, quoted line breaks included; rows may have any number of cells, and headings are rows. What
 * is no CSV (a quote that never closes) is noted at its line and ends the reading; nothing is thrown.
 */
export async function readTable(
  file: UploadedFile,
  options: TableOptions,
  sink: Pick<RecordSink, 'note' | 'ready'>,
  onRow: OnRow,
): Promise<void> {
  const parser = parse({
    delimiter: options.delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: options.mostCell ?? 100_000,
    info: true,
  });
  let failed: CsvError | undefined;
  parser.on('error', (error) => {
    failed = error as CsvError;
  });
  for await (const piece of textOf(file)) {
    parser.write(piece);
    take(parser, onRow);
    if (failed) break;
    await sink.ready();
  }
  if (!failed) {
    parser.end();
    await new Promise<void>((resolve) => {
      parser.once('end', resolve).once('error', () => resolve());
      take(parser, onRow);
      parser.on('data', (row: Row) => onRow(row.record, row.info.lines));
    });
  }
  if (failed) sink.note(failed.lines ?? 0, { reason: 'is no CSV from here on; the rest was not read' });
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function take(parser: Parser, onRow: OnRow): void {
  for (let row = parser.read() as Row | null; row; row = parser.read() as Row | null) {
    onRow(row.record, row.info.lines);
  }
}
