import { newId, systemContext } from '@carenode/module-kit';
import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { nounOf, takeIntoCare } from './nouns.js';

interface Row extends Record<string, unknown> {
  readonly id: string;
}

const { input } = nounOf('insights', '');
let host: TestHost;
let patient: TestClient;
let provider: TestClient;
let colleague: TestClient;
let insights: string;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  [patient, provider, colleague] = await Promise.all([
    host.signedIn('patient'),
    host.signedIn('provider'),
    host.signedIn('provider'),
  ]);
  await takeIntoCare(host, patient, provider);
  await takeIntoCare(host, patient, colleague);
  insights = `/api/v1/patients/${patient.id}/insights`;
});

afterAll(() => host.close());

async function made(): Promise<Row> {
  const { body } = await provider.post<Row>(insights, input);
  return body;
}

describe('An insight', () => {
  it('is marked as seen and hidden by its patient, who may change and delete nothing else of it', async () => {
    const { id } = await made();
    const seen = await patient.patch<Row>(`${insights}/${id}`, { viewedAt: '2026-03-02T08:00:00Z' });
    expect(seen.body).toMatchObject({ viewedAt: '2026-03-02T08:00:00Z', isHidden: false });

    const reworded = await patient.patch<Record<string, unknown>>(`${insights}/${id}`, {
      insightText: 'I am fine',
      isHidden: true,
    });
    expect([reworded.status, reworded.body['code']]).toEqual([403, 'not_yours_to_change']);
    expect(reworded.body['errors']).toMatchObject([{ field: 'insightText', rule: 'changeableBy' }]);
    expect((await patient.delete(`${insights}/${id}`)).status).toBe(403);
    expect((await patient.post(insights, input)).status).toBe(403);

    const hidden = await patient.patch<Row>(`${insights}/${id}`, { isHidden: true });
    expect(hidden.body).toMatchObject({ isHidden: true, insightText: input['insightText'] });
  });

  it('is gone for providers once the patient hides it', async () => {
    const { id } = await made();
    await patient.patch(`${insights}/${id}`, { isHidden: true });
    expect((await provider.get(`${insights}/${id}`)).status).toBe(404);
    expect((await provider.patch(`${insights}/${id}`, { insightText: 'Look again' })).status).toBe(404);
    expect((await provider.delete(`${insights}/${id}`)).status).toBe(404);
    const list = await provider.get<{ items: Row[] }>(insights);
    expect(list.body.items.map((item) => item.id)).not.toContain(id);
    const own = await patient.get<{ items: Row[] }>(`${insights}?isHidden=true`);
    expect(own.body.items.map((item) => item.id)).toContain(id);
    const shown = await patient.get<{ items: Row[] }>(`${insights}?isHidden=false`);
    expect(shown.body.items.map((item) => item.id)).not.toContain(id);
  });

  it('is corrected by the provider who made it and by no other', async () => {
    const { id } = await made();
    expect((await colleague.get(`${insights}/${id}`)).status).toBe(200);
    expect((await colleague.patch(`${insights}/${id}`, { insightText: 'No' })).status).toBe(403);
    expect((await colleague.delete(`${insights}/${id}`)).status).toBe(403);
    expect((await provider.patch(`${insights}/${id}`, { isHidden: true })).status).toBe(403);
    expect((await provider.patch(`${insights}/${id}`, { insightText: 'Yes' })).status).toBe(200);
    expect((await provider.delete(`${insights}/${id}`)).status).toBe(204);
  });

  it('is made by background work too, which cannot read any', async () => {
    const system = host.db.as(systemContext('find trends'));
    const id = newId();
    await system.execute(
      `insert into patient_insights (id, patient_id, insight_type, insight_text) values ($1, $2, 'trend', 'Up')`,
      [id, patient.id],
    );
    const { body } = await patient.get<Row>(`${insights}/${id}`);
    expect(body).toMatchObject({ insightText: 'Up', recordedBy: null, isHidden: false });
    await expect(system.query('select id from patient_insights')).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('cannot be changed by its patient behind the routes either', async () => {
    const { id } = await made();
    const own = host.db.as(host.contextOf(patient, 'patient'));
    await expect(
      own.execute(`update patient_insights set insight_text = 'x' where id = $1`, [id]),
    ).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(own.execute('delete from patient_insights where id = $1', [id])).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
