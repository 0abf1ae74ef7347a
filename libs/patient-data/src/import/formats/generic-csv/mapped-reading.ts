import type { UploadedFile } from '../../format/import-format.js';
import type { ReadMeasurement } from '../../format/read-rows.js';
import type { Problem, RecordSink } from '../../format/record-sink.js';
import { readTable } from '../../format/table.js';
import { ownVariable } from '../../format/variables.js';
import { cellOf, hasMore, textFor } from '../csv/cells.js';
import { decimalIn } from '../csv/decimals.js';
import type { LocalClock } from '../csv/local-clock.js';
import type { SeriesSet } from '../csv/series-set.js';
import type { LongPlaces, MappedColumns, ValuePlace } from './mapped-columns.js';
import { type RowTime, type RowTimes, timeTextOf } from './mapped-time.js';
import type { TableMapping } from './mapping.js';

/** All records of a table are of this kind. */
export const KIND = 'row';
const COMPARATOR = /^(<=|>=|<|>|≤|≥)\s*/;
const COMPARATORS = new Map<string, NonNullable<ReadMeasurement['comparator']>>([
  ...(['<', '<=', '>=', '>'] as const).map((sign) => [sign, sign] as const),
  ['≤', '<='],
  ['≥', '>='],
]);

type Cell = { readonly value: string; readonly comparator?: NonNullable<ReadMeasurement['comparator']> };

/** Reads the rows of one table by its mapping. */
export class MappedReading {
  private rows = 0;

  constructor(
    private readonly sink: RecordSink,
    private readonly mapping: TableMapping,
    private readonly columns: MappedColumns,
    private readonly times: RowTimes,
    private readonly clock: LocalClock | undefined,
    private readonly series: SeriesSet,
  ) {}

  async read(file: UploadedFile): Promise<void> {
    const { delimiter } = this.columns;
    this.sink.open(file);
    await readTable(file, { delimiter }, this.sink, (cells, line) => {
      if (++this.rows > this.mapping.headerRow) this.row(cells, line);
    });
    this.clock?.tell(this.sink);
  }

  private row(cells: readonly string[], line: number): void {
    const { columns } = this;
    if (cells.length < columns.count || hasMore(cells, columns.count)) {
      return this.bad(line, `has ${cells.length} cells, where the table has ${columns.count} columns`);
    }
    const time = timeTextOf(cells, columns);
    const at = this.times.of(time, line);
    const empty = cells.every((cell) => cell.trim() === '');
    if (empty) return this.sink.skip(KIND);
    if (!at) {
      return this.bad(
        line,
        time === '' ? 'is empty' : 'is no time in the form that the mapping tells',
        'time',
      );
    }
    const problems: Problem[] = [];
    const rows = columns.long
      ? this.longRow(cells, columns.long, at, problems)
      : columns.values.flatMap((value) => this.value(cells, value, at, problems) ?? []);
    const [problem] = problems;
    if (rows.length > 0) {
      this.sink.add(KIND, line, rows);
      for (const one of problems) this.sink.note(line, { ...one, reason: `${one.reason}; left out` });
    } else if (problem) this.bad(line, problem.reason, problem.field);
    else this.sink.skip(KIND);
  }

  private value(
    cells: readonly string[],
    { column, place, variable, unit }: ValuePlace,
    at: RowTime,
    problems: Problem[],
  ): ReadMeasurement | undefined {
    const cell = this.cell(cellOf(cells, place), column, problems);
    return cell && this.measurement(cells, { variable, unit }, cell, at, column, problems);
  }

  private longRow(
    cells: readonly string[],
    long: LongPlaces,
    at: RowTime,
    problems: Problem[],
  ): readonly ReadMeasurement[] {
    const name = textFor(cellOf(cells, long.variable), 200);
    const cell = this.cell(cellOf(cells, long.value), 'value', problems);
    if (!cell) return [];
    if (name === undefined) {
      problems.push({ field: 'variable', reason: 'is empty' });
      return [];
    }
    const listed = long.listed.get(name);
    const told = long.unit < 0 ? null : (textFor(cellOf(cells, long.unit), 100) ?? null);
    const unit = listed?.unit === undefined ? told : listed.unit;
    const variable = listed?.variable ?? ownVariable(name, null, long.kind);
    const row = this.measurement(cells, { variable, unit }, cell, at, name, problems);
    return row ? [row] : [];
  }

  private measurement(
    cells: readonly string[],
    { variable, unit }: Pick<ValuePlace, 'variable' | 'unit'>,
    cell: Cell,
    at: RowTime,
    named: string,
    problems: Problem[],
  ): ReadMeasurement | undefined {
    const series = this.series.of(variable, unit, null, at.offsetMinutes);
    if (!series) {
      problems.push({ reason: 'is of one variable too many for one table' });
      return undefined;
    }
    const day = at.dayEnd !== null;
    const { notes, id } = this.columns;
    const note = notes === undefined ? undefined : textFor(cellOf(cells, notes), 10_000);
    const parts = id.map((place) => cellOf(cells, place));
    return {
      type: 'measurement',
      series,
      ...cell,
      start: day && variable.kind === 'sample' ? at.noon : at.at,
      end: day && variable.kind === 'sum' ? at.dayEnd : null,
      ...(parts.some((part) => part !== '') && { externalId: JSON.stringify([named, ...parts]) }),
      ...(note !== undefined && { notes: note }),
    };
  }

  /** Undefined for a missing value, and for one that is no number, which is a problem. */
  private cell(text: string, field: string, problems: Problem[]): Cell | undefined {
    if (text === '' || this.mapping.missing.includes(text)) return undefined;
    const sign = COMPARATOR.exec(text);
    const comparator = sign ? COMPARATORS.get(sign[1] ?? '') : undefined;
    const value = decimalIn(this.mapping.numbers, sign ? text.slice(sign[0].length) : text);
    if (value === undefined) {
      problems.push({ field, reason: 'is no number in the form that the mapping tells' });
      return undefined;
    }
    return { value, ...(comparator && { comparator }) };
  }

  private bad(line: number, reason: string, field?: string): void {
    this.sink.quarantine(KIND, line, { reason, ...(field !== undefined && { field }) });
  }
}
