import { inForce, PURPOSES, sinceText, statesOf } from './consent.rules.js';
import type { ConsentText, PatientConsent } from './consents.queries.js';

const text = (purpose: string, version: number): ConsentText => ({
  id: `${purpose} ${version}`,
  purpose,
  version,
  language: 'en',
  title: purpose,
  body: purpose,
  publishedAt: '2026-01-01T00:00:00Z',
  createdBy: null,
});
const consent = (more: Partial<PatientConsent>): PatientConsent => ({
  id: 'one',
  patientId: 'patient',
  purpose: 'care',
  textVersion: 1,
  textLanguage: 'en',
  method: 'care-team',
  givenAt: '2026-02-01T08:00:00Z',
  givenBy: 'patient',
  withdrawnAt: null,
  withdrawnBy: null,
  updatedAt: '2026-02-01T08:00:00Z',
  version: 1,
  ...more,
});

it('asks about the newest text of a purpose', () => {
  expect(
    inForce([text('care', 1), text('care', 10), text('care', 2), text('research', 11)], 'care')?.version,
  ).toBe(10);
  expect(inForce([], 'care')).toBeNull();
});

describe('how a purpose stands', () => {
  const states = (consents: PatientConsent[]) => statesOf([text('care', 2)], consents);
  const care = (...consents: PatientConsent[]) => states(consents)[0];

  it('is told of every purpose, asked or not', () => {
    expect(states([]).map(({ purpose }) => purpose)).toEqual([...PURPOSES]);
    expect(care()).toMatchObject({ given: null, before: null, isOlder: false });
  });

  it('is given while one consent was not withdrawn', () => {
    expect(care(consent({ textVersion: 2 }))).toMatchObject({ isOlder: false, before: null });
    expect(care(consent({ textVersion: 1 }))?.isOlder).toBe(true);
    expect(care(consent({ purpose: 'research' }))?.given).toBeNull();
  });

  it('remembers the last one that was withdrawn', () => {
    const [newer, older] = ['2026-02-03T00:00:00Z', '2026-01-03T00:00:00Z'];
    const state = care(consent({ id: 'two', withdrawnAt: newer }), consent({ withdrawnAt: older }));
    expect(state).toMatchObject({ given: null, before: { id: 'two' } });
  });
});

it('says since when and how', () => {
  expect(sinceText({ given: consent({}), before: null })).toMatch(
    /^You agreed on .* by taking a provider into your care team \(version 1\)\.$/,
  );
  expect(sinceText({ given: null, before: consent({ withdrawnAt: '2026-02-03T00:00:00Z' }) })).toMatch(
    /^You withdrew on /,
  );
  expect(sinceText({ given: null, before: null })).toBe('You have not agreed to this.');
});
