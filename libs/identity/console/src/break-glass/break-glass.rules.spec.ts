import {
  badgeOf,
  byUrgency,
  dueText,
  leftText,
  minutesLeft,
  openText,
  patientIdIn,
} from './break-glass.rules.js';

const ID = '018f2b7e-0000-7000-8000-000000000001';
const NOW = new Date('2026-03-01T12:00:00Z');
const grant = {
  state: 'open',
  grantedAt: '2026-03-01T11:30:00Z',
  expiresAt: '2026-03-01T12:30:00Z',
  endedAt: null,
  verdict: null,
  reviewDueAt: '2026-03-04T11:30:00Z',
};

describe('an emergency access', () => {
  it.each([
    ['Open now', 'open', null],
    ['Not reviewed yet', 'unreviewed', null],
    ['Review overdue', 'overdue', null],
    ['Justified', 'reviewed', 'justified'],
    ['Not justified', 'reviewed', 'unjustified'],
  ])('is %s', (label, state, verdict) => {
    expect(badgeOf({ state, verdict }).label).toBe(label);
  });

  it('says how long it is still open', () => {
    expect(leftText(minutesLeft(grant, NOW))).toBe('30 minutes left');
    expect(minutesLeft(grant, new Date('2026-03-01T12:29:59Z'))).toBe(1);
    expect(minutesLeft(grant, new Date('2026-03-01T13:00:00Z'))).toBe(0);
    expect(minutesLeft({ ...grant, state: 'unreviewed' }, NOW)).toBe(0);
  });

  it('says when it ended, which may be before its time', () => {
    expect(openText(grant)).toMatch(/ at the latest$/);
    const ended = { ...grant, state: 'unreviewed', endedAt: '2026-03-01T11:31:00Z' };
    expect(openText(ended)).not.toMatch(/latest/);
    expect(openText(ended)).not.toBe(openText({ ...ended, endedAt: null }));
  });

  it('has to be reviewed, and says when that is late', () => {
    expect(dueText(grant, NOW)).toMatch(/^due by/);
    expect(dueText({ ...grant, reviewDueAt: '2026-02-01T00:00:00Z' }, NOW)).toMatch(/^was due by/);
    expect(dueText({ ...grant, verdict: 'justified' }, NOW)).toBeNull();
  });
});

it('finds the id of a patient in what was pasted', () => {
  expect(patientIdIn(ID)).toBe(ID);
  expect(patientIdIn(` https://health.example.org/patients/${ID.toUpperCase()}/conditions `)).toBe(ID);
  expect(patientIdIn('Cammy')).toBeNull();
});

it('puts first what has to be done first, and keeps the order among equals', () => {
  const grants = [
    { id: 1, state: 'reviewed' },
    { id: 2, state: 'open' },
    { id: 3, state: 'unreviewed' },
    { id: 4, state: 'overdue' },
    { id: 5, state: 'overdue' },
  ];
  expect(byUrgency(grants).map(({ id }) => id)).toEqual([4, 5, 3, 2, 1]);
});
