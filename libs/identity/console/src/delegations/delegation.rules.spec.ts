import { actableFor, instantOfDay, stateOf } from './delegation.rules.js';
import type { Delegation } from './delegations.queries.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const delegation = (more: Partial<Delegation>): Delegation => ({
  id: 'one',
  guardianId: 'mother',
  patientId: 'child',
  relation: 'parent',
  startsAt: '2026-01-01T00:00:00Z',
  endsAt: null,
  status: 'active',
  proposedBy: 'admin',
  acceptedAt: null,
  endedBy: null,
  createdAt: '2026-01-01T00:00:00Z',
  version: 1,
  guardianName: 'Mia Mother',
  patientName: 'Carl Child',
  ...more,
});

describe('how a delegation stands', () => {
  it.each<[string, Partial<Delegation>]>([
    ['active', {}],
    ['active', { endsAt: '2026-03-02T00:00:00Z' }],
    ['coming', { startsAt: '2026-03-02T00:00:00Z' }],
    ['over', { endsAt: '2026-03-01T12:00:00Z' }],
    ['over', { status: 'ended' }],
    ['proposed', { status: 'proposed' }],
    ['over', { status: 'proposed', endsAt: '2026-02-01T00:00:00Z' }],
  ])('is %s', (state, more) => {
    expect(stateOf(delegation(more), NOW)).toBe(state);
  });
});

it('lets somebody act only for those whose guardian they are, now', () => {
  const all = [
    delegation({}),
    delegation({ patientId: 'mother', guardianId: 'grandmother' }),
    delegation({ patientId: 'grown-up', endsAt: '2026-02-01T00:00:00Z' }),
    delegation({ patientId: 'nameless', patientName: null }),
  ];
  expect(actableFor(all, 'mother', NOW)).toEqual([
    { id: 'child', name: 'Carl Child' },
    { id: 'nameless', name: 'a patient without a name' },
  ]);
});

it('makes an instant of a day, and nothing of what is none', () => {
  expect(new Date(instantOfDay('2030-05-04') ?? '').getDate()).toBe(4);
  expect(instantOfDay('')).toBeUndefined();
  expect(instantOfDay('2030-99-99')).toBeUndefined();
});
