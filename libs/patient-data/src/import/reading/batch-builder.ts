import type { MoreOfRow, Series } from '@carenode/records-contract';

import type { ReadActivity, ReadClinical, ReadFood, ReadMeasurement, ReadRow } from '../format/read-rows.js';
import type { CountsByKind, ReadBatch, ReadProblem, RowOf } from './messages.js';
import { activityId, clinicalId, foodId, measurementId } from './row-id.js';
import type { KnownSeries } from './series-book.js';
import { moreOf, type OnCut, tidyActivity, tidyClinical, tidyFood } from './tidy-rows.js';

/** What a row takes on its way besides its texts, in characters; exact enough to bound a batch. */
const ROW_SIZE = 60;

/** The rows of one batch, by column. What it takes has been checked. */
export class BatchBuilder {
  rows = 0;
  /** Characters, roughly. */
  size = 0;
  private readonly kinds = new Map<string, number>();
  private readonly records: number[] = [];
  private readonly files = new Map<string, number>();
  private readonly file: number[] = [];
  private readonly line: number[] = [];
  private readonly series: Series[] = [];
  private readonly seriesIndex = new Map<KnownSeries, number>();
  private readonly id: string[] = [];
  private readonly seriesOf: number[] = [];
  private readonly value: (string | null)[] = [];
  private readonly start: number[] = [];
  private readonly end: (number | null)[] = [];
  private readonly more = new Map<number, MoreOfRow>();
  private readonly record: number[] = [];
  private readonly foods: RowOf<ReadFood>[] = [];
  private readonly activities: RowOf<ReadActivity>[] = [];
  private readonly clinical: RowOf<ReadClinical>[] = [];

  /** `discarded`: a batch that is stored already; its rows are only counted, so that it ends where it ended before. */
  constructor(
    readonly number: number,
    private readonly patientId: string,
    private readonly discarded: boolean,
  ) {}

  /** Begins a record; the rows that follow are its rows. */
  open(kind: string, file: string, line: number): void {
    const index = numberIn(this.kinds, kind);
    if (this.discarded) return;
    this.records.push(index);
    this.file.push(numberIn(this.files, file));
    this.line.push(line);
  }

  addMeasurement(row: ReadMeasurement, series: KnownSeries, onCut: OnCut): void {
    const more = moreOf(row, onCut);
    this.grow(more ? JSON.stringify(more).length : 0);
    if (this.discarded) return;
    if (more) this.more.set(this.id.length, more);
    this.id.push(measurementId(this.patientId, series.key, series.series.source, row));
    this.seriesOf.push(this.indexOf(series));
    this.value.push(row.value);
    this.start.push(row.start);
    this.end.push(row.end);
    this.record.push(this.records.length - 1);
  }

  addOther(row: Exclude<ReadRow, ReadMeasurement>, onCut: OnCut): void {
    if (row.type === 'food') this.push(this.foods, tidyFood(row, onCut), foodId);
    else if (row.type === 'activity') this.push(this.activities, tidyActivity(row, onCut), activityId);
    else this.push(this.clinical, tidyClinical(row, onCut), clinicalId);
  }

  finish(
    counts: CountsByKind,
    quarantined: readonly ReadProblem[],
    notes: readonly ReadProblem[],
  ): ReadBatch {
    const { id, seriesOf, value, start, end, more, record, series, foods, activities, clinical } = this;
    const oneRowEach = record.length === this.records.length && record.every((of, row) => of === row);
    return {
      number: this.number,
      counts,
      kinds: [...this.kinds.keys()],
      records: Uint16Array.from(this.records),
      places: {
        files: [...this.files.keys()],
        file: Uint16Array.from(this.file),
        line: Float64Array.from(this.line),
      },
      measurements: {
        series,
        rows: {
          count: id.length,
          id: id.join(','),
          series: seriesOf.join(','),
          value: columnOf(value),
          start: start.join(','),
          end: columnOf(end),
          more,
        },
        record: oneRowEach ? null : Uint32Array.from(record),
      },
      foods,
      activities,
      clinical,
      quarantined,
      notes,
    };
  }

  private push<Row>(list: RowOf<Row>[], row: Row, idOf: (patientId: string, row: Row) => string): void {
    this.grow(JSON.stringify(row).length);
    if (!this.discarded) {
      list.push({ id: idOf(this.patientId, row), record: this.records.length - 1, row });
    }
  }

  private grow(characters: number): void {
    this.rows += 1;
    this.size += ROW_SIZE + characters;
  }

  private indexOf(known: KnownSeries): number {
    let index = this.seriesIndex.get(known);
    if (index === undefined) {
      this.seriesIndex.set(known, (index = this.series.length));
      this.series.push(known.series);
    }
    return index;
  }
}

/** The number of a name, in the order in which they came. */
function numberIn(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known === undefined) names.set(name, names.size);
  return known ?? names.size - 1;
}

const columnOf = (values: readonly (string | number | null)[]): string =>
  values.map((value) => value ?? 'NULL').join(',');
