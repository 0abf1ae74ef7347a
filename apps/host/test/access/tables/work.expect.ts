import type { Row, RowsByPersona, TableExpectation } from '../expectation.js';
import { PEOPLE, person, type PersonName, rowOf } from '../people.js';
import { everyPerson } from './identity.expect.js';

const ASKERS = ['ann', 'bob', 'carol', 'ada', 'petra', 'dev'] as const;
const job = (label: string, subject: PersonName | null, more: Row = {}): Row => ({
  id: rowOf('jobs', label),
  kind: `'test'`,
  subject: subject ? person(subject) : 'null',
  user_type: subject ? `'${PEOPLE[subject]}'` : `'system'`,
  actor: `'session:'`,
  about: 'null',
  ...more,
});
const done: Row = { status: `'done'`, finished_at: 'now()' };
const own: RowsByPersona = {
  ...Object.fromEntries(ASKERS.map((name) => [name, name])),
  ann: 'ann ann-done ann-about-bob',
  carol: 'carol carol-about-ann carol-about-bob',
};
const every = [
  ...ASKERS,
  'ann-done',
  'ann-about-bob',
  'carol-about-ann',
  'carol-about-bob',
  'instance',
  'instance-done',
];
const shown =
  'id kind subject about input status progress_done progress_total progress_note result problem attempts ' +
  'max_attempts run_at created_at started_at finished_at updated_at version';
const asked = 'id kind about input exclusive max_attempts run_at';

export const jobs: TableExpectation = {
  columns: `${shown} user_type scopes actor purpose exclusive lease_until worker`,
  rows: {
    ...Object.fromEntries(ASKERS.map((name) => [name, job(name, name)])),
    ann: job('ann', 'ann', {
      about: person('ann'),
      status: `'running'`,
      worker: `'a host'`,
      lease_until: `now() + interval '1 minute'`,
    }),
    bob: job('bob', 'bob', { about: person('bob') }),
    'ann-done': job('ann-done', 'ann', done),
    'ann-about-bob': job('ann-about-bob', 'ann', { about: person('bob') }),
    'carol-about-ann': job('carol-about-ann', 'carol', { about: person('ann') }),
    'carol-about-bob': job('carol-about-bob', 'carol', { about: person('bob') }),
    instance: job('instance', null),
    'instance-done': job('instance-done', null, done),
  },
  may: {
    select: { ...everyPerson(shown), system: '*' },
    insert: { admin: asked, provider: asked, patient: asked, 'research-partner': asked, system: asked },
    update: {
      ...everyPerson('status'),
      system:
        'status progress_done progress_total progress_note result problem attempts run_at lease_until worker started_at',
    },
    delete: 'system',
  },
  set: {
    admin: `status = 'cancelled'`,
    provider: `status = 'cancelled'`,
    patient: `status = 'cancelled'`,
    'research-partner': `status = 'cancelled'`,
    developer: `status = 'cancelled'`,
    system: 'attempts = 3',
  },
  tamper: everyTamper([`status = 'failed'`, `status = 'done'`]),
  see: { ...own, system: every.join(' ') },
  change: { ...own, ann: 'ann ann-about-bob', system: every.join(' ') },
  remove: { system: 'ann-done instance-done' },
  // In their own name always: who asks is the column's default. About others only in care.
  add: {
    admin: 'ada carol petra dev ann-done instance instance-done',
    'research-partner': 'ada carol petra dev ann-done instance instance-done',
    provider: 'ada carol petra dev ann-done instance instance-done',
    carol: 'ada carol petra dev ann-done carol-about-ann ann instance instance-done',
    patient: '',
    ann: 'ann carol-about-ann',
    bob: 'bob ann-about-bob carol-about-bob',
    system: every.join(' '),
  },
};

function everyTamper(assignments: readonly string[]) {
  return {
    admin: assignments,
    provider: assignments,
    patient: assignments,
    'research-partner': assignments,
    developer: assignments,
  };
}

const exported = (label: string, patient: PersonName, more: Row = {}): Row => ({
  id: rowOf('data_exports', label),
  patient_id: person(patient),
  job_id: rowOf('jobs', label),
  expires_at: `now() + interval '1 day'`,
  ...more,
});
const exportShown =
  'id patient_id job_id byte_count part_count sha256 created_at ready_at expires_at idempotency_key ' +
  'idempotency_fingerprint updated_at version';

export const dataExports: TableExpectation = {
  columns: exportShown,
  rows: {
    ann: exported('ann', 'ann'),
    'ann-over': exported('ann-over', 'ann', { expires_at: `now() - interval '1 day'` }),
    bob: exported('bob', 'bob'),
    kid: exported('kid', 'kid'),
  },
  may: {
    select: { patient: exportShown, system: '*' },
    insert: { patient: 'id patient_id job_id idempotency_key idempotency_fingerprint' },
    update: { system: 'byte_count part_count sha256 ready_at expires_at' },
  },
  set: { system: 'expires_at = now()' },
  see: { ann: 'ann ann-over', bob: 'bob', kid: 'kid', 'gus-for-kid': 'kid', system: 'ann ann-over bob kid' },
  change: { system: 'ann ann-over bob kid' },
  add: { ann: 'ann ann-over', bob: 'bob', kid: 'kid', 'gus-for-kid': 'kid' },
};

const part = (label: string, patient: PersonName): Row => ({
  export_id: rowOf('data_exports', label),
  patient_id: person(patient),
  number: '1',
  bytes: `'x'`,
});

export const dataExportParts: TableExpectation = {
  columns: 'export_id patient_id number bytes',
  key: 'export_id',
  rows: {
    ann: part('ann', 'ann'),
    'ann-over': part('ann-over', 'ann'),
    bob: part('bob', 'bob'),
    kid: part('kid', 'kid'),
  },
  may: {
    select: { patient: '*', system: 'export_id patient_id number' },
    insert: { patient: '*' },
    delete: 'system',
  },
  see: { ann: 'ann', bob: 'bob', kid: 'kid', 'gus-for-kid': 'kid', system: 'ann ann-over bob kid' },
  remove: { system: 'ann ann-over bob kid' },
  // Only the host that is making the file, while it does.
  add: { ann: 'ann' },
};

const erasure = (patient: PersonName): Row => ({
  id: rowOf('erasure_requests', patient),
  patient_id: person(patient),
  acknowledgement: `'I know'`,
  due_at: `now() + interval '1 day'`,
});

export const erasureRequests: TableExpectation = {
  columns:
    'id patient_id acknowledgement status due_at job_id withdrawn_at done_at erased created_at updated_at version',
  rows: { ann: erasure('ann'), bob: erasure('bob'), kid: erasure('kid') },
  may: { select: { admin: '*', patient: '*', system: '*' } },
  see: {
    admin: 'ann bob kid',
    ann: 'ann',
    bob: 'bob',
    kid: 'kid',
    'gus-for-kid': 'kid',
    system: 'ann bob kid',
  },
};
