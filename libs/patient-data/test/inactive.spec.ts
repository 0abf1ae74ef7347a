import { newId } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { demoBundle } from './fhir-bundles.js';
import { NOUN_PATHS, nounOf, rowCount } from './nouns.js';

let host: TestHost;
let patient: TestClient;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'], inactive: true });
  patient = await host.signedIn('patient');
});

afterAll(() => host.close());

describe('While the module is not active', () => {
  it.each([...NOUN_PATHS, 'imports'])('%s are not there over HTTP', async (path) => {
    const answers = [
      await patient.get<{ code: string }>(`/api/v1/patients/me/${path}`),
      await patient.get<{ code: string }>(`/api/v1/patients/me/${path}/${newId()}`),
      ...(path === 'imports'
        ? []
        : [await patient.post<{ code: string }>(`/api/v1/patients/me/${path}`, nounOf(path, newId()).input)]),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'module_not_active']);
  });

  it('no file is imported', async () => {
    const answer = await patient.post<{ code: string }>('/api/v1/patients/me/imports', undefined, {
      raw: { content: demoBundle('clemente-kreiger.json'), type: 'application/fhir+json' },
    });
    expect([answer.status, answer.body.code]).toEqual([404, 'module_not_active']);
    expect(await rowCount(host, 'patient_data_imports')).toBe(0);
  });

  it('PostgreSQL shows and takes no rows either', async () => {
    await host.database.admin.query(
      `insert into patient_food_log (patient_id, food_name) values ($1, 'Bread')`,
      [patient.id],
    );
    const own = host.db.as(host.contextOf(patient, 'patient'));
    expect(await own.query('select id from patient_food_log')).toEqual([]);
    expect(await own.execute(`update patient_food_log set food_name = 'Soup' returning id`)).toEqual([]);
    expect(await own.execute('delete from patient_food_log returning id')).toEqual([]);
    await expect(
      own.execute(`insert into patient_food_log (patient_id, food_name) values ($1, 'Soup')`, [patient.id]),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await rowCount(host, 'patient_food_log')).toBe(1);
  });
});
