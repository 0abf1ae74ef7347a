import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { clarityFile } from './clarity-file.js';
import { demoBundle } from './fhir-bundles.js';
import { ended, type ImportBody, type Problem, recordCounts, reportOf, upload } from './imports.js';
import { filesKept } from './kept-files.js';
import { rowCount } from './nouns.js';

const ASYNC = { headers: { prefer: 'respond-async' } };
const CLARITY = { ...ASYNC, type: 'text/csv', query: '?timeZone=Europe/Berlin' };
let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

const at = (id: string, verb = '') => `/api/v1/patients/me/imports/${id}${verb}`;
const cancel = (who: TestClient, id: string) => who.post<ImportBody & Problem>(at(id, '/cancel'), undefined);

/** Waits until so many batches of any import are stored. */
async function batches(least: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await rowCount(host, 'patient_data_import_batches')) >= least) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('No batch was stored.');
}

describe('An import that is cancelled', () => {
  it('in the middle leaves no row and no file, and can come again', async () => {
    const patient = await host.signedIn('patient');
    const { body } = await upload(patient, clarityFile(80_000), CLARITY);
    await batches(2);
    const asked = await cancel(patient, body.id);
    expect([asked.status, asked.body.status]).toEqual([202, 'undoing']);
    const over = await ended(patient, body.id);
    expect(over).toMatchObject({ status: 'cancelled', undoneAt: null, report: null });
    expect(over.rowsUndone).toBeGreaterThanOrEqual(10_000);
    expect(await recordCounts(host, patient.id)).toMatchObject({ measurements: 0 });
    expect(filesKept(host)).toBe(0);
    expect(await rowCount(host, 'patient_data_import_batches')).toBe(0);
    const again = await upload(patient, clarityFile(1000), { ...CLARITY, headers: {} });
    expect(reportOf(again.body).total).toMatchObject({ read: 1000, stored: 1000 });
  });

  it('before its turn is over at once, and the next one begins', async () => {
    const patient = await host.signedIn('patient');
    const blocker = await host.database.admin.connect();
    try {
      await blocker.query('begin');
      await blocker.query('lock table patient_health_goals in access exclusive mode');
      const [first, second, third] = [
        await upload(patient, demoBundle('cammy-kreiger.json'), ASYNC),
        await upload(patient, demoBundle('cammy-kreiger.json'), ASYNC),
        await upload(patient, clarityFile(10), CLARITY),
      ];
      const cancelled = await cancel(patient, second.body.id);
      expect([cancelled.status, cancelled.body.status]).toEqual([202, 'cancelled']);
      await blocker.query('rollback');
      expect(await ended(patient, first.body.id)).toMatchObject({ status: 'done' });
      expect(await ended(patient, third.body.id)).toMatchObject({ status: 'done' });
      const late = await cancel(patient, third.body.id);
      expect([late.status, late.body.code]).toEqual([409, 'import_over']);
    } finally {
      blocker.release();
    }
  });

  it('is cancelled by nobody else', async () => {
    const [patient, other] = [await host.signedIn('patient'), await host.signedIn('patient')];
    const { body } = await upload(patient, clarityFile(10), { type: 'text/csv' });
    expect((await cancel(other, body.id)).status).toBe(404);
    for (const verb of ['cancel', 'undo', 'retry', 'problems', 'events']) {
      const path = `/api/v1/patients/${patient.id}/imports/${body.id}/${verb}`;
      const get = verb === 'problems' || verb === 'events';
      expect((await (get ? other.get(path) : other.post(path, undefined))).status).toBe(404);
    }
    expect((await cancel(patient, body.id)).status).toBe(202);
  });
});
