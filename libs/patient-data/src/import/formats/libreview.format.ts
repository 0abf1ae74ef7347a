import type { LocalTime } from '@carenode/module-kit';

import type { Answers, ImportFormat, Question, UploadedFile } from '../format/import-format.js';
import { FileRefusal } from '../format/import-format.js';
import type { ReadMeasurement } from '../format/read-rows.js';
import type { RecordSink } from '../format/record-sink.js';
import { readTable } from '../format/table.js';
import { ownVariable } from '../format/variables.js';
import { cellOf, hasMore, textFor } from './csv/cells.js';
import { askedDateOrder, dateOrderOf, orderOf } from './csv/date-order.js';
import { Kinds } from './csv/kinds.js';
import { answeredUnit, askedUnit } from './csv/glucose-unit.js';
import { LocalClock, answeredZone, askedZone } from './csv/local-clock.js';
import { SeriesSet } from './csv/series-set.js';
import { type DateOrder, type DateOrderEvidence, localTimeOf, readStamp } from './csv/stamps.js';
import { LibreColumns, type LibreLayout, libreLayout } from './libreview/libreview-layout.js';
import { toldByRow } from './libreview/libreview-rows.js';

const NOTE = ownVariable('Note', null);
/** Record types and the column that each is of: without a value there, a record has lost it. */
const VALUE_OF_TYPE = new Map([
  ['0', 'Historic Glucose'],
  ['1', 'Scan Glucose'],
  ['2', 'Strip Glucose'],
  ['3', 'Ketone'],
]);

/**
 * LibreView's CSV download (Abbott FreeStyle Libre). Tells records by type: 0 glucose that the sensor kept, 1 glucose that was
 * scanned, 2 glucose of a strip, 3 ketones, 4 insulin, 5 food, 6 notes, mostly empty: an empty record of type 6 is skipped,
 * as it tells nothing. Rows are grouped by device, then by type, and within them stand in the order of time. Times are local,
 * to the minute, in the order of day and month that the account is set to: it is taken from the file's own days above 12,
 * else asked; the zone is always asked. Column names are in the account's language. The lines above the table hold the
 * person's name and are read over. Values outside the sensor's range are told as LO and HI, or as its limit. Known from
 * exports in public repositories (see the NOTICE of the fixtures); Abbott publishes no description.
 */
export const libreView: ImportFormat = {
  id: 'libreview',
  title: 'LibreView export',
  recognise: (files) => files.filter((file) => libreLayout(file) !== undefined),
  async ask(files, answers) {
    const evidence = [];
    for (const file of files) {
      const layout = libreLayout(file);
      if (layout) evidence.push(await evidenceOf(file, layout));
    }
    const asked = [
      askedZone(answers, 'LibreView'),
      askedDateOrder(answers, evidence),
      questionOfUnit(files, answers),
    ];
    return asked.filter((question) => question !== undefined);
  },
  async read(files, sink, answers) {
    const zone = answeredZone(answers);
    const series = new SeriesSet('LibreView', zone.zone);
    const tables = [];
    // Nothing is told before all files are known to be readable.
    for (const file of files) {
      const layout = libreLayout(file);
      if (!layout) continue;
      if (!layout.columns.unitsTold && answeredUnit(answers) === undefined) {
        throw new FileRefusal('answer_missing', 'The unit of glucose values is not told; name it.', 'unit');
      }
      tables.push({ file, layout, order: orderOf(answers, await evidenceOf(file, layout, sink)) });
    }
    for (const { file, layout, order } of tables) {
      await new LibreReading(file, sink, new LocalClock(zone), series, order, answeredUnit(answers)).read(
        layout,
      );
    }
  },
};

async function evidenceOf(
  file: UploadedFile,
  { delimiter }: LibreLayout,
  sink?: RecordSink,
): Promise<DateOrderEvidence> {
  let columns: LibreColumns | undefined;
  const dateIn = (cells: readonly string[]) => {
    if (columns) return cellOf(cells, columns.at.time);
    columns = LibreColumns.of(cells);
    return undefined;
  };
  return dateOrderOf(file, delimiter, dateIn, sink);
}

function questionOfUnit(files: readonly UploadedFile[], answers: Answers): Question | undefined {
  const told = files.every((file) => libreLayout(file)?.columns.unitsTold);
  return told ? undefined : askedUnit(answers, 'The columns of glucose values do');
}

class LibreReading {
  private columns: LibreColumns | undefined;
  private readonly kinds = new Kinds();

  constructor(
    private readonly file: UploadedFile,
    private readonly sink: RecordSink,
    private readonly clock: LocalClock,
    private readonly series: SeriesSet,
    private readonly order: DateOrder | undefined,
    private readonly unit: 'mg/dL' | 'mmol/L' | undefined,
  ) {}

  async read({ delimiter }: LibreLayout): Promise<void> {
    this.sink.open(this.file);
    await readTable(this.file, { delimiter }, this.sink, (cells, line) => {
      if (this.columns) this.row(cells, line, this.columns);
      else this.columns = LibreColumns.of(cells);
    });
    this.clock.tell(this.sink);
  }

  private row(cells: readonly string[], line: number, columns: LibreColumns): void {
    const type = cellOf(cells, columns.at.type);
    const kind = this.kinds.of(type);
    const bad = (reason: string, field?: string) =>
      this.sink.quarantine(kind, line, field === undefined ? { reason } : { field, reason });
    if (cells.length < columns.count || hasMore(cells, columns.count)) {
      return bad(`has ${cells.length} cells, where the table has ${columns.count} columns`);
    }
    if (!/^\d{1,3}$/.test(type)) return bad('is no number', 'Record Type');
    const { values, notes, problems } = toldByRow(cells, columns, this.unit);
    const [problem] = problems;
    if (values.length === 0 && problem) return bad(problem.reason, problem.field);
    if (values.length === 0 && notes === undefined) {
      const lost = VALUE_OF_TYPE.get(type);
      return lost === undefined ? this.sink.skip(kind) : bad('is empty', lost);
    }
    const local = this.localTime(cellOf(cells, columns.at.time));
    if (!local) return bad('is no date and time in the order of the file', 'Device Timestamp');
    const device = deviceOf(cells, columns);
    const { at, offsetMinutes } = this.clock.at(local, line, `${device ?? ''}\n${type}`);
    const told = values.length > 0 ? values : [{ variable: NOTE, unit: null, value: null, valueText: notes }];
    const rows: ReadMeasurement[] = [];
    for (const { variable, unit, valueText, ...value } of told) {
      const series = this.series.of(variable, unit, device, offsetMinutes);
      if (!series) return bad('belongs to more devices than one file can have');
      rows.push({
        type: 'measurement',
        series,
        start: at,
        end: null,
        ...value,
        ...(valueText !== undefined && { valueText }),
        ...(values.length > 0 && notes !== undefined && { notes }),
      });
    }
    this.sink.add(kind, line, rows);
    for (const one of problems) this.sink.note(line, one);
  }

  private localTime(cell: string): LocalTime | undefined {
    const stamp = readStamp(cell);
    return stamp?.time && stamp.offset === null ? localTimeOf(stamp, this.order) : undefined;
  }
}

function deviceOf(cells: readonly string[], columns: LibreColumns): string | null {
  const name = textFor(cellOf(cells, columns.at.device), 90);
  const serial = textFor(cellOf(cells, columns.at.serial), 90);
  if (name === undefined || serial === undefined) return name ?? serial ?? null;
  return `${name} (${serial})`;
}
