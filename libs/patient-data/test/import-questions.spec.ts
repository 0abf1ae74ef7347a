import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { clarityFile } from './clarity-file.js';
import { filesKept } from './kept-files.js';
import { ended, type ImportBody, type Problem, reportOf, upload } from './imports.js';

const CSV = { type: 'text/csv' };
let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

const answer = (who: TestClient, id: string, answers: unknown) =>
  who.post<ImportBody & Problem>(`/api/v1/patients/me/imports/${id}/answers`, { answers });

describe('A file that does not tell its time zone', () => {
  it('waits for the answer, and goes on with it', async () => {
    const patient = await host.signedIn('patient');
    const { status, body } = await upload(patient, clarityFile(10), CSV);
    expect([status, body.status]).toEqual([202, 'waiting']);
    expect(body).toMatchObject({
      format: 'dexcom-clarity',
      questions: [expect.objectContaining({ id: 'time-zone', kind: 'time-zone' })],
      finishedAt: null,
      report: null,
    });
    expect(filesKept(host)).toBe(1);

    for (const [answers, rule] of [
      [{ 'time-zone': 'Mars/Olympus' }, 'timeZone'],
      [{ 'time-zone': '' }, 'text'],
      [{ unit: 'mg/dL' }, 'unknown'],
      [{ 'Time Zone': 'UTC' }, 'id'],
    ] as const) {
      const refused = await answer(patient, body.id, answers);
      expect([refused.status, refused.body.errors?.[0]?.rule]).toEqual([400, rule]);
    }
    const other = await host.signedIn('patient');
    expect((await answer(other, body.id, { 'time-zone': 'UTC' })).status).toBe(404);

    const accepted = await answer(patient, body.id, { 'time-zone': 'America/New_York' });
    expect([accepted.status, accepted.body.status]).toEqual([202, 'queued']);
    const over = await ended(patient, body.id);
    expect(over).toMatchObject({
      status: 'done',
      answers: { 'time-zone': 'America/New_York' },
      questions: null,
    });
    expect(reportOf(over).total).toMatchObject({ read: 10, stored: 10 });
    const { rows } = await host.database.admin.query(
      `select time_zone, utc_offset_minutes, import_id from measurements where patient_id = $1
        group by 1, 2, 3`,
      [patient.id],
    );
    expect(rows).toEqual([{ time_zone: 'America/New_York', utc_offset_minutes: -300, import_id: body.id }]);
    expect(filesKept(host)).toBe(0);
    const late = await answer(patient, body.id, { 'time-zone': 'UTC' });
    expect([late.status, late.body.code]).toEqual([409, 'import_not_waiting']);
  });

  it('is read at once when the answer comes with it, or was kept for its source', async () => {
    const patient = await host.signedIn('patient');
    const source = await patient.post<{ id: string }>('/api/v1/patients/me/import-sources', {
      sourceName: 'My sensor',
      sourceType: 'wearable',
      status: 'active',
    });
    const answers = encodeURIComponent(JSON.stringify({ 'time-zone': 'Asia/Tokyo' }));
    const first = await upload(patient, clarityFile(10), {
      ...CSV,
      query: `?sourceId=${source.body.id}&answers=${answers}`,
    });
    expect([first.status, first.body.status]).toEqual([201, 'done']);
    const kept = await patient.get(`/api/v1/patients/me/import-sources/${source.body.id}`);
    expect(kept.body).toMatchObject({ format: 'dexcom-clarity', answers: { 'time-zone': 'Asia/Tokyo' } });
    const next = await upload(patient, clarityFile(10, 10), { ...CSV, query: `?sourceId=${source.body.id}` });
    expect([next.status, reportOf(next.body).total.stored]).toEqual([201, 10]);
  });

  it.each(['answers=1', 'answers=%7B', 'answers=[]', 'timeZone=Nowhere', 'answers={"a":1}'])(
    'is not taken with the answer %s',
    async (query) => {
      const patient = await host.signedIn('patient');
      const refused = await upload<Problem>(patient, clarityFile(1), { ...CSV, query: `?${query}` });
      expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
      expect(filesKept(host)).toBe(0);
    },
  );

  it('can be given up while it waits', async () => {
    const patient = await host.signedIn('patient');
    const { body } = await upload(patient, clarityFile(10), CSV);
    const cancelled = await patient.post<ImportBody>(
      `/api/v1/patients/me/imports/${body.id}/cancel`,
      undefined,
    );
    expect(cancelled).toMatchObject({
      status: 202,
      body: { status: 'cancelled', questions: null, finishedAt: expect.any(String) },
    });
    expect(filesKept(host)).toBe(0);
    const twice = await patient.post<Problem>(`/api/v1/patients/me/imports/${body.id}/cancel`, undefined);
    expect([twice.status, twice.body.code]).toEqual([409, 'import_over']);
  });
});
