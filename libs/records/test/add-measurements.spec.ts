import { randomUUID } from 'node:crypto';

import { type RequestContext, requestContext } from '@carenode/module-kit';
import {
  HealthRecords,
  type MeasurementBatch,
  type MoreOfRow,
  type Series,
} from '@carenode/records-contract';

import { startWorld, type World } from './people.js';

const LOINC = 'http://loinc.org';
const WEIGHT = { system: LOINC, code: '29463-7', name: 'Body weight', kind: 'sample', unit: 'kg' } as const;
const GLUCOSE = { system: LOINC, code: '2339-0', name: 'Glucose', kind: 'sample', unit: 'mg/dL' } as const;
const TEMPERATURE = {
  system: LOINC,
  code: '8310-5',
  name: 'Temperature',
  kind: 'sample',
  unit: 'Cel',
} as const;
const MOOD = { system: null, code: null, name: 'Mood', kind: 'sample', unit: null } as const;

const series = (variable: Series['variable'], unit: string | null, more: Partial<Series> = {}): Series => ({
  variable,
  unit,
  source: 'Scale',
  device: 'ACME 2000',
  offsetMinutes: 60,
  timeZone: 'Europe/Berlin',
  ...more,
});

type Row = readonly [id: string, series: number, value: string | null, start: string, more?: MoreOfRow];

function batchOf(
  all: readonly Series[],
  rows: readonly Row[],
  importId: string = randomUUID(),
): MeasurementBatch {
  const more = rows.flatMap(([, , , , given], n) => (given ? [[n, given] as const] : []));
  return {
    importId,
    series: all,
    rows: {
      count: rows.length,
      id: rows.map(([id]) => id).join(','),
      series: rows.map(([, n]) => n).join(','),
      value: rows.map(([, , value]) => value ?? 'NULL').join(','),
      start: rows.map(([, , , start]) => Date.parse(start)).join(','),
      end: rows.map(() => 'NULL').join(','),
      more: new Map(more),
    },
  };
}

