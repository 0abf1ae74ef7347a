import { ZoneClock } from '@carenode/module-kit';

import {
  type Answers,
  FileRefusal,
  type ImportFormat,
  type Question,
  type UploadedFile,
} from '../format/import-format.js';
import { readTable } from '../format/table.js';
import { columnName } from './csv/cells.js';
import { askedDateOrder, orderOf } from './csv/date-order.js';
import { LocalClock, answeredZone, askedZone } from './csv/local-clock.js';
import { SeriesSet } from './csv/series-set.js';
import { DateOrderEvidence, readStamp } from './csv/stamps.js';
import { type MappedColumns, mappedColumns } from './generic-csv/mapped-columns.js';
import { MappedReading } from './generic-csv/mapped-reading.js';
import { needsZone, RowTimes, timeTextOf } from './generic-csv/mapped-time.js';
import { readMapping, type TableMapping } from './generic-csv/mapping.js';
import { examplesOf, tableShape, type TableShape } from './generic-csv/table-shape.js';

/**
 * Any table of text (comma, semicolon, tab or bar; UTF-8, UTF-16 or windows-1252), read by a mapping that the person makes
 * once: the answer to `columns`, JSON of
 *
 *     { "source": "My scale",
 *       "time": "Timestamp"  or  { "date": "Day", "time": "Hour" },
 *       "values": [{ "column": "Weight", "name": "Body weight", "code": "29463-7", "unit": "kg", "kind": "sample" }]
 *         or, one value a row,
 *       "long": { "variable": "Metric", "value": "Amount", "unit": "Unit", "kind": "sample",
 *                 "variables": [{ "is": "Weight", "code": "29463-7", "kind": "sample" }] },
 *       "timeFormat": "iso" | "day-first" | "month-first" | "epoch-s" | "epoch-ms",   "zone": "Europe/Berlin",
 *       "delimiter": ";",   "headerRow": 1 (0: none, columns are "1", "2" …),   "decimal": ",",   "thousands": ".",
 *       "missing": ["NA", "-"],   "notes": "Remark",   "id": ["Day", "Meal"] }
 *
 * where all but source, time and one of values and long may be left out. A column that two have the name of is named by its
 * number, `#3`. A zone and an order of day and month that times need, and neither the mapping nor the file tells, are asked.
 * Times with Z or counts since 1970 tell an instant and no offset. Of a day without time, sums are of the whole day and
 * samples stand at its noon. Values that are no number in the stated form are noted and left out, or quarantined with their
 * row where no other is in it; empty and `missing` ones are no values, and a row without any is skipped. Rows of a sum that
 * can be alike (two meals of 100 kcal a day) need `id`, else the second is a duplicate.
 */
export const genericCsv: ImportFormat = {
  id: 'generic-csv',
  title: 'Table (CSV)',
  // One mapping is for tables of one kind: the first, and those with the same first row.
  recognise(files) {
    const tables = files.flatMap((file) => {
      const shape = tableShape(file);
      return shape ? [{ file, head: headOf(shape) }] : [];
    });
    return tables.filter(({ head }) => head === tables[0]?.head).map(({ file }) => file);
  },
  async ask(files, answers) {
    const [file] = files;
    const shape = file && tableShape(file);
    if (!file || !shape) return [];
    const { columns: answer } = answers;
    if (answer === undefined) return [askedColumns(shape)];
    try {
      const mapping = readMapping(answer);
      const found = [];
      for (const one of files) found.push(await factsOf(one, mapping, mappedColumns(mapping, one)));
      const zone = found.some(({ local }) => local) && mapping.zone === undefined;
      const asked = [
        zone ? askedZone(answers, 'This table') : undefined,
        askedDateOrder(
          answers,
          found.map(({ evidence }) => evidence),
        ),
      ];
      return asked.filter((question) => question !== undefined);
    } catch (error) {
      // A mapping that was kept from another table, or is wrong: asked again, with what is wrong about it.
      if (error instanceof FileRefusal) return [askedColumns(shape, error.message)];
      throw error;
    }
  },
  async read(files, sink, answers) {
    const { columns: answer } = answers;
    if (answer === undefined) {
      throw new FileRefusal('answer_missing', 'What the columns of the table are must be mapped.', 'columns');
    }
    const mapping = readMapping(answer);
    const tables = [];
    // Nothing is told before all files are known to be readable.
    for (const file of files) {
      const columns = mappedColumns(mapping, file);
      const { local, evidence } = await factsOf(file, mapping, columns, () => sink.ready());
      tables.push({
        file,
        columns,
        order: orderOf(answers, evidence),
        clock: clockOf(columns, answers, local),
      });
    }
    const zone = mapping.zone ?? answers['time-zone'] ?? '';
    const series = new SeriesSet(mapping.source, ZoneClock.of(zone) ? zone : null);
    for (const { file, columns, order, clock } of tables) {
      const times = new RowTimes(mapping.timeFormat, order, clock);
      await new MappedReading(sink, mapping, columns, times, clock, series).read(file);
    }
  },
};

function askedColumns(shape: TableShape, wrong?: string): Question {
  const question = 'What are the columns of this table: when, what, in which unit?';
  return {
    id: 'columns',
    kind: 'columns',
    text: wrong === undefined ? question : `${wrong} ${question}`,
    examples: examplesOf(shape),
  };
}

function headOf({ delimiter, rows }: TableShape): string {
  return JSON.stringify([delimiter, (rows[0] ?? []).map(columnName)]);
}

function clockOf({ zone }: MappedColumns, answers: Answers, local: boolean): LocalClock | undefined {
  if (zone) return new LocalClock(zone);
  if (local) return new LocalClock(answeredZone(answers));
  const answered = ZoneClock.of(answers['time-zone'] ?? '');
  return answered && new LocalClock(answered);
}

/** What all times of a table tell: whether any is local, and the order of day and month where the mapping states none. */
async function factsOf(
  file: UploadedFile,
  { timeFormat, headerRow }: TableMapping,
  columns: MappedColumns,
  ready: () => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly local: boolean; readonly evidence: DateOrderEvidence }> {
  const evidence = new DateOrderEvidence();
  let local = false;
  let rows = 0;
  const quiet = { note: () => undefined, ready };
  await readTable(file, { delimiter: columns.delimiter }, quiet, (cells) => {
    if (++rows <= headerRow || timeFormat?.startsWith('epoch')) return;
    const text = timeTextOf(cells, columns);
    if (text === '') return;
    local ||= needsZone(text, timeFormat);
    if (timeFormat === undefined) evidence.see(readStamp(text));
  });
  return { local, evidence };
}
