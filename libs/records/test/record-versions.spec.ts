import type { Transaction } from '@carenode/database';
import { newId, systemContext } from '@carenode/module-kit';
import { HealthRecords, type IncomingMeasurement, type IncomingRecords } from '@carenode/records-contract';

import { type Page, startWorld, takeIntoCare, type World } from './people.js';

interface Version {
  readonly version: number;
  readonly replacedBy: string | null;
  readonly deleted: boolean;
  readonly importId: string | null;
  readonly record: Readonly<Record<string, unknown>>;
}
interface Row {
  readonly id: string;
  readonly value: number | null;
  readonly externalId: string | null;
}

const startAt = '2026-01-01T08:00:00Z';
const measurement = (externalId: string, value: string): IncomingMeasurement => ({
  externalId,
  variable: { system: 'http://loinc.org', code: '29463-7', name: 'Body weight' },
  value,
  unit: 'kg',
  start: { at: startAt, offsetMinutes: 0 },
});
const records = (importId: string, values: Readonly<Record<string, string>>): IncomingRecords => ({
  source: 'clinic',
  importId,
  conditions: [],
  treatments: [],
  measurements: Object.entries(values).map(([id, value]) => measurement(id, value)),
});

describe('The history of records', () => {
  let world: World;
  let health: HealthRecords;
  beforeAll(async () => {
    world = await startWorld();
    health = world.host.host.get(HealthRecords);
  });
  afterAll(() => world.host.close());

  const patient = async () => {
    const client = await world.host.signedIn('patient');
    await takeIntoCare(world.host, client, world.provider);
    return client;
  };
  type Client = World['patient'];
  const within = <T>(client: Client, work: (tx: Transaction) => Promise<T>) =>
    world.host.db.as(world.host.contextOf(client, 'patient')).transaction(work);
  const bring = (client: Client, importId: string, values: Readonly<Record<string, string>>) =>
    within(client, (tx) => health.store(tx, client.id, records(importId, values)));
  const takeBack = async (client: Client, importId: string, limit = 100) => {
    const sum = { deleted: 0, restored: 0, slices: 0 };
    for (;;) {
      const { deleted, restored } = await within(client, (tx) =>
        health.takeBack(tx, client.id, importId, limit),
      );
      if (deleted + restored === 0) return sum;
      sum.deleted += deleted;
      sum.restored += restored;
      sum.slices++;
    }
  };
  const rowsOf = async (client: Client) => {
    const { body } = await client.get<Page<Row>>('/api/v1/patients/me/measurements?limit=200');
    return Object.fromEntries(body.items.map(({ externalId, value }) => [externalId, value]));
  };
  const ids = async (client: Client) =>
    (await client.get<Page<Row>>('/api/v1/patients/me/measurements')).body.items.map(({ id }) => id);
  const exactly = (client: Client) =>
    world.host.database.admin
      .query(
        `select to_jsonb(m) - 'version' - 'updated_at' as row from measurements m where patient_id = $1 order by id`,
        [client.id],
      )
      .then(({ rows }) => rows as object[]);
  const versions = (client: Client, path: string) =>
    client.get<Page<Version>>(`/api/v1/patients/${path}/versions`);

  it('has what a record was before each correction, newest first, and who made it', async () => {
    const own = await patient();
    const base = '/api/v1/patients/me/measurements';
    const { body } = await own.post<{ id: string }>(base, {
      variableCode: '29463-7',
      value: 70.5,
      unit: 'kg',
      startAt,
    });
    expect((await versions(own, `me/measurements/${body.id}`)).body).toEqual({ items: [], nextCursor: null });
    await own.patch(`${base}/${body.id}`, { value: 71 });
    await own.patch(`${base}/${body.id}`, { notes: 'after breakfast' });
    await own.patch(`${base}/${body.id}`, { notes: 'after breakfast' });
    await own.delete(`${base}/${body.id}`);
    const history = await versions(own, `me/measurements/${body.id}`);
    expect(history.body.items).toMatchObject([
      { version: 4, deleted: true, replacedBy: own.id, record: { value: 71, notes: 'after breakfast' } },
      { version: 2, deleted: false, record: { value: 71, notes: null } },
      {
        version: 1,
        deleted: false,
        importId: null,
        record: { value: 70.5, unit: 'kg', normalizedValue: 70.5 },
      },
    ]);
    expect(JSON.stringify(history.body)).not.toContain('idempotency');
  });

  it('is kept of conditions and treatments too', async () => {
    const own = await patient();
    for (const [path, change] of [
      ['conditions', { clinicalStatus: 'active' }],
      ['treatments', { dosage: 'two' }],
    ] as const) {
      const { body } = await own.post<{ id: string }>(`/api/v1/patients/me/${path}`, { name: 'Spleen' });
      await own.patch(`/api/v1/patients/me/${path}/${body.id}`, change);
      expect((await versions(own, `me/${path}/${body.id}`)).body.items).toMatchObject([
        { version: 1, record: { name: 'Spleen' } },
      ]);
    }
  });

  it('is seen by who sees the record, and by nobody else', async () => {
    const own = await patient();
    const { body } = await own.post<{ id: string }>('/api/v1/patients/me/measurements', {
      variableCode: '29463-7',
      value: 70,
      unit: 'kg',
      startAt,
    });
    await own.patch(`/api/v1/patients/me/measurements/${body.id}`, { value: 71 });
    const path = `${own.id}/measurements/${body.id}`;
    expect((await versions(world.provider, path)).body.items).toHaveLength(1);
    expect((await versions(world.stranger, path)).status).toBe(404);
    expect((await versions(world.otherPatient, path)).status).toBe(404);
    expect((await versions(world.admin, path)).status).toBe(403);
    expect((await versions(own, `me/measurements/${newId()}`)).status).toBe(404);
  });

  it('cannot be written, nor be kept from being written, by anybody', async () => {
    const own = await patient();
    const { body } = await own.post<{ id: string }>('/api/v1/patients/me/measurements', {
      variableCode: '29463-7',
      value: 70,
      unit: 'kg',
      startAt,
    });
    for (const sql of [
      'delete from record_versions',
      `update record_versions set row = '{}'`,
      `insert into record_versions (table_name, row_id, patient_id, version, row, deleted) values ('measurements', '${body.id}', '${own.id}', 1, '{}', false)`,
    ])
      await expect(within(own, (tx) => tx.query(sql))).rejects.toMatchObject({ code: 'not_allowed' });
    await within(own, async (tx) => {
      await tx.query(
        `select set_config('carenode.taking_back', 'on', true), set_config('session.x', 'y', true)`,
      );
      await tx.query(`update measurements set value = 99 where id = $1`, [body.id]);
    });
    expect((await versions(own, `me/measurements/${body.id}`)).body.items).toHaveLength(1);
  });

  it('goes with the patient', async () => {
    const own = await patient();
    await bring(own, newId(), { a: '70' });
    await bring(own, newId(), { a: '71', b: '70' });
    await own.delete('/api/v1/patients/me/measurements/' + (await ids(own))[0]);
    await world.host.database.admin.query(
      `insert into erasure_requests (patient_id, acknowledgement, due_at) values ($1, 'yes', now() - interval '1 day')`,
      [own.id],
    );
    await world.host.db.as(systemContext('erase them')).execute('select carenode.erase_person($1)', [own.id]);
    const { rows } = await world.host.database.admin.query(
      `select 1 from record_versions where patient_id = $1 union all select 1 from stale_daily_values where patient_id = $1
       union all select 1 from measurements where patient_id = $1`,
      [own.id],
    );
    expect(rows).toEqual([]);
  });

  describe('when an import is taken back', () => {
    it('gives every row back as it was, in slices, and leaves no trace of it', async () => {
      const own = await patient();
      const [first, second] = [newId(), newId()];
      await bring(own, first, { a: '70', b: '71', c: '72' });
      const before = await exactly(own);
      await bring(own, second, { a: '70.50', b: '71', d: '73', e: '74', f: '75' });
      expect(await takeBack(own, second, 2)).toEqual({ deleted: 3, restored: 1, slices: 2 });
      expect(await exactly(own)).toEqual(before);
      const { rows } = await world.host.database.admin.query(
        'select 1 from record_versions where patient_id = $1',
        [own.id],
      );
      expect(rows).toEqual([]);
      expect(await takeBack(own, second)).toEqual({ deleted: 0, restored: 0, slices: 0 });
      expect(await takeBack(own, first)).toMatchObject({ deleted: 3, restored: 0 });
      expect(await rowsOf(own)).toEqual({});
    });

    it('keeps what was corrected by hand since, and takes the import out of its history', async () => {
      const own = await patient();
      const [first, second] = [newId(), newId()];
      await bring(own, first, { a: '70', b: '80' });
      await bring(own, second, { a: '71', c: '90' });
      const { body } = await own.get<Page<Row>>('/api/v1/patients/me/measurements');
      for (const { id } of body.items.filter(({ externalId }) => externalId !== 'b'))
        await own.patch(`/api/v1/patients/me/measurements/${id}`, { value: 60 });
      expect(await takeBack(own, second)).toMatchObject({ deleted: 0, restored: 1 });
      expect(await rowsOf(own)).toEqual({ a: 60, b: 80, c: 60 });
      const a = body.items.find(({ externalId }) => externalId === 'a')?.id;
      expect((await versions(own, `me/measurements/${a}`)).body.items).toMatchObject([
        { replacedBy: own.id, importId: null, record: { value: 70 } },
      ]);
    });

    it('keeps what a later import made of it, which goes back to what was there before both', async () => {
      const own = await patient();
      const [first, second, third] = [newId(), newId(), newId()];
      await bring(own, first, { a: '70' });
      await bring(own, second, { a: '71' });
      await bring(own, third, { a: '72' });
      await takeBack(own, second);
      expect(await rowsOf(own)).toEqual({ a: 72 });
      await takeBack(own, third);
      expect(await rowsOf(own)).toEqual({ a: 70 });
    });

    it('is for the patient alone, of rows with history alone, and of their own', async () => {
      const [own, other] = [await patient(), await patient()];
      const importId = newId();
      await bring(own, importId, { a: '70' });
      expect(await takeBack(other, importId)).toMatchObject({ deleted: 0 });
      await expect(within(other, (tx) => health.takeBack(tx, own.id, importId, 10))).rejects.toMatchObject({
        code: 'not_allowed',
      });
      await expect(
        within(own, (tx) => tx.query(`select carenode.take_back('patient_consents', $1, 10)`, [importId])),
      ).rejects.toMatchObject({ code: 'validation_failed' });
      const provider = world.host.contextOf(world.provider, 'provider');
      await expect(
        world.host.db
          .as(provider)
          .transaction((tx) => tx.query(`select carenode.take_back('measurements', $1, 10)`, [importId])),
      ).rejects.toMatchObject({ code: 'not_allowed' });
      const token = { ...world.host.contextOf(own, 'patient'), scopes: ['patient/measurements.rs'] };
      await expect(
        world.host.db
          .as(token)
          .transaction((tx) => tx.query(`select carenode.take_back('measurements', $1, 10)`, [importId])),
      ).rejects.toMatchObject({ code: 'not_allowed' });
      expect(await rowsOf(own)).toEqual({ a: 70 });
    });
  });
});