describe('Measurements that an import adds', () => {
  let world: World;
  let patient: RequestContext;

  beforeAll(async () => {
    world = await startWorld();
    patient = requestContext({
      subject: world.patient.id,
      userType: 'patient',
      actor: { kind: 'session', id: null },
    });
  });
  afterAll(() => world.host.close());

  const add = (batch: MeasurementBatch, ctx = patient, patientId = world.patient.id) =>
    world.host.db.as(ctx).transaction((tx) => world.host.host.get(HealthRecords).add(tx, patientId, batch));
  const stored = async (importId: string) =>
    (
      await world.host.database.admin.query(
        `select v.code, v.name, m.value::text, m.unit, m.unit_text, m.normalized_value::text as normalized, m.normalized_unit,
                m.start_at, m.source, m.device, m.utc_offset_minutes, m.time_zone, m.comparator, m.value_text, m.value_code,
                m.external_id, m.notes, m.created_by
           from measurements m join variables v on v.id = m.variable_id where m.import_id = $1 order by m.start_at`,
        [importId],
      )
    ).rows as Record<string, unknown>[];

  it('keep what was told, with the value in the variable’s unit beside it where it can be had', async () => {
    const batch = batchOf(
      [
        series(WEIGHT, 'lbs'),
        series(GLUCOSE, 'mmol/L', { device: null, timeZone: null, offsetMinutes: null }),
        series(TEMPERATURE, 'degF'),
        series(WEIGHT, 'stones and something'),
        series(MOOD, null),
      ],
      [
        [randomUUID(), 0, '154.50', '2026-03-01T07:00:00Z', { comparator: '<', notes: 'clothed' }],
        [randomUUID(), 1, '5.5', '2026-03-01T08:00:00.123Z', { externalId: 'g1' }],
        [randomUUID(), 2, '98.6', '2026-03-01T09:00:00Z'],
        [randomUUID(), 3, '11', '2026-03-01T10:00:00Z'],
        [randomUUID(), 4, null, '2026-03-01T11:00:00Z', { valueText: 'calm', valueCode: { code: 'c' } }],
      ],
    );
    expect(await add(batch)).toEqual({ created: 5, which: null });
    const rows = await stored(batch.importId);
    expect(rows[0]).toMatchObject({
      code: '29463-7',
      value: '154.50',
      unit: '[lb_av]',
      unit_text: 'lbs',
      normalized_unit: 'kg',
      source: 'Scale',
      device: 'ACME 2000',
      utc_offset_minutes: 60,
      time_zone: 'Europe/Berlin',
      comparator: '<',
      notes: 'clothed',
      created_by: world.patient.id,
    });
    expect(Number(rows[0]?.normalized)).toBeCloseTo(70.080021, 5);
    expect(rows[1]).toMatchObject({
      value: '5.5',
      unit: 'mmol/L',
      unit_text: null,
      external_id: 'g1',
      device: null,
    });
    expect((rows[1]?.start_at as Date).toISOString()).toBe('2026-03-01T08:00:00.123Z');
    expect(Number(rows[1]?.normalized)).toBeCloseTo(99.086, 2);
    expect(Number(rows[2]?.normalized)).toBeCloseTo(37, 9);
    expect(rows[3]).toMatchObject({ unit: 'stones and something', normalized: null, normalized_unit: null });
    expect(rows[4]).toMatchObject({
      name: 'Mood',
      value: null,
      value_text: 'calm',
      value_code: 'c',
      unit: null,
    });
  });

  it('are added once, and it is told which of them were new', async () => {
    const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
    const kg = [series(WEIGHT, 'kg')];
    const first = batchOf(kg, [
      [a, 0, '70', '2026-04-01T07:00:00Z'],
      [a, 0, '70', '2026-04-01T07:00:00Z'],
      [b, 0, '71', '2026-04-02T07:00:00Z', { externalId: 'b' }],
    ]);
    expect(await add(first)).toEqual({ created: 2, which: [0, 2] });
    expect(await add(first)).toEqual({ created: 0, which: null });
    const second = batchOf(kg, [
      [a, 0, '70', '2026-04-01T07:00:00Z'],
      [c, 0, '72', '2026-04-03T07:00:00Z'],
      [randomUUID(), 0, '71', '2026-04-02T07:00:00Z', { externalId: 'b' }],
    ]);
    expect(await add(second)).toEqual({ created: 1, which: [1] });
    expect(await stored(first.importId)).toHaveLength(2);
  });

  it('are the caller’s own: nobody adds to another patient, and an id taken by another is no way in', async () => {
    const id = randomUUID();
    const batch = batchOf([series(WEIGHT, 'kg')], [[id, 0, '70', '2026-05-01T07:00:00Z']]);
    await expect(add(batch, patient, world.otherPatient.id)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await add(batch)).toMatchObject({ created: 1 });
    const other = requestContext({
      subject: world.otherPatient.id,
      userType: 'patient',
      actor: { kind: 'session', id: null },
    });
    expect(await add(batch, other, world.otherPatient.id)).toEqual({ created: 0, which: null });
    const { rows } = await world.host.database.admin.query(
      'select patient_id from measurements where id = $1',
      [id],
    );
    expect(rows).toEqual([{ patient_id: world.patient.id }]);
  });

  it('refuse as a whole what no measurement may be', async () => {
    const good = [randomUUID(), 0, '70', '2026-06-01T07:00:00Z'] as const;
    const bad = [randomUUID(), 0, '70', '1899-06-01T07:00:00Z'] as const;
    const batch = batchOf([series(WEIGHT, 'kg')], [good, bad]);
    await expect(add(batch)).rejects.toMatchObject({ code: 'rule_broken' });
    expect(await stored(batch.importId)).toEqual([]);
  });
});
