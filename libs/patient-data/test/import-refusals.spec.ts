import { createConnection } from 'node:net';

import { startTestHost, type TestClient, type TestHost } from '@carenode/testing';

import { bundleOf, demoBundle, PATIENT } from './fhir-bundles.js';
import { allRecords, type ImportBody, type Problem, upload } from './imports.js';
import { filesKept } from './kept-files.js';
import { rowCount } from './nouns.js';

const bundle = demoBundle('clemente-kreiger.json').toString();
let host: TestHost;
let patient: TestClient;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
  patient = await host.signedIn('patient');
});

afterAll(() => host.close());

afterEach(async () => {
  expect(await allRecords(host)).toEqual([0, 0, 0, 0, 0]);
  expect(filesKept(host)).toBe(0);
});

const stu3 = bundleOf(
  PATIENT,
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    subject: { reference: 'Patient/example' },
    requester: { agent: { reference: 'Practitioner/x' } },
    medicationCodeableConcept: { text: 'Aspirin' },
  },
  {
    resourceType: 'ProcedureRequest',
    id: 'r',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/example' },
    code: { text: 'x' },
  },
);

describe('A file that cannot be used', () => {
  it.each<[string, string | Uint8Array, number, string]>([
    ['is cut off', bundle.slice(0, bundle.length / 2), 422, 'truncated'],
    ['is nothing that can be read', 'resourceType: Bundle', 422, 'unknown_format'],
    ['is FHIR XML', '<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"></Bundle>', 415, 'fhir_xml'],
    ['is of FHIR STU3', stu3, 422, 'unsupported_fhir_version'],
    [
      'is about two patients',
      bundleOf(PATIENT, { ...PATIENT, id: 'other', birthDate: '1980-01-01' }),
      422,
      'several_patients',
    ],
    ['is about nobody', bundleOf({ resourceType: 'Device', id: 'd' }), 422, 'no_patient'],
    ['is a history', '{"resourceType":"Bundle","type":"history","entry":[]}', 422, 'unsupported_bundle_type'],
    ['holds no entry', '{"resourceType":"Bundle","type":"collection","entry":[]}', 422, 'empty'],
    ['holds a NUL', bundleOf({ ...PATIENT, name: [{ family: 'a\0b' }] }), 422, 'nul_character'],
    ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 422, 'unknown_format'],
    ['nests without end', `{"resourceType":"Bundle","a":${'['.repeat(500_000)}`, 422, 'not_json'],
  ])(
    'because it %s is refused, with field and rule, and the refusal is kept',
    async (_, content, status, code) => {
      const answer = await upload<Problem>(patient, content);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.errors).toEqual([
        { field: expect.any(String), rule: code, message: answer.body.detail },
      ]);
      const kept = await patient.get<ImportBody>(`/api/v1/patients/me/imports/${answer.body.importId}`);
      expect(kept.body).toMatchObject({
        status: 'refused',
        report: null,
        problem: { code, detail: answer.body.detail, errors: [{ rule: code }] },
        finishedAt: expect.any(String),
      });
    },
  );

  it('is refused whatever its sender calls it', async () => {
    const answer = await upload<Problem>(patient, '<Bundle xmlns="http://hl7.org/fhir"/>', {
      type: 'application/fhir+xml',
    });
    expect([answer.status, answer.body.code]).toEqual([415, 'fhir_xml']);
  });
});

describe('A body that is no file', () => {
  it.each<[string, { content: string; type: string }, number, string]>([
    ['of JSON for the API', { content: '{}', type: 'application/json' }, 415, 'import_media_type'],
    [
      'of a form',
      { content: 'a=1', type: 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['that is empty', { content: '', type: 'application/fhir+json' }, 400, 'import_body_missing'],
  ])('%s is refused before anything is noted', async (_, { content, type }, status, code) => {
    const before = await rowCount(host, 'patient_data_imports');
    const answer = await upload<Problem>(patient, content, { type });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await rowCount(host, 'patient_data_imports')).toBe(before);
  });

  it('larger than the admin allows is refused, and the sender hears why', async () => {
    const admin = await host.signedIn('admin');
    const setting = '/api/v1/settings/patient-data/maxImportBytes';
    const small = bundleOf(PATIENT) + ' '.repeat(2000);
    try {
      expect((await admin.put(setting, { value: 2000 })).status).toBe(200);
      const before = await rowCount(host, 'patient_data_imports');
      for (const file of [small, new Uint8Array(40 * 1024 * 1024).fill(32)]) {
        const answer = await upload<Problem>(patient, file);
        expect([answer.status, answer.body.code]).toEqual([413, 'import_too_large']);
        expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'body', rule: 'maxBytes' })]);
      }
      expect(await rowCount(host, 'patient_data_imports')).toBe(before);
      expect((await admin.put(setting, { value: 1 })).status).toBe(400);
    } finally {
      await admin.delete(setting);
    }
  });

  it('whose sender goes away leaves nothing', async () => {
    const before = await rowCount(host, 'patient_data_imports');
    const { hostname, port } = new URL(host.url);
    const cookie = await cookieOf(patient);
    await new Promise<void>((resolve, reject) => {
      const socket = createConnection(Number(port), hostname, () => {
        socket.write(
          `POST /api/v1/patients/me/imports HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${host.url}\r\ncookie: ${cookie}\r\n` +
            `content-type: application/fhir+json\r\ncontent-length: 1000000\r\n\r\n${bundle.slice(0, 10_000)}`,
          () => setTimeout(() => socket.destroy(), 100),
        );
      });
      socket.on('close', () => resolve());
      socket.on('error', reject);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await rowCount(host, 'patient_data_imports')).toBe(before);
    expect((await patient.get('/api/v1/patients/me/imports')).status).toBe(200);
  });

  it.each(['?fileName=', `?fileName=${'x'.repeat(256)}`, '?sourceId=1', '?file=x', '?fileName=a%00b'])(
    'and a query %s are refused',
    async (query) => {
      const answer = await upload<Problem>(patient, bundle, { query });
      expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    },
  );
});

async function cookieOf(who: TestClient): Promise<string> {
  return (who as unknown as { credentials: Record<string, string> }).credentials['cookie'] ?? '';
}
