import { startTestHost, type TestHost } from '@carenode/testing';

import { bundleOf } from './fhir-bundles.js';
import { reportOf, upload } from './imports.js';

const long = (length: number, character = 'x') => character.repeat(length);
const system = `https://codes.example/${long(478)}`;
const coded = (extra: object = {}) => ({
  text: long(600, 'ü'),
  coding: [{ system, code: long(200), display: long(600), ...extra }],
});
const subject = { reference: 'Patient/p' };
const id = (letter: string) => long(128, letter);
const url = (letter: string) => `https://fhir.example/${long(400)}/Observation/${letter}`;

const observation = (name: string, fields: object) => ({
  fullUrl: url(name),
  resource: {
    resourceType: 'Observation',
    id: id(name),
    status: 'final',
    subject,
    effectiveDateTime: '1900-01-01',
    code: coded(),
    ...fields,
  },
});

/** Everything as long, as large, as early and as late as the reader lets it through. */
const EXTREMES = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Patient',
        id: 'p',
        identifier: [{ system, value: long(200) }],
        name: [{ use: 'official', family: long(600), given: Array.from({ length: 9 }, () => long(150)) }],
        birthDate: '1900-01-01',
        gender: 'unknown',
      },
    },
    {
      resource: {
        resourceType: 'Condition',
        id: id('c'),
        subject,
        code: coded(),
        clinicalStatus: { coding: [{ code: 'no-such-status' }] },
        verificationStatus: { text: 'no such status' },
        onsetDateTime: '1900',
        abatementDateTime: '2200-12-31T23:59:60.999999999-14:00',
        recordedDate: '1900-01-01T00:00:00+14:00',
      },
    },
    observation('a', { valueQuantity: { value: 1e308, unit: long(200) }, note: [{ text: long(20_000) }] }),
    observation('b', {
      valueString: long(20_000, 'ß'),
      effectivePeriod: { start: '2200-12-31T23:59:59-14:00', end: '2200-12-31T23:59:59-14:00' },
    }),
    observation('d', { valueCodeableConcept: coded(), effectiveDateTime: '1900-01-01T00:00:00+14:00' }),
    observation('e', {
      code: { text: long(600, '🩺') },
      valueInteger: -999999999,
      component: Array.from({ length: 3 }, () => ({
        code: coded(),
        valueQuantity: { value: 1e-308, comparator: '<' },
      })),
    }),
    {
      resource: {
        resourceType: 'MedicationRequest',
        id: id('m'),
        subject,
        status: 'unknown',
        intent: 'no-such-intent',
        medicationCodeableConcept: coded(),
        authoredOn: '2200-12-31',
        dosageInstruction: [{ text: long(5000) }],
        reasonReference: [{ reference: `Condition/${id('c')}` }, { reference: `Condition/${long(64)}` }],
      },
    },
    {
      resource: {
        resourceType: 'Goal',
        id: id('g'),
        subject,
        lifecycleStatus: 'proposed',
        achievementStatus: { text: long(200) },
        description: coded(),
        startDate: '1900-01-01',
        target: [
          {
            measure: coded(),
            detailQuantity: { value: -1e308, comparator: '<=', unit: long(200) },
            dueDate: '2200-12-31',
          },
        ],
      },
    },
  ],
};

let host: TestHost;

beforeAll(async () => {
  host = await startTestHost({ modules: ['patient-data'] });
});

afterAll(() => host.close());

describe('A file at every limit', () => {
  it('is stored whole, and shown again', async () => {
    const patient = await host.signedIn('patient');
    const { status, body, text } = await upload(patient, JSON.stringify(EXTREMES));
    expect([status, text.slice(0, 300)]).toEqual([201, expect.any(String)]);
    expect(reportOf(body).total).toMatchObject({ stored: 8, duplicate: 0, quarantined: 0, skipped: 0 });
    const goals = await patient.get<{ items: { targetValue: number }[] }>('/api/v1/patients/me/health-goals');
    expect(goals.body.items[0]?.targetValue).toBe(-1e308);
    const again = await upload(patient, JSON.stringify(EXTREMES));
    expect(reportOf(again.body).total).toMatchObject({ stored: 0, duplicate: 8, quarantined: 0, skipped: 0 });
  });

  it('with thousands of entries that cannot be used counts all of them and tells the first thousand', async () => {
    const patient = await host.signedIn('patient');
    const broken = Array.from({ length: 5000 }, (_, number) => ({
      resourceType: 'Observation',
      id: `o${number}`,
      status: 'nonsense',
      subject,
    }));
    const { status, body } = await upload(patient, bundleOf({ resourceType: 'Patient', id: 'p' }, ...broken));
    expect(status).toBe(201);
    expect(reportOf(body)).toMatchObject({
      total: { read: 5001, quarantined: 5000 },
      problems: { quarantined: 5000, told: 1000 },
    });
  });
});
