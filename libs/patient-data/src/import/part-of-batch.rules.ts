import type { ReadBatch, RowOf } from './reading/messages.js';

/** The records `from` up to and without `to` of a batch, as a batch of their own; without its problems. */
export function partOf(batch: ReadBatch, from: number, to: number): ReadBatch {
  const inPart = (record: number) => record >= from && record < to;
  const { rows, record: told } = batch.measurements;
  const recordOf = (row: number) => told?.[row] ?? row;
  const taken = Array.from({ length: rows.count }, (_, row) => row).filter((row) => inPart(recordOf(row)));
  const column = (values: string): string => {
    const all = values.split(',');
    return taken.map((row) => all[row]).join(',');
  };
  const more = new Map(
    taken.flatMap((row, place) => {
      const rare = rows.more.get(row);
      return rare ? [[place, rare] as const] : [];
    }),
  );
  const others = <Row>(list: readonly RowOf<Row>[]): RowOf<Row>[] =>
    list.filter(({ record }) => inPart(record)).map((row) => ({ ...row, record: row.record - from }));
  return {
    ...batch,
    records: batch.records.slice(from, to),
    places: {
      files: batch.places.files,
      file: batch.places.file.slice(from, to),
      line: batch.places.line.slice(from, to),
    },
    measurements: {
      series: batch.measurements.series,
      rows: {
        count: taken.length,
        id: column(rows.id),
        series: column(rows.series),
        value: column(rows.value),
        start: column(rows.start),
        end: column(rows.end),
        more,
      },
      record: Uint32Array.from(taken, (row) => recordOf(row) - from),
    },
    foods: others(batch.foods),
    activities: others(batch.activities),
    clinical: others(batch.clinical),
    quarantined: [],
    notes: [],
  };
}
