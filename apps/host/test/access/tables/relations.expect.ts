import type { Row, TableExpectation } from '../expectation.js';
import { PEOPLE, person, type PersonName, rowOf } from '../people.js';
import { everyPerson } from './identity.expect.js';

const TOLD = ['ann', 'bob', 'kid', 'carol', 'ada', 'petra', 'dev'] as const;
const ownNotice = { ...Object.fromEntries(TOLD.map((name) => [name, name])), 'gus-for-kid': 'kid' };

export const notifications: TableExpectation = {
  columns: 'id profile_id kind body created_at read_at updated_at version',
  rows: Object.fromEntries(
    TOLD.map((name) => [
      name,
      { id: rowOf('notifications', name), profile_id: person(name), kind: `'break-glass'` },
    ]),
  ),
  may: { select: everyPerson('*'), update: everyPerson('read_at') },
  see: ownNotice,
  change: ownNotice,
};

const change = (profile: PersonName, by: PersonName, status: 'applied' | 'requested'): Row => ({
  id: rowOf('user_type_changes', `${profile}-${status}`),
  profile_id: person(profile),
  from_type: profile === 'dev' ? `'patient'` : `'developer'`,
  to_type: `'${PEOPLE[profile]}'`,
  reason: `'as agreed'`,
  status: `'${status}'`,
  requested_by: person(by),
  ...(status === 'applied' ? { decided_at: 'now()', applied_tx: `'1'` } : {}),
});
const CHANGED = ['ann', 'otto', 'petra', 'dev'] as const;
const everyChange = [
  ...CHANGED.flatMap((name) => [`${name}-applied`, `${name}-requested`]),
  'abe-applied',
].join(' ');

/** What is asked for about somebody is nothing to them before it is decided. */
export const userTypeChanges: TableExpectation = {
  columns:
    'id profile_id from_type to_type reason status requested_by requested_at approved_by refused_by decided_at ' +
    'decision_note applied_tx updated_at version',
  rows: Object.fromEntries([
    ...CHANGED.flatMap((name) => [
      [`${name}-applied`, change(name, 'ada', 'applied')],
      [`${name}-requested`, change(name, 'ada', 'requested')],
    ]),
    ['abe-applied', change('abe', 'ada', 'applied')],
  ]) as Record<string, Row>,
  may: { select: everyPerson('*') },
  see: {
    admin: everyChange,
    ann: 'ann-applied',
    otto: 'otto-applied',
    petra: 'petra-applied',
    dev: 'dev-applied',
  },
};

const legacyType = (name: string, more: Row): Row => ({
  name: `'${name}'`,
  user_type: `'provider'`,
  approved_difference: `repeat('a', 64)`,
  people: '2',
  reason: `'licences were seen'`,
  requested_by: person('ada'),
  ...more,
});

/** What an adopted system called people is for admins; how it was approved, too. */
export const legacyUserTypes: TableExpectation = {
  columns:
    'name user_type status approved_difference people reason requested_by requested_at approved_by approved_at ' +
    'updated_at version',
  key: 'name',
  rows: {
    doctor: legacyType('doctor', { status: `'approved'`, approved_by: person('abe'), approved_at: 'now()' }),
    nurse: legacyType('nurse', { status: `'requested'` }),
  },
  may: { select: { admin: '*' } },
  see: { admin: 'doctor nurse' },
};

const grant = (patient: PersonName, by: PersonName, more: Row): Row => ({
  id: rowOf('break_glass_grants', `${patient}-${by}`),
  patient_id: person(patient),
  profile_id: person(by),
  user_type: `'${PEOPLE[by]}'`,
  reason: `'unconscious, alone'`,
  granted_at: `now() - interval '10 minutes'`,
  expires_at: `now() + interval '40 minutes'`,
  review_due_at: `now() + interval '71 hours 50 minutes'`,
  ...more,
});
const over = (granted: string, more: Row = {}): Row => ({
  granted_at: `now() - interval '${granted}'`,
  expires_at: `now() - interval '${granted}' + interval '1 hour'`,
  review_due_at: `now() - interval '${granted}' + interval '72 hours'`,
  ...more,
});
const reviewed: Row = { reviewed_by: person('ada'), reviewed_at: 'now()', verdict: `'justified'` };
const everyGrant = 'ann-gina ann-abe ann-hank ann-ivy bob-ivy ann-jack bob-gina dev-hank petra-hank';

export const breakGlassGrants: TableExpectation = {
  columns:
    'id patient_id profile_id user_type reason granted_at expires_at ended_at review_due_at reviewed_by reviewed_at ' +
    'verdict review_note lifted_by lifted_at lift_reason updated_at version',
  rows: {
    'ann-gina': grant('ann', 'gina', {}),
    'ann-abe': grant('ann', 'abe', {}),
    'ann-hank': grant('ann', 'hank', over('2 hours')),
    'ann-ivy': grant('ann', 'ivy', {}),
    // Nobody reviewed it in time.
    'bob-ivy': grant('bob', 'ivy', over('4 days')),
    'ann-jack': grant('ann', 'jack', { ended_at: `now() - interval '1 minute'` }),
    'bob-gina': grant('bob', 'gina', over('9 days', reviewed)),
    // They were patients then.
    'dev-hank': grant('dev', 'hank', over('9 days', reviewed)),
    'petra-hank': grant('petra', 'hank', over('9 days', reviewed)),
  },
  may: { select: everyPerson('*') },
  edit: `reason = reason || '!'`,
  see: {
    admin: everyGrant,
    gina: 'ann-gina bob-gina',
    hank: 'ann-hank dev-hank petra-hank',
    ivy: 'ann-ivy bob-ivy',
    jack: 'ann-jack',
    ann: 'ann-gina ann-abe ann-hank ann-ivy ann-jack',
    bob: 'bob-ivy bob-gina',
    dev: 'dev-hank',
    petra: 'petra-hank',
  },
};

const delegation = (guardian: PersonName, patient: PersonName, status: string, more: Row = {}): Row => ({
  id: rowOf('delegations', `${guardian}-${patient}`),
  guardian_id: person(guardian),
  patient_id: person(patient),
  relation: `'parent'`,
  starts_at: `now() - interval '9 days'`,
  status: `'${status}'`,
  proposed_by: person('ada'),
  ...(status === 'active' ? { accepted_at: 'now()' } : {}),
  ...more,
});
const everyDelegation = 'gus-kid gus-bob gus-wes otto-kid petra-kid dev-kid';
const ofKid = 'gus-kid otto-kid petra-kid dev-kid';

export const delegations: TableExpectation = {
  columns:
    'id guardian_id patient_id relation starts_at ends_at status proposed_by accepted_at ended_by created_at updated_at version',
  rows: {
    'gus-kid': delegation('gus', 'kid', 'active'),
    // Nobody has set the status of this one since its time was over.
    'gus-bob': delegation('gus', 'bob', 'active', { ends_at: `now() - interval '1 minute'` }),
    'gus-wes': delegation('gus', 'wes', 'proposed'),
    'otto-kid': delegation('otto', 'kid', 'proposed'),
    // They were patients then.
    'petra-kid': delegation('petra', 'kid', 'ended'),
    'dev-kid': delegation('dev', 'kid', 'ended'),
  },
  may: { select: everyPerson('*') },
  see: {
    admin: everyDelegation,
    gus: 'gus-kid gus-bob gus-wes',
    kid: ofKid,
    'gus-for-kid': ofKid,
    bob: 'gus-bob',
    wes: 'gus-wes',
    otto: 'otto-kid',
    petra: 'petra-kid',
    dev: 'dev-kid',
  },
};
