import { Sealer } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { nounOf } from './nouns.js';

const TOKEN = 'refresh-token-that-must-stay-secret';
const input = { ...nounOf('import-sources', '').input, authToken: TOKEN };
let host: TestHost;
let patient: TestClient;
const sources = '/api/v1/patients/me/import-sources';

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  patient = await host.signedIn('patient');
});

afterAll(() => host.close());

async function storedToken(id: string): Promise<string | null> {
  const { rows } = await host.database.admin.query<{ auth_token: string | null }>(
    'select auth_token from patient_data_import_sources where id = $1',
    [id],
  );
  return rows[0]?.auth_token ?? null;
}

describe('The token of an import source', () => {
  it('is stored sealed, and can be opened by the instance alone', async () => {
    const { body, status } = await patient.post<{ id: string }>(sources, input);
    expect(status).toBe(201);
    const sealed = await storedToken(body.id);
    expect(sealed).not.toContain(TOKEN);
    expect(host.host.get(Sealer).open(sealed ?? '')).toBe(TOKEN);
  });

  it('is in no answer, whatever is asked', async () => {
    const key = { headers: { 'idempotency-key': 'source-1' } };
    const made = await patient.post<{ id: string }>(sources, input, key);
    const row = `${sources}/${made.body.id}`;
    const answers = [
      made,
      await patient.post(sources, input, key),
      await patient.post(sources, { ...input, sourceName: 'Another' }, key),
      await patient.get(sources),
      await patient.get(row),
      await patient.patch(row, { authToken: `${TOKEN}-2` }),
      await patient.patch(row, { sourceName: 'Renamed' }),
      await patient.patch(row, { authToken: '' }),
      await patient.post(sources, { ...input, sourceType: 'unknown' }),
      await patient.get('/api/v1/openapi.json'),
      await patient.delete(row),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([
      201, 200, 409, 200, 200, 200, 200, 400, 400, 200, 204,
    ]);
    const sealed = await storedToken((await patient.post<{ id: string }>(sources, input)).body.id);
    for (const { text } of answers) {
      expect(text).not.toContain(TOKEN);
      expect(text).not.toContain(sealed);
    }
    const [row1] = (await patient.get<{ items: object[] }>(sources)).body.items;
    expect(Object.keys(row1 ?? {}).filter((name) => /token|secret|key|fingerprint/i.test(name))).toEqual([]);
  });

  it('is replaced and removed by a change', async () => {
    const { body } = await patient.post<{ id: string }>(sources, input);
    await patient.patch(`${sources}/${body.id}`, { authToken: 'second' });
    expect(host.host.get(Sealer).open((await storedToken(body.id)) ?? '')).toBe('second');
    await patient.patch(`${sources}/${body.id}`, { authToken: null });
    expect(await storedToken(body.id)).toBeNull();
  });

  it('means the same request again only when it is the same token', async () => {
    const send = (authToken: string) =>
      patient.post(sources, { ...input, authToken }, { headers: { 'idempotency-key': 'source-2' } });
    expect([(await send('one')).status, (await send('one')).status, (await send('two')).status]).toEqual([
      201, 200, 409,
    ]);
  });

  it.each([
    'select auth_token from patient_data_import_sources',
    'select * from patient_data_import_sources',
  ])('is not in reach of the database role of its own patient: %s', async (sql) => {
    const own = host.db.as(host.contextOf(patient, 'patient'));
    await expect(own.query(sql)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(
      own.execute('update patient_data_import_sources set source_name = auth_token'),
    ).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('is in no select grant of any role', async () => {
    const { rows } = await host.database.admin.query(`
      select r.rolname from pg_roles r where r.rolname ~ '^carenode_' and r.rolname <> 'carenode_owner'
         and has_column_privilege(r.rolname, 'patient_data_import_sources', 'auth_token', 'select')`);
    expect(rows).toEqual([]);
  });
});
