import type { CareTeamMember } from './care-team.queries.js';
import { badgeOf, stateOf, timeText } from './care-team.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const member = (more: Partial<CareTeamMember>) => ({
  status: 'active',
  awaiting: null,
  startsAt: '2026-01-01T00:00:00Z',
  endsAt: null,
  ...more,
});

describe('a place in a care team', () => {
  it.each<[string, Partial<CareTeamMember>]>([
    ['active', {}],
    ['over', { endsAt: '2026-02-01T00:00:00Z' }],
    ['over', { status: 'ended' }],
    ['over', { status: 'declined' }],
    ['coming', { startsAt: '2026-04-01T00:00:00Z' }],
    ['waits-for-me', { status: 'invited', awaiting: 'patient' }],
    ['waits-for-other', { status: 'invited', awaiting: 'provider' }],
  ])('is %s for the patient', (state, more) => {
    expect(stateOf(member(more), 'patient', NOW)).toBe(state);
  });

  it('waits for the side that was invited', () => {
    const invited = member({ status: 'invited', awaiting: 'provider' });
    expect(stateOf(invited, 'provider', NOW)).toBe('waits-for-me');
    expect(badgeOf(invited, 'patient', NOW).label).toBe('Not answered yet');
  });

  it('says how it ended', () => {
    expect(badgeOf(member({ status: 'declined' }), 'patient', NOW).label).toBe('Declined');
    expect(badgeOf(member({ endsAt: '2026-02-01T00:00:00Z' }), 'patient', NOW).label).toBe('Over');
  });

  it('says from when until when', () => {
    expect(timeText(member({ endsAt: '2026-05-01T00:00:00Z' }))).toBe('From 1 Jan 2026 until 1 May 2026');
    expect(timeText(member({ status: 'invited' }))).toBe('Invited');
  });
});
