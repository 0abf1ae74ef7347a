import { everyPage, type Page, type Problem, startWorld, type World } from './people.js';

interface ConditionView {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly isBillable: boolean | null;
  readonly version: number;
}

interface VariableView {
  readonly id: string;
  readonly patientId: string | null;
  readonly codeSystem: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly displayName: string | null;
  readonly version: number;
}

describe('catalogues', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.host.database.admin.query(`
      insert into conditions (name, code_system, code, is_billable)
      select format('Disease %s of kind %s', n, n % 7), 'http://example.org/codes', 'X' || lpad(n::text, 3, '0') || '.' || n % 10, n % 2 = 0
        from generate_series(1, 300) n`);
  });
  afterAll(() => world.host.close());

  it('are kept by admins', async () => {
    const { admin, patient } = world;
    const made = await admin.post<ConditionView>('/api/v1/conditions', {
      name: 'Post-acute infection syndrome',
      codeSystem: 'http://example.org/codes',
      code: 'PAIS',
      description: 'What remains after the infection is gone',
    });
    expect(made.status).toBe(201);
    const path = `/api/v1/conditions/${made.body.id}`;
    expect((await patient.get<ConditionView>(path)).body).toEqual(made.body);
    const changed = await admin.patch<ConditionView>(
      path,
      { isBillable: false },
      { headers: { 'if-match': '"1"' } },
    );
    expect(changed.body).toMatchObject({ isBillable: false, version: 2 });
    expect((await admin.patch(path, { isBillable: true }, { headers: { 'if-match': '"1"' } })).status).toBe(
      412,
    );

    const twice = await admin.post<Problem>('/api/v1/conditions', {
      name: 'Again',
      codeSystem: 'http://example.org/codes',
      code: 'PAIS',
    });
    expect([twice.status, twice.body.code]).toEqual([409, 'already_exists']);
    const half = await admin.post<Problem>('/api/v1/conditions', { name: 'Half', code: 'H' });
    expect([half.status, half.body.errors?.[0]?.field]).toEqual([422, 'conditions_code_has_system']);

    const found = await patient.get<Page<ConditionView>>('/api/v1/conditions?q=infect%20synd');
    expect(found.body.items.map((item) => item.code)).toEqual(['PAIS']);
  });

  it('carry the traceability of treatments', async () => {
    const { admin, provider } = world;
    const treatment = {
      name: 'Semaglutide 0.5 mg pen',
      treatmentType: 'medication',
      manufacturer: 'Novo Nordisk',
      sourceVerificationMethod: 'GS1 barcode against the manufacturer’s list',
      regulatoryStatus: 'approved (FDA NDA209637)',
    };
    const made = await admin.post<{ id: string }>('/api/v1/treatments', treatment);
    expect(made.body).toMatchObject(treatment);
    const found = await provider.get<Page<{ id: string }>>('/api/v1/treatments?q=semaglutide');
    expect(found.body.items.map((item) => item.id)).toEqual([made.body.id]);
    expect((await admin.patch(`/api/v1/treatments/${made.body.id}`, { treatmentType: 'magic' })).status).toBe(
      400,
    );
  });

  it('are read by everybody who is signed in, and written by nobody else', async () => {
    const { patient, provider, partner, developer, host } = world;
    for (const client of [patient, provider, partner, developer]) {
      for (const path of ['conditions', 'treatments', 'variables', 'units']) {
        expect((await client.get(`/api/v1/${path}`)).status).toBe(200);
      }
      expect((await client.post('/api/v1/conditions', { name: 'x' })).status).toBe(403);
      expect((await client.post('/api/v1/treatments', { name: 'x' })).status).toBe(403);
      expect((await client.post('/api/v1/variables', { name: 'x', codeSystem: 'y', code: 'z' })).status).toBe(
        403,
      );
    }
    for (const [client, userType] of [
      [patient, 'patient'],
      [provider, 'provider'],
      [developer, 'developer'],
    ] as const) {
      const access = host.db.as(host.contextOf(client, userType));
      for (const table of ['conditions', 'treatments', 'units']) {
        await expect(access.execute(`update ${table} set name = 'x'`)).rejects.toMatchObject({
          kind: 'forbidden',
        });
        await expect(access.execute(`delete from ${table}`)).rejects.toMatchObject({ kind: 'forbidden' });
      }
      await access.execute(`update variables set name = 'x' where patient_id is null`).catch(() => undefined);
    }
    const { rows } = await host.database.admin.query(`select from variables where name = 'x'`);
    expect(rows).toEqual([]);
  });

  it('are listed in their own order, page by page, with a search or without', async () => {
    const { patient } = world;
    const all = await everyPage<ConditionView>(patient, '/api/v1/conditions', 29);
    expect(new Set(all.map((item) => item.id)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(300);
    const codes = all.map((item) => item.code ?? '');
    const { rows } = await world.host.database.admin.query<{ code: string }>(
      `select coalesce(code, '') as code from conditions order by 1, id`,
    );
    expect(codes).toEqual(rows.map((row) => row.code));

    const found = await everyPage<ConditionView>(patient, '/api/v1/conditions?q=disease%20kind%203', 10);
    const expected = Array.from(
      { length: 300 },
      (_, index) => `Disease ${index + 1} of kind ${(index + 1) % 7}`,
    );
    expect(found.map((item) => item.name)).toEqual(expected.filter((name) => / 3/.test(name)));
  });

  it('are searched by the beginning of a code, with its dot or without', async () => {
    const codes = async (q: string) =>
      (await world.patient.get<Page<ConditionView>>(`/api/v1/conditions?q=${q}`)).body.items.map(
        (item) => item.code,
      );
    expect(await codes('x12')).toEqual([
      'X120.0',
      'X121.1',
      'X122.2',
      'X123.3',
      'X124.4',
      'X125.5',
      'X126.6',
      'X127.7',
      'X128.8',
      'X129.9',
    ]);
    expect(await codes('X123.3')).toEqual(['X123.3']);
    expect(await codes('x1233')).toEqual(['X123.3']);
    expect(await codes('zzzz')).toEqual([]);
  });

  it('use an index for a search, whatever the caller', async () => {
    const { admin } = world.host.database;
    await admin.query(
      `insert into conditions (name, code_system, code) select 'Filler ' || md5(n::text), 'urn:filler', n::text from generate_series(1, 20000) n`,
    );
    await admin.query('analyze conditions');
    const scans = async () =>
      (
        await admin.query<{ seq: string; idx: string }>(
          `select pg_stat_force_next_flush(), (select seq_scan from pg_stat_user_tables where relname = 'conditions') as seq,
                (select idx_scan from pg_stat_user_indexes where indexrelname = 'conditions_words') as idx`,
        )
      ).rows[0];
    const ctx = world.host.contextOf(world.patient, 'patient');
    await world.host.db.as(ctx).query('select pg_stat_force_next_flush()');
    const searches = 20;
    const before = await scans();
    for (let search = 0; search < searches; search++) {
      const rows = await world.host.db.as(ctx).transaction(async (tx) => {
        const found = await tx.query(
          `select id from carenode.search_conditions('infection:*', null, null, null, 50)`,
        );
        await tx.query('select pg_stat_force_next_flush()');
        return found;
      });
      expect(rows).toHaveLength(1);
    }
    const after = await scans();
    expect(Number(after?.idx) - Number(before?.idx)).toBeGreaterThanOrEqual(searches);
    // Another connection may report a scan of its own late, but a search that scans would do so every time.
    expect(Number(after?.seq) - Number(before?.seq)).toBeLessThan(searches);
  });

  it('are closed to a token whose scopes do not name them', async () => {
    const { host, patient } = world;
    const ctx = { ...host.contextOf(patient, 'patient'), scopes: ['patient/measurements.rs'] };
    expect(
      await host.db.as(ctx).query(`select id from carenode.search_conditions(null, null, null, null, 50)`),
    ).toEqual([]);
  });

  it('let admins add variables that all share, and patients their own', async () => {
    const { admin, patient, otherPatient, provider } = world;
    const shared = await admin.post<{ id: string }>('/api/v1/variables', {
      name: 'VO2 max',
      codeSystem: 'http://loinc.org',
      code: '94122-9',
      unitCode: 'mL/min/kg',
    });
    expect(shared.status).toBe(201);
    expect(
      (await admin.patch(`/api/v1/variables/${shared.body.id}`, { kind: 'sample', unitCode: null })).status,
    ).toBe(200);

    const own = await patient.post<{ id: string }>('/api/v1/patients/me/variables', {
      name: 'Pages read',
      kind: 'sum',
    });
    expect(own.status).toBe(201);
    expect((await patient.post('/api/v1/patients/me/variables', { name: 'pages READ' })).status).toBe(409);
    expect((await otherPatient.post('/api/v1/patients/me/variables', { name: 'Pages read' })).status).toBe(
      201,
    );
    expect(
      (await patient.patch(`/api/v1/patients/me/variables/${own.body.id}`, { name: 'Pages' })).status,
    ).toBe(200);
    expect((await provider.get(`/api/v1/variables/${own.body.id}`)).status).toBe(200);
    expect(
      (await provider.patch(`/api/v1/patients/${patient.id}/variables/${own.body.id}`, { name: 'X' })).status,
    ).toBe(403);
    expect((await otherPatient.get(`/api/v1/variables/${own.body.id}`)).status).toBe(404);
    expect((await admin.get(`/api/v1/variables/${own.body.id}`)).status).toBe(404);
    expect(
      (await patient.patch(`/api/v1/patients/me/variables/${shared.body.id}`, { name: 'X' })).status,
    ).toBe(404);

    const used = await patient.post<{ id: string }>('/api/v1/patients/me/measurements', {
      variableId: own.body.id,
      value: 12,
      startAt: '2026-03-01T08:00:00Z',
    });
    expect((await patient.delete(`/api/v1/patients/me/variables/${own.body.id}`)).status).toBe(422);
    await patient.delete(`/api/v1/patients/me/measurements/${used.body.id}`);
    expect((await patient.delete(`/api/v1/patients/me/variables/${own.body.id}`)).status).toBe(204);
  });

  it('name each coded variable as patients say it, no two alike, beside the name that LOINC gives', async () => {
    const all = await everyPage<VariableView>(world.patient, '/api/v1/variables', 100);
    const coded = all.filter(({ codeSystem }) => codeSystem === 'http://loinc.org');
    const seeded = coded.filter(({ displayName }) => displayName !== null);
    expect(seeded).toHaveLength(51);
    expect(seeded.find(({ code }) => code === '55423-8')).toMatchObject({
      name: 'Number of steps in unspecified time Pedometer',
      displayName: 'Steps',
    });
    const read = all
      .filter(({ patientId }) => patientId === null)
      .map(({ name, displayName }) => (displayName ?? name).toLowerCase());
    // Others of this spec add a variable called so too.
    expect(read.filter((name, n) => name !== 'vo2 max' && read.indexOf(name) !== n)).toEqual([]);
    expect(seeded.filter(({ displayName }) => /[[\]#]|--|unspecified/.test(displayName ?? ''))).toEqual([]);
  });

  it('find variables by what patients read, by the name and by the code', async () => {
    const found = async (q: string) =>
      (
        await world.patient.get<Page<VariableView>>(`/api/v1/variables?q=${encodeURIComponent(q)}`)
      ).body.items.map(({ code }) => code);
    expect((await found('steps')).sort()).toEqual(['41950-7', '55423-8']);
    expect(await found('breathing')).toEqual(['9279-1']);
    expect(await found('Respiratory')).toEqual(['9279-1']);
    expect(await found('9279-1')).toEqual(['9279-1']);
  });

  it('let admins and patients say what is read for their variables, and nobody for those of others', async () => {
    const { admin, patient, otherPatient } = world;
    const [shared] = (await admin.get<Page<VariableView>>('/api/v1/variables?q=8331-1')).body.items;
    const path = `/api/v1/variables/${shared?.id}`;
    const changed = await admin.patch<VariableView>(path, { displayName: 'Temperature under the tongue' });
    expect(changed.body).toMatchObject({
      name: 'Oral temperature',
      displayName: 'Temperature under the tongue',
      version: (shared?.version ?? 0) + 1,
    });
    expect((await admin.patch<VariableView>(path, { displayName: null })).body.displayName).toBeNull();
    expect((await patient.patch(path, { displayName: 'Mine' })).status).toBe(403);
    for (const displayName of ['', 'x'.repeat(121)]) {
      const refused = await admin.patch<Problem>(path, { displayName });
      expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'displayName']);
    }

    const own = await patient.post<VariableView>('/api/v1/patients/me/variables', {
      name: 'Forced expiratory volume',
      displayName: 'Puff test',
    });
    expect(own.body.displayName).toBe('Puff test');
    const ofPatient = `/api/v1/patients/me/variables/${own.body.id}`;
    expect((await patient.patch<VariableView>(ofPatient, { displayName: 'Blow test' })).body).toMatchObject({
      name: 'Forced expiratory volume',
      displayName: 'Blow test',
    });
    expect((await otherPatient.patch(ofPatient, { displayName: 'x' })).status).toBe(404);
  });

  it('know a variable that is measured by what patients read, which stands in what is answered', async () => {
    const { patient } = world;
    const measured = await patient.post('/api/v1/patients/me/measurements', {
      variableName: 'breathing rate',
      value: 14,
      unit: '/min',
      startAt: '2026-03-01T08:00:00Z',
    });
    expect(measured.body).toMatchObject({
      variableCode: '9279-1',
      variableName: 'Respiratory rate',
      variableDisplayName: 'Breathing rate',
    });
    const { body } = await patient.get<Page<VariableView>>('/api/v1/patients/me/variables');
    expect(body.items.find(({ code }) => code === '9279-1')).toMatchObject({
      name: 'Respiratory rate',
      displayName: 'Breathing rate',
    });
  });
});
