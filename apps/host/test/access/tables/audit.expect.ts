import type { Row, TableExpectation } from '../expectation.js';
import { person, type PersonName } from '../people.js';

const ABOUT = { 'about-ann': 'ann', 'about-bob': 'bob', 'about-kid': 'kid', 'about-nobody': null } as const;
const labels = Object.keys(ABOUT);
const rowsOf = (more: Row): Record<string, Row> =>
  Object.fromEntries(
    Object.entries(ABOUT).map(([label, about], index) => [
      label,
      { seq: String(9_000_000_000 + index), patient_id: of(about), ...more },
    ]),
  );
const of = (about: PersonName | null): string => (about ? person(about) : 'null');
const aboutOneself = { ann: 'about-ann', bob: 'about-bob', kid: 'about-kid', 'gus-for-kid': 'about-kid' };
const all = labels.join(' ');

/** Everybody reads who looked at their own record; admins read that something was done, but not what was in it. */
export const auditEvents: TableExpectation = {
  columns:
    'seq at tx kind table_name row_id patient_id subject user_type actor purpose request_id why row_count changed digest',
  key: 'seq',
  rows: rowsOf({ kind: `'read'` }),
  may: {
    select: {
      admin: '*',
      patient:
        'seq at kind table_name row_id patient_id subject user_type actor purpose why row_count changed',
      system: '*',
    },
  },
  see: { ...aboutOneself, admin: all, system: all },
};

export const auditChanges: TableExpectation = {
  columns: 'seq at patient_id salt old new',
  key: 'seq',
  rows: rowsOf({ salt: `'salt'` }),
  may: { select: { admin: '*', patient: '*', system: '*' } },
  see: { ...aboutOneself, admin: 'about-nobody', system: all },
};

/** Sealed by background work; nobody changes a seal. */
export const auditSeals: TableExpectation = {
  columns:
    'number tx_from tx_to seq_after seq_to event_count first_at last_at digest fingerprints previous_mac mac sealed_at',
  key: 'number',
  rows: {
    one: {
      number: '1',
      tx_from: `'1'`,
      tx_to: `'2'`,
      seq_after: '0',
      seq_to: '1',
      event_count: '1',
      first_at: 'now()',
      last_at: 'now()',
      digest: `'x'`,
      fingerprints: `'x'`,
      mac: `'x'`,
    },
  },
  may: { select: { admin: '*', system: '*' }, insert: { system: '*' } },
  see: { admin: 'one', system: 'one' },
  add: { system: 'one' },
};
