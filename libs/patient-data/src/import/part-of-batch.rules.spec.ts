import { partOf } from './part-of-batch.rules.js';
import type { ReadBatch } from './reading/messages.js';

const batch = {
  number: 7,
  counts: {},
  kinds: ['a', 'b'],
  records: Uint16Array.of(0, 1, 0, 1),
  places: {
    files: ['x.csv', 'y.csv'],
    file: Uint16Array.of(0, 0, 1, 1),
    line: Float64Array.of(2, 3, 2, 3),
  },
  measurements: {
    series: [],
    rows: {
      count: 4,
      id: 'r0,r1,r2,r3',
      series: '0,0,1,1',
      value: '1,NULL,3,4',
      start: '10,20,30,40',
      end: 'NULL,NULL,31,NULL',
      more: new Map([
        [1, { valueText: 'one' }],
        [3, { valueText: 'three' }],
      ]),
    },
    record: Uint32Array.of(0, 0, 2, 3),
  },
  foods: [{ id: 'f', record: 1, row: {} }],
  activities: [],
  clinical: [{ id: 'c', record: 3, row: {} }],
  quarantined: [],
  notes: [],
} as unknown as ReadBatch;

describe('A part of a batch', () => {
  it('has its records with all their rows, counted anew', () => {
    const part = partOf(batch, 2, 4);
    expect([...part.records]).toEqual([0, 1]);
    expect(part.places).toEqual({
      files: ['x.csv', 'y.csv'],
      file: Uint16Array.of(1, 1),
      line: Float64Array.of(2, 3),
    });
    expect([...(part.measurements.record ?? [])]).toEqual([0, 1]);
    expect(part.measurements.rows).toEqual({
      count: 2,
      id: 'r2,r3',
      series: '1,1',
      value: '3,4',
      start: '30,40',
      end: '31,NULL',
      more: new Map([[1, { valueText: 'three' }]]),
    });
    expect([part.foods, part.clinical]).toEqual([[], [{ id: 'c', record: 1, row: {} }]]);
  });

  it('loses no row with the other part', () => {
    const parts = [partOf(batch, 0, 2), partOf(batch, 2, 4)];
    expect(parts.map((part) => part.measurements.rows.id)).toEqual(['r0,r1', 'r2,r3']);
    expect(parts.flatMap((part) => part.foods.map(({ record }) => record))).toEqual([1]);
  });
});
