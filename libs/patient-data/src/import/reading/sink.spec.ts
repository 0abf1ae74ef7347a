import type { Series } from '@carenode/records-contract';

import { fileOf } from '../../../test/import/collect.js';
import type { ReadMeasurement } from '../format/read-rows.js';
import type { BatchRange, FromReader, ReadBatch } from './messages.js';
import { BatchingSink } from './sink.js';

const PATIENT = '0b0c8d3e-7c43-4d6f-9f5e-2f6f2a1c0a01';
const START = Date.UTC(2026, 0, 1);

const series: Series = {
  variable: { system: 'http://loinc.org', code: '8867-4', name: 'Heart rate', kind: 'sample', unit: '/min' },
  unit: 'count/min',
  source: 'Watch',
  device: null,
  offsetMinutes: 60,
  timeZone: null,
};
const beat = (n: number, more: Partial<ReadMeasurement> = {}): ReadMeasurement => ({
  type: 'measurement',
  series,
  value: '72',
  start: START + n,
  end: null,
  ...more,
});

function sinkOf(stored: readonly BatchRange[] = [], problems = 1000) {
  const messages: FromReader[] = [];
  const sink = new BatchingSink(
    { patientId: PATIENT, stored, problems },
    (message) => void messages.push(message),
  );
  sink.open(fileOf('a.csv', ''));
  const batches = () => messages.flatMap((told) => (told.type === 'batch' ? [told.batch] : []));
  return { sink, messages, batches };
}

/** What a sink makes of some rows that are told at once. */
function batchOf(tell: (sink: BatchingSink) => void): ReadBatch {
  const { sink, batches } = sinkOf();
  tell(sink);
  sink.finish();
  const [batch, ...more] = batches();
  if (!batch || more.length > 0) throw new Error(`${batches().length} batches`);
  return batch;
}

describe('Batches', () => {
  it('hold 5000 rows, and the rest at the end', () => {
    const { sink, batches } = sinkOf();
    for (let n = 0; n < 12_000; n++) sink.add('HeartRate', n, beat(n));
    expect(sink.finish()).toBe(3);
    expect(batches().map(({ number, measurements }) => [number, measurements.rows.count])).toEqual([
      [0, 5000],
      [1, 5000],
      [2, 2000],
    ]);
    expect(sink.totals).toEqual({ HeartRate: { read: 12_000, added: 12_000, skipped: 0, quarantined: 0 } });
  });

  it('are the same whenever and however fast they are taken', async () => {
    const tell = async (slow: boolean) => {
      const { sink, batches } = sinkOf();
      for (let n = 0; n < 20_000; n++) {
        sink.add('HeartRate', n, beat(n, n % 7 ? {} : { notes: 'resting' }));
        if (n % 3 === 0) sink.skip('Other');
        if (n % 1000 === 0) {
          if (slow) await new Promise((resolve) => setTimeout(resolve, 5));
          await sink.ready();
        }
      }
      sink.finish();
      return batches();
    };
    const fast = await tell(false);
    expect(await tell(true)).toEqual(fast);
    expect(fast).toHaveLength(4);
  });

  it('keep the rows of a record together', () => {
    const { sink, batches } = sinkOf();
    for (let n = 0; n < 3000; n++)
      sink.add('BloodPressure', n, [beat(2 * n), beat(2 * n + 1, { value: '80' })]);
    sink.add('Single', 3000, beat(9999));
    sink.finish();
    const [first, second] = batches();
    expect(first?.records).toHaveLength(2500);
    expect([...(first?.measurements.record?.slice(0, 4) ?? [])]).toEqual([0, 0, 1, 1]);
    expect(second?.kinds).toEqual(['BloodPressure', 'Single']);
    expect(second?.records.at(-1)).toBe(1);
    expect(second?.measurements.record?.at(-1)).toBe(500);
  });

  it('do not name the record of every row when each has one', () => {
    expect(batchOf((sink) => sink.add('a', 1, beat(1))).measurements.record).toBeNull();
  });

  it('end early when their texts are long', () => {
    const { sink, batches } = sinkOf();
    for (let n = 0; n < 1000; n++) sink.add('Note', n, beat(n, { notes: 'n'.repeat(10_000) }));
    sink.finish();
    expect(batches().length).toBeGreaterThan(2);
    expect(batches().reduce((sum, { records }) => sum + records.length, 0)).toBe(1000);
  });

  it('that are stored already are counted and not told again; all others are as they were', () => {
    const tell = (stored: readonly BatchRange[]) => {
      const { sink, messages } = sinkOf(stored);
      for (let n = 0; n < 22_000; n++) {
        sink.add('HeartRate', n, beat(n));
        if (n % 10 === 0) sink.quarantine('Bad', n, { reason: 'is bad' });
      }
      expect(sink.finish()).toBe(5);
      return { messages, totals: sink.totals };
    };
    const all = tell([]);
    const some = tell([
      [0, 1],
      [3, 3],
    ]);
    expect(some.totals).toEqual(all.totals);
    expect(some.messages.map(({ type }) => type)).toEqual(['stored', 'stored', 'batch', 'stored', 'batch']);
    expect([some.messages[2], some.messages[4]]).toEqual([all.messages[2], all.messages[4]]);
  });

  it('without rows tell counts only', () => {
    const batch = batchOf((sink) => {
      sink.skip('Route', 12);
      sink.note(3, { reason: 'ends early' });
    });
    expect(batch).toMatchObject({
      number: 0,
      records: new Uint16Array(0),
      counts: { Route: { read: 12, skipped: 12 } },
    });
    expect(batch.notes).toEqual([{ file: 'a.csv', line: 3, reason: 'ends early' }]);
  });

  it('are none for nothing', () => {
    const { sink, messages } = sinkOf();
    expect(sink.finish()).toBe(0);
    expect(messages).toEqual([]);
  });
});

