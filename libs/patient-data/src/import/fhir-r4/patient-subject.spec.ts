import { describe, expect, it } from '@jest/globals';
import { bytes } from '../../../test/fhir-bundles.js';
import { readFhirBundle } from './fhir-bundle.reader.js';
import type { ReadBundle } from './fhir-records.js';

const UUID = '0d1d30da-56ac-46ab-887e-5f0699593059';

function read(
  patientEntry: object,
  conditionEntry: { fullUrl?: string; subject?: object; contained?: object[] },
): ReadBundle {
  const { fullUrl, ...fields } = conditionEntry;
  const patient = { resourceType: 'Patient', identifier: [{ system: 'urn:mrn', value: 'a b' }] };
  const entry = [
    {
      ...patientEntry,
      resource: { ...patient, ...('resource' in patientEntry ? (patientEntry.resource as object) : {}) },
    },
    { fullUrl, resource: { resourceType: 'Condition', id: 'c', code: { text: 'Asthma' }, ...fields } },
  ];
  return readFhirBundle(bytes(JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry })));
}

const byId = { resource: { id: 'p1' } };
const byUrn = { fullUrl: `urn:uuid:${UUID}`, resource: { id: UUID } };
const byUrl = { fullUrl: 'https://a.org/fhir/Patient/p1', resource: { id: 'p1' } };
const byUrlOnly = { fullUrl: 'https://a.org/fhir/Patient/p1' };

describe('A resource about the patient of the bundle', () => {
  it.each([
    ['by a relative reference', byId, { reference: 'Patient/p1' }],
    ['by a version of it', byId, { reference: 'Patient/p1/_history/3' }],
    ['by a urn', byUrn, { reference: `urn:uuid:${UUID}` }],
    ['by a urn in capitals', byUrn, { reference: `urn:uuid:${UUID.toUpperCase()}` }],
    ['by a relative reference beside a urn', byUrn, { reference: `Patient/${UUID}` }],
    ['by a urn without fullUrl', { resource: { id: UUID } }, { reference: `urn:uuid:${UUID}` }],
    ['by an absolute URL', byUrl, { reference: 'https://a.org/fhir/Patient/p1' }],
    ['by an absolute URL without id', byUrlOnly, { reference: 'Patient/p1' }],
    [
      'by an absolute URL where entries have no fullUrl',
      byId,
      { reference: 'https://a.org/fhir/Patient/p1' },
    ],
    ['by a conditional reference', byId, { reference: 'Patient?identifier=urn:mrn|a%20b' }],
    ['by its identifier', byId, { identifier: { system: 'urn:mrn', value: 'a b' } }],
  ])('is used: %s', (_how, patient, subject) => {
    expect(read(patient, { subject }).used).toEqual({ Patient: 1, Condition: 1 });
  });

  it('may name a contained copy of the patient', () => {
    const contained = [
      { resourceType: 'Patient', id: 'x', identifier: [{ system: 'urn:mrn', value: 'a b' }] },
    ];
    expect(read(byId, { subject: { reference: '#x' }, contained }).used).toMatchObject({ Condition: 1 });
  });
});

describe('A resource that is not about the patient of the bundle', () => {
  it.each([
    ['another id', byId, { reference: 'Patient/p2' }, 'about another patient'],
    [
      'another urn',
      byUrn,
      { reference: 'urn:uuid:11111111-56ac-46ab-887e-5f0699593059' },
      'about another patient',
    ],
    [
      'the same id on another server',
      byUrl,
      { reference: 'https://b.org/fhir/Patient/p1' },
      'about another patient',
    ],
    ['another identifier', byId, { reference: 'Patient?identifier=urn:mrn|x' }, 'about another patient'],
    ['a broken condition', byId, { reference: 'Patient?identifier=%E0%A4%A' }, 'about another patient'],
    ['a condition without identifier', byId, { reference: 'Patient?name=x' }, 'about another patient'],
    [
      'another identifier alone',
      byId,
      { identifier: { system: 'urn:mrn', value: 'x' } },
      'about another patient',
    ],
    ['a contained stranger', byId, { reference: '#x' }, 'about another patient'],
    ['a group', byId, { reference: 'Group/p1' }, 'is not a patient'],
    ['a group elsewhere', byId, { reference: 'https://a.org/fhir/Group/p1' }, 'is not a patient'],
    ['only a name', byId, { display: 'Peter' }, 'has neither reference nor identifier'],
    ['nothing', byId, {}, 'has neither reference nor identifier'],
    ['no subject', byId, undefined, 'is missing'],
  ])('is refused: %s', (_how, patient, subject, reason) => {
    const result = read(patient, { subject });
    expect(result.conditions).toEqual([]);
    expect(result.refused).toMatchObject([
      { entry: 1, resourceType: 'Condition', id: 'c', field: 'entry[1].resource.subject', reason },
    ]);
  });

  it('is refused when a relative reference stands on another server than the patient', () => {
    const entry = { fullUrl: 'https://b.org/fhir/Condition/c', subject: { reference: 'Patient/p1' } };
    expect(read(byUrl, entry).refused).toMatchObject([{ reason: 'about another patient' }]);
    expect(read(byUrl, { ...entry, fullUrl: 'https://a.org/fhir/Condition/c' }).refused).toEqual([]);
  });

  it('is refused when subject has the wrong type', () => {
    expect(read(byId, { subject: ['Patient/p1'] }).refused).toMatchObject([{ reason: 'must be an object' }]);
    expect(read(byId, { subject: { reference: 7 } }).refused).toMatchObject([{ reason: 'must be text' }]);
  });
});

describe('The external id of a record', () => {
  const subject = { reference: 'Patient/p1' };
  const idOf = (entry: { fullUrl?: string; id?: string }): string | undefined =>
    read(byId, { subject, ...entry }).conditions[0]?.externalId;

  it('is the absolute URL, else type and id, else the urn', () => {
    expect(idOf({ fullUrl: 'https://a.org/fhir/Condition/c' })).toBe('https://a.org/fhir/Condition/c');
    expect(idOf({ fullUrl: `urn:uuid:${UUID}` })).toBe('Condition/c');
    expect(idOf({})).toBe('Condition/c');
    expect(idOf({ fullUrl: `urn:uuid:${UUID.toUpperCase()}`, id: '' })).toBe(`urn:uuid:${UUID}`);
  });
});
