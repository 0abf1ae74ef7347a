import {
  actorText,
  doneText,
  isByItself,
  isEmergency,
  tableText,
  type ToldEvent,
  whoText,
  whyText,
} from './access.rules.js';

const event = (more: Partial<ToldEvent>): ToldEvent => ({
  kind: 'read',
  table: 'measurements',
  rowCount: 1,
  changed: null,
  why: 'care-team',
  ...more,
});
const ID = '018f2b7e-0000-7000-8000-000000000001';

describe('what was done, in words', () => {
  it.each<[string, Partial<ToldEvent>]>([
    ['Looked at measurements', {}],
    ['Looked at measurements (12 rows)', { rowCount: 12 }],
    ['Added to conditions', { kind: 'insert', table: 'patient_conditions' }],
    ['Changed personal details: first name', { kind: 'update', table: 'profiles', changed: ['first_name'] }],
    ['Deleted from some new table', { kind: 'delete', table: 'some_new_table' }],
    ['Opened the record in an emergency', { kind: 'break-glass', table: null, rowCount: 0 }],
    ['Something nobody knows yet', { kind: 'something-nobody-knows-yet', table: null }],
  ])('is %s', (words, more) => {
    expect(doneText(event(more))).toBe(words);
  });
});

describe('why it was allowed, in words', () => {
  it.each([
    ['as a member of the care team', 'care-team'],
    ['emergency access', `break-glass ${ID}`],
    ['as a member of the team of a trial', `trial ${ID}`],
    ['acting for the patient', 'delegation'],
    ['rights as provider', 'rights as provider'],
    [null, null],
  ])('is %s', (words, why) => {
    expect(whyText({ kind: 'read', why })).toBe(words);
  });

  it('marks emergencies, the access itself and what was read by it', () => {
    expect(isEmergency({ kind: 'break-glass', why: null })).toBe(true);
    expect(isEmergency({ kind: 'read', why: `break-glass ${ID}` })).toBe(true);
    expect(isEmergency({ kind: 'read', why: 'care-team' })).toBe(false);
  });
});

describe('who did it', () => {
  it('tells background work apart from people, and from acts that matter', () => {
    expect(isByItself({ who: null, kind: 'insert' })).toBe(true);
    expect(isByItself({ who: {}, kind: 'insert' })).toBe(false);
    expect(isByItself({ who: null, kind: 'erasure' })).toBe(false);
  });

  it('is a name, what they are where the name is not known, or the instance', () => {
    expect(whoText({ name: 'Paula Provider', userType: 'provider' })).toBe('Paula Provider');
    expect(whoText({ name: null, userType: 'admin' })).toBe('Somebody (Administrator)');
    expect(whoText(null)).toBe('The instance itself');
  });

  it('tells when it was not a person at a browser', () => {
    expect(actorText('session')).toBeNull();
    expect(actorText(null)).toBeNull();
    expect(actorText('api-key')).toBe('by a program with an API key');
    expect(actorText(`delegate:${ID}`)).toBe('acting for the patient');
  });

  it('names what a table holds', () => {
    expect(tableText('patient_treatments')).toBe('treatments');
    expect(tableText('wearable_files')).toBe('wearable files');
  });
});