describe('Rows', () => {
  it('come by column, with what few of them have beside', () => {
    const { measurements } = batchOf((sink) => {
      sink.add('a', 1, beat(1));
      sink.add('a', 2, beat(2, { end: START + 5, comparator: '<', notes: 'x\0y' }));
    });
    expect(measurements.series).toEqual([series]);
    expect(measurements.rows).toMatchObject({
      count: 2,
      series: '0,0',
      value: '72,72',
      start: `${START + 1},${START + 2}`,
      end: `NULL,${START + 5}`,
    });
    expect([...measurements.rows.more]).toEqual([[1, { comparator: '<', notes: 'xy' }]]);
  });

  it('of alike series are of one', () => {
    const { measurements } = batchOf((sink) => {
      sink.add('a', 1, beat(1));
      sink.add('a', 2, beat(2, { series: { ...series } }));
      sink.add('a', 3, beat(3, { series: { ...series, offsetMinutes: 120 } }));
    });
    expect(measurements.rows.series).toBe('0,0,1');
  });

  it('hold only text that can be stored, as long as there is room', () => {
    const odd: Series = {
      ...series,
      source: `\0${'s'.repeat(150)}`,
      device: 'd'.repeat(300),
      unit: '',
      offsetMinutes: 5000,
    };
    const { measurements, notes } = batchOf((sink) => {
      sink.add('a', 1, beat(1, { series: odd, value: null, valueText: `\uD800${'😀'.repeat(6000)}` }));
      sink.add('a', 2, beat(2, { externalId: 'x'.repeat(5000) }));
    });
    expect(measurements.series[0]).toMatchObject({ unit: null, offsetMinutes: null });
    expect(measurements.series[0]?.source).toBe('s'.repeat(100));
    expect(measurements.series[0]?.device).toHaveLength(200);
    const text = measurements.rows.more.get(0)?.valueText ?? '';
    expect([text.length, text.slice(0, 3), text.slice(-2)]).toEqual([9999, '\uFFFD😀', '😀']);
    expect(measurements.rows.more.get(1)?.externalId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(notes).toEqual([
      { file: 'a.csv', line: 1, field: 'valueText', reason: 'is too long; only its beginning was kept' },
    ]);
  });

  it('of logs and records have their own lists', () => {
    const start = { at: START, offsetMinutes: 9999, timeZone: 'Europe/Zurich' };
    const batch = batchOf((sink) => {
      sink.add('meal', 1, { type: 'food', source: 'a', start, name: 'Ap\0ple', nutrients: [] });
      sink.add('run', 2, { type: 'activity', source: 'a', start, activity: 'x'.repeat(150), statistics: [] });
      sink.add('Condition', 3, {
        type: 'condition',
        source: 'fhir',
        record: { externalId: '1', name: 'As\uDC00thma', codings: [] },
      });
    });
    expect(batch.foods[0]).toMatchObject({
      record: 0,
      row: { name: 'Apple', start: { offsetMinutes: null } },
    });
    expect(batch.activities[0]?.row.activity).toHaveLength(100);
    expect(batch.clinical[0]).toMatchObject({ record: 2, row: { record: { name: 'As\uFFFDthma' } } });
    expect(batch.measurements.record).toEqual(new Uint32Array(0));
  });
});

describe('Counting', () => {
  it('tells every record once, and a record with one bad row as quarantined', () => {
    const batch = batchOf((sink) => {
      sink.add('BloodPressure', 4, [beat(1), beat(2, { value: 'high' })]);
      sink.add('BloodPressure', 5, [beat(3), beat(4)]);
      sink.skip('BloodPressure');
    });
    expect(batch.counts).toEqual({ BloodPressure: { read: 3, added: 1, skipped: 1, quarantined: 1 } });
    expect(batch.measurements.rows.count).toBe(2);
    expect(batch.quarantined).toEqual([
      { file: 'a.csv', line: 4, kind: 'BloodPressure', field: 'value', reason: 'is no decimal number' },
    ]);
  });

  it('tells as many problems one by one as it may, and counts all', () => {
    const { sink, batches } = sinkOf([], 10);
    for (let n = 1; n <= 100; n++) {
      sink.quarantine('Bad', n, { reason: 'is bad' });
      sink.note(n, { reason: 'is odd' });
    }
    sink.finish();
    expect(batches()[0]?.quarantined.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(batches()[0]?.notes).toHaveLength(10);
    expect(sink.totals['Bad']?.quarantined).toBe(100);
    expect(sink.noteCount).toBe(100);
  });

  it('tells 500 kinds apart, and all after them as one', () => {
    const { sink } = sinkOf();
    for (let n = 0; n < 700; n++) sink.skip(`kind ${n}`);
    sink.skip('kind 3');
    sink.skip('__proto__');
    sink.finish();
    expect(Object.keys(sink.totals)).toHaveLength(501);
    expect(sink.totals['(other kinds)']?.skipped).toBe(201);
    expect(sink.totals['kind 3']?.skipped).toBe(2);
  });
});

describe('Being ready', () => {
  async function isReady(sink: BatchingSink): Promise<boolean> {
    const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 50));
    return Promise.race([sink.ready().then(() => true), late]);
  }

  it('waits while more than four batches are not stored', async () => {
    const { sink } = sinkOf();
    for (let n = 0; n < 20_000; n++) sink.add('a', n, beat(n));
    expect(await isReady(sink)).toBe(true);
    for (let n = 0; n < 5000; n++) sink.add('a', n, beat(n));
    expect(await isReady(sink)).toBe(false);
    sink.acknowledge();
    expect(await isReady(sink)).toBe(true);
  });

  it('ends the reading when it is cancelled, also while it waits', async () => {
    const { sink } = sinkOf();
    for (let n = 0; n < 25_000; n++) sink.add('a', n, beat(n));
    const waiting = sink.ready();
    sink.cancel();
    await expect(waiting).rejects.toThrow();
    await expect(sink.ready()).rejects.toThrow();
  });
});
