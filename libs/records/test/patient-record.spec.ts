import { type Page, type Problem, startWorld, type World } from './people.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly conditionId?: string | null;
  readonly treatmentId?: string | null;
  readonly reasonId?: string | null;
  readonly createdBy: string | null;
  readonly version: number;
}

const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

describe.each([
  {
    noun: 'conditions',
    table: 'patient_conditions',
    catalogue: 'conditionId' as const,
    input: {
      name: 'Type 2 diabetes',
      codeSystem: ICD,
      code: 'E11.9',
      clinicalStatus: 'active',
      onsetAt: '2020-05-01T00:00:00Z',
    },
    change: { clinicalStatus: 'remission' },
    filter: 'clinicalStatus=remission',
  },
  {
    noun: 'treatments',
    table: 'patient_treatments',
    catalogue: 'treatmentId' as const,
    input: {
      name: 'Metformin',
      codeSystem: ICD,
      code: 'E11.9',
      dosage: '500 mg twice a day',
      startedAt: '2020-05-01T00:00:00Z',
    },
    change: { status: 'stopped' },
    filter: 'status=stopped',
  },
])('$noun of a patient', ({ noun, table, catalogue, input, change, filter }) => {
  let world: World;
  let catalogued: string;
  const mine = `/api/v1/patients/me/${noun}`;
  const of = (id: string) => `/api/v1/patients/${id}/${noun}`;

  beforeAll(async () => {
    world = await startWorld();
    const { rows } = await world.host.database.admin.query<{ id: string }>(
      `insert into ${noun} (name, code_system, code) values ('In the catalogue', $1, 'E11.9') returning id`,
      [ICD],
    );
    catalogued = rows[0]?.id ?? '';
  });
  afterAll(() => world.host.close());

  it('are added, read, changed and deleted by their patient', async () => {
    const { patient } = world;
    const made = await patient.post<Row>(mine, input);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...input,
      createdBy: patient.id,
      version: 1,
    });
    const path = `${mine}/${made.body.id}`;
    expect((await patient.get<Row>(path)).body).toEqual(made.body);
    const changed = await patient.patch<Row>(path, change, { headers: { 'if-match': '"1"' } });
    expect(changed.body).toMatchObject({ ...change, version: 2 });
    expect((await patient.patch(path, change, { headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await patient.get<Page<Row>>(`${mine}?${filter}`)).body.items).toMatchObject([
      { id: made.body.id },
    ]);
    expect((await patient.delete(path)).status).toBe(204);
    expect((await patient.get(path)).status).toBe(404);
  });

  it('are linked to the catalogue by their code, also when it changes', async () => {
    const { patient } = world;
    const made = await patient.post<Row>(mine, input);
    expect(made.body[catalogue]).toBe(catalogued);
    const path = `${mine}/${made.body.id}`;
    expect((await patient.patch<Row>(path, { codeSystem: ICD, code: 'E11.8' })).body[catalogue]).toBeNull();
    expect((await patient.patch<Row>(path, { codeSystem: ICD, code: 'E11.9' })).body[catalogue]).toBe(
      catalogued,
    );
    const half = await patient.patch<Problem>(path, { code: 'E11.8' });
    expect([half.status, half.body.errors?.[0]?.field]).toEqual([400, 'codeSystem']);
    expect((await patient.post<Row>(mine, { ...input, [catalogue]: null })).body[catalogue]).toBeNull();
  });

  it('are added once per Idempotency-Key', async () => {
    const send = () => world.patient.post<Row>(mine, input, { headers: { 'idempotency-key': 'once' } });
    expect((await send()).body.id).toBe((await send()).body.id);
  });

  it('are read, added to and corrected by a provider in the care team, and by no other', async () => {
    const { patient, provider, stranger, otherPatient, admin, partner, developer, host } = world;
    const theirs = await provider.post<Row>(of(patient.id), input);
    expect(theirs.status).toBe(201);
    expect(theirs.body.createdBy).toBe(provider.id);
    expect((await provider.patch(`${of(patient.id)}/${theirs.body.id}`, change)).status).toBe(200);
    const own = await patient.post<Row>(mine, input);
    expect((await provider.patch(`${of(patient.id)}/${own.body.id}`, change)).status).toBe(403);
    expect((await provider.delete(`${of(patient.id)}/${own.body.id}`)).status).toBe(403);
    for (const client of [stranger, otherPatient]) {
      const path = `${of(patient.id)}/${own.body.id}`;
      const answers = [
        await client.get(of(patient.id)),
        await client.get(path),
        await client.post(of(patient.id), input),
        await client.patch(path, change),
        await client.delete(path),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
    }
    for (const [client, userType] of [
      [admin, 'admin'],
      [partner, 'research-partner'],
      [developer, 'developer'],
    ] as const) {
      expect((await client.get(of(patient.id))).status).toBe(403);
      const asked = () =>
        host.db.as(host.contextOf(client, userType)).transaction((tx) => tx.query(`select id from ${table}`));
      // Admins hold the right for break-glass alone, which nobody has here.
      if (userType === 'admin') expect(await asked()).toEqual([]);
      else await expect(asked()).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('cannot be entered in somebody else’s name', async () => {
    const { patient, provider, host } = world;
    const access = host.db.as(host.contextOf(provider, 'provider'));
    await expect(
      access.execute(`insert into ${table} (patient_id, name, created_by) values ($1, 'x', $1)`, [
        patient.id,
      ]),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('the reason for a treatment', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.host.close());

  it('is a condition of the same patient, and goes when that goes', async () => {
    const { patient, otherPatient } = world;
    const condition = await patient.post<Row>('/api/v1/patients/me/conditions', { name: 'Migraine' });
    const reasonId = condition.body.id;
    const refused = await otherPatient.post<Problem>('/api/v1/patients/me/treatments', {
      name: 'Rest',
      reasonId,
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'unknown_reference']);
    const made = await patient.post<Row>('/api/v1/patients/me/treatments', { name: 'Rest', reasonId });
    expect(made.body.reasonId).toBe(reasonId);
    expect((await patient.delete(`/api/v1/patients/me/conditions/${reasonId}`)).status).toBe(204);
    expect(
      (await patient.get<Row>(`/api/v1/patients/me/treatments/${made.body.id}`)).body.reasonId,
    ).toBeNull();
  });
});
