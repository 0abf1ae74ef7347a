import { everyPage, type Page, type Problem, startWorld, type World } from './people.js';

interface MeasurementView {
  readonly id: string;
  readonly patientId: string;
  readonly variableId: string;
  readonly variableName: string;
  readonly variableCode: string | null;
  readonly variableCodeSystem: string | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly valueText: string | null;
  readonly startAt: string;
  readonly endAt: string | null;
  readonly utcOffsetMinutes: number | null;
  readonly timeZone: string | null;
  readonly source: string;
  readonly notes: string | null;
  readonly createdBy: string | null;
  readonly version: number;
}

const WEIGHT = { variableCode: '29463-7', value: 71.5, unit: 'kg', startAt: '2026-03-01T08:30:00+01:00' };
const mine = '/api/v1/patients/me/measurements';

describe('measurements over HTTP', () => {
  let world: World;
  const of = (id: string) => `/api/v1/patients/${id}/measurements`;

  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());

  it('are added, read, corrected and deleted by their patient', async () => {
    const { patient } = world;
    const made = await patient.post<MeasurementView>(mine, {
      ...WEIGHT,
      timeZone: 'Europe/Berlin',
      notes: 'fasting',
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({
      patientId: patient.id,
      variableName: 'Body weight',
      variableCode: '29463-7',
      variableCodeSystem: 'http://loinc.org',
      value: 71.5,
      unit: 'kg',
      startAt: '2026-03-01T07:30:00Z',
      endAt: null,
      utcOffsetMinutes: 60,
      timeZone: 'Europe/Berlin',
      source: 'manual',
      notes: 'fasting',
      createdBy: patient.id,
      version: 1,
    });
    const path = `${mine}/${made.body.id}`;
    expect((await patient.get<MeasurementView>(path)).body).toEqual(made.body);

    const changed = await patient.patch<MeasurementView>(
      path,
      { value: 72, notes: null },
      { headers: { 'if-match': '"1"' } },
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ value: 72, notes: null, version: 2, variableName: 'Body weight' });

    expect((await patient.delete(path)).status).toBe(204);
    expect((await patient.get(path)).status).toBe(404);
    expect((await patient.delete(path)).status).toBe(404);
  });

  it('keep the offset they were told with, and take that of the zone for Z', async () => {
    const at = async (startAt: string, timeZone?: string) =>
      (
        await world.patient.post<MeasurementView>(mine, {
          ...WEIGHT,
          startAt,
          ...(timeZone ? { timeZone } : {}),
        })
      ).body;
    expect(await at('2026-07-01T12:00:00-05:30')).toMatchObject({
      startAt: '2026-07-01T17:30:00Z',
      utcOffsetMinutes: -330,
      timeZone: null,
    });
    expect(await at('2026-07-01T12:00:00Z')).toMatchObject({ utcOffsetMinutes: 0 });
    expect(await at('2026-07-01T12:00:00Z', 'Asia/Kolkata')).toMatchObject({
      startAt: '2026-07-01T12:00:00Z',
      utcOffsetMinutes: 330,
    });
    expect(await at('2026-07-01T12:00:00.123456+02:00', 'Europe/Berlin')).toMatchObject({
      startAt: '2026-07-01T10:00:00.123456Z',
      utcOffsetMinutes: 120,
    });
  });

  it('may hold a text or a code instead of a number', async () => {
    const made = await world.patient.post<MeasurementView>(mine, {
      variableName: 'Mood',
      valueText: 'calm',
      startAt: '2026-03-01T08:30:00+01:00',
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      value: null,
      valueText: 'calm',
      variableName: 'Mood',
      variableCode: null,
    });
  });

  it('make a variable nobody knows the patient’s own, once', async () => {
    const { patient, otherPatient } = world;
    const add = (name: string) =>
      patient.post<MeasurementView>(mine, { ...WEIGHT, variableCode: undefined, variableName: name });
    const first = await add('Grip strength');
    const second = await add('grip STRENGTH');
    expect(second.body.variableId).toBe(first.body.variableId);
    const listed =
      await patient.get<Page<{ id: string; patientId: string | null }>>('/api/v1/variables?q=grip');
    expect(listed.body.items).toMatchObject([{ id: first.body.variableId, patientId: patient.id }]);
    expect((await otherPatient.get<Page<object>>('/api/v1/variables?q=grip')).body.items).toEqual([]);
  });

  it('find variables of the catalogue by name too', async () => {
    const made = await world.patient.post<MeasurementView>(mine, {
      ...WEIGHT,
      variableCode: undefined,
      variableName: 'body weight',
    });
    expect(made.body).toMatchObject({ variableCode: '29463-7' });
  });

  it('of a variable that has to be made leave nothing behind when they are refused', async () => {
    const { patient, host } = world;
    const refused = await patient.post<Problem>(mine, {
      variableName: 'Half written',
      valueText: 'x',
      comparator: '<',
      startAt: '2026-03-01T08:30:00Z',
    });
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toContain('measurements_comparator_has_value');
    const { rows } = await host.database.admin.query(`select from variables where name = 'Half written'`);
    expect(rows).toHaveLength(0);
  });

  it('are read and added by a provider in the care team, who corrects what they entered', async () => {
    const { patient, provider } = world;
    const theirs = await provider.post<MeasurementView>(of(patient.id), { ...WEIGHT, value: 70 });
    expect(theirs.status).toBe(201);
    expect(theirs.body.createdBy).toBe(provider.id);
    const own = await patient.post<MeasurementView>(mine, WEIGHT);
    expect((await provider.get(`${of(patient.id)}/${own.body.id}`)).status).toBe(200);
    expect((await provider.patch(`${of(patient.id)}/${theirs.body.id}`, { value: 71 })).status).toBe(200);
    expect((await provider.patch(`${of(patient.id)}/${own.body.id}`, { value: 71 })).status).toBe(403);
    expect((await provider.delete(`${of(patient.id)}/${theirs.body.id}`)).status).toBe(403);
  });

  it('answer as if they did not exist to whoever may not see them', async () => {
    const { patient, otherPatient, stranger } = world;
    const { body } = await patient.post<MeasurementView>(mine, WEIGHT);
    for (const client of [otherPatient, stranger]) {
      expect((await client.get(of(patient.id))).status).toBe(404);
      expect((await client.get(`${of(patient.id)}/${body.id}`)).status).toBe(404);
      expect((await client.post(of(patient.id), WEIGHT)).status).toBe(404);
      expect(
        (await client.post(of(patient.id), { ...WEIGHT, variableCode: undefined, variableName: 'Sneaky' }))
          .status,
      ).toBe(404);
      expect((await client.patch(`${of(patient.id)}/${body.id}`, { value: 1 })).status).toBe(404);
      expect((await client.delete(`${of(patient.id)}/${body.id}`)).status).toBe(404);
    }
    expect((await otherPatient.get(`${mine}/${body.id}`)).status).toBe(404);
  });

  it('are closed to admins, research partners and developers, and ask others to sign in', async () => {
    const { patient, admin, partner, developer, nobody, host } = world;
    for (const client of [admin, partner, developer])
      expect((await client.get(of(patient.id))).status).toBe(403);
    expect((await nobody.get(of(patient.id))).status).toBe(401);
    for (const userType of ['admin', 'research-partner', 'developer'] as const) {
      const ctx = host.contextOf(world[userType === 'research-partner' ? 'partner' : userType], userType);
      const asked = () => host.db.as(ctx).transaction((tx) => tx.query('select 1 from measurements'));
      // Admins hold the right for break-glass alone, which nobody has here.
      if (userType === 'admin') expect(await asked()).toEqual([]);
      else await expect(asked()).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });

  it('are not of another patient’s variable', async () => {
    const { patient, otherPatient } = world;
    const own = await patient.post<{ id: string }>('/api/v1/patients/me/variables', { name: 'Secret score' });
    const refused = await otherPatient.post<Problem>(mine, {
      ...WEIGHT,
      variableCode: undefined,
      variableId: own.body.id,
    });
    expect(refused.status).toBe(422);
    const unknown = await otherPatient.post<Problem>(mine, {
      ...WEIGHT,
      variableCode: undefined,
      variableId: '00000000-0000-4000-8000-000000000000',
    });
    const said = ({ code, detail, errors }: Problem) => ({ code, detail, errors });
    expect(said(refused.body)).toEqual(said(unknown.body));
  });

  it('are not changed over somebody else’s change', async () => {
    const { patient } = world;
    const { body } = await patient.post<MeasurementView>(mine, WEIGHT);
    const path = `${mine}/${body.id}`;
    await patient.patch(path, { value: 1 }, { headers: { 'if-match': '"1"' } });
    const stale = await patient.patch<Problem>(path, { value: 2 }, { headers: { 'if-match': '"1"' } });
    expect([stale.status, stale.body.code, stale.headers.get('etag')]).toEqual([412, 'stale', '"2"']);
    expect((await patient.get<MeasurementView>(path)).body.value).toBe(1);
  });

  it('are added once per Idempotency-Key', async () => {
    const { patient } = world;
    const headers = { 'idempotency-key': 'scale-2026-03-01' };
    const send = (body: object) => patient.post<MeasurementView & Problem>(mine, body, { headers });
    const [first, again] = [await send(WEIGHT), await send(WEIGHT)];
    expect(again.body.id).toBe(first.body.id);
    const other = await send({ ...WEIGHT, value: 1 });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
    const at = await Promise.all(
      Array.from({ length: 8 }, () =>
        patient.post<MeasurementView>(
          mine,
          { ...WEIGHT, value: 9 },
          { headers: { 'idempotency-key': 'race' } },
        ),
      ),
    );
    expect(new Set(at.map((answer) => answer.body.id)).size).toBe(1);
  });

  it('are listed newest first, page by page, complete and without repetition even at one and the same instant', async () => {
    const { otherPatient: patient, host } = world;
    await host.database.admin.query(
      `insert into measurements (patient_id, variable_id, value, start_at)
       select $1, (select id from variables where code = '8867-4'), n, timestamptz '2026-01-01T00:00:00.000001Z' + (n / 40) * interval '1 microsecond'
         from generate_series(1, 230) n`,
      [patient.id],
    );
    const all = await everyPage<MeasurementView>(patient, mine, 17);
    expect(all).toHaveLength(230);
    expect(new Set(all.map((item) => item.id)).size).toBe(230);
    const { rows } = await host.database.admin.query<{ id: string }>(
      'select id from measurements where patient_id = $1 order by start_at desc, id desc',
      [patient.id],
    );
    expect(all.map((item) => item.id)).toEqual(rows.map((row) => row.id));
  });

  it('are found by variable and time', async () => {
    const { patient } = world;
    const add = async (variableCode: string, startAt: string) =>
      (await patient.post<MeasurementView>(mine, { variableCode, value: 120, startAt })).body;
    const early = await add('8480-6', '2001-01-01T00:00:00Z');
    const late = await add('8480-6', '2001-01-02T00:00:00Z');
    await add('8462-4', '2001-01-02T00:00:00Z');
    const found = async (query: string) =>
      (await patient.get<Page<MeasurementView>>(`${mine}?${query}`)).body.items.map((item) => item.id);
    expect(await found(`variableId=${early.variableId}`)).toEqual([late.id, early.id]);
    expect(await found(`variableId=${early.variableId}&from=2001-01-02T00:00:00Z`)).toEqual([late.id]);
    expect(
      await found(`variableId=${early.variableId}&to=2001-01-02T00:00:00Z&from=2000-01-01T00:00:00Z`),
    ).toEqual([early.id]);
  });
});
