import type { TableExpectation } from '../expectation.js';
import { PEOPLE, person, type PersonName } from '../people.js';

const names = Object.keys(PEOPLE) as PersonName[];
/** Everybody's row bears their own name. */
const ownRow = Object.fromEntries(names.map((name) => [name, name]));
const ownRowOfOthersThanAdmins = Object.fromEntries(
  names.filter((name) => PEOPLE[name] !== 'admin').map((name) => [name, name]),
);
const all = names.join(' ');

const profileColumns =
  'id user_type email first_name last_name date_of_birth gender time_zone created_at updated_at version deleted_at legacy_user_type legacy_user_type_at';
const ownDetails = 'first_name last_name date_of_birth gender time_zone';

export const profiles: TableExpectation = {
  columns: profileColumns,
  rows: Object.fromEntries(
    names.map((name) => [
      name,
      {
        id: person(name),
        user_type: `'${PEOPLE[name]}'`,
        email: `'${name}@example.org'`,
        first_name: `'${name}'`,
      },
    ]),
  ),
  may: {
    select: { admin: '*', provider: '*', patient: '*', 'research-partner': '*', developer: '*', system: '*' },
    insert: { system: '*' },
    update: {
      admin: ownDetails,
      provider: ownDetails,
      patient: ownDetails,
      'research-partner': ownDetails,
      developer: ownDetails,
      system: `email ${ownDetails} deleted_at`,
    },
  },
  see: {
    ...ownRowOfOthersThanAdmins,
    admin: all,
    system: all,
    ann: 'ann carol erin finn',
    wes: 'wes carol',
    'gus-for-kid': 'kid',
    carol: 'carol ann',
    ...openedByBreakGlass('gina', 'gina ann', 'gina'),
  },
  change: { ...ownRow, 'gus-for-kid': 'kid', system: all },
  add: { system: all },
};

export const profileIdentifiers: TableExpectation = {
  columns: 'system value profile_id created_at',
  key: 'value',
  rows: {
    ann: { system: `'urn:clinic'`, value: `'A1'`, profile_id: person('ann') },
    bob: { system: `'urn:clinic'`, value: `'B1'`, profile_id: person('bob') },
    wes: { system: `'urn:clinic'`, value: `'W1'`, profile_id: person('wes') },
    kid: { system: `'urn:clinic'`, value: `'K1'`, profile_id: person('kid') },
    dev: { system: `'urn:clinic'`, value: `'D1'`, profile_id: person('dev') },
    petra: { system: `'urn:clinic'`, value: `'P1'`, profile_id: person('petra') },
  },
  may: {
    select: { admin: '*', provider: '*', patient: '*', 'research-partner': '*', developer: '*', system: '*' },
  },
  see: {
    admin: 'ann bob wes kid dev petra',
    system: 'ann bob wes kid dev petra',
    ann: 'ann',
    bob: 'bob',
    wes: 'wes',
    kid: 'kid',
    dev: 'dev',
    petra: 'petra',
    'gus-for-kid': 'kid',
    carol: 'ann',
    ...openedByBreakGlass('gina', 'ann', ''),
  },
};

/** The hash of a password that nobody knows. */
const NOBODYS = `'$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzYWx0$${'A'.repeat(43)}'`;

export const credentials: TableExpectation = {
  columns: 'profile_id password_hash changed_at',
  key: 'profile_id',
  rows: {
    ann: { profile_id: person('ann'), password_hash: NOBODYS },
    ada: { profile_id: person('ada'), password_hash: NOBODYS },
  },
  may: { select: { system: '*' }, insert: { system: '*' }, update: { system: 'password_hash changed_at' } },
  see: { system: 'ann ada' },
  change: { system: 'ann ada' },
  add: { system: 'ann ada' },
};

const token = (name: string) => `sha256('${name}')`;

export const sessions: TableExpectation = {
  columns: 'id profile_id token_hash created_at last_seen_at expires_at user_agent',
  rows: Object.fromEntries(
    names.map((name) => [
      name,
      {
        profile_id: person(name),
        token_hash: token(`session of ${name}`),
        expires_at: `now() + interval '1 day'`,
      },
    ]),
  ),
  may: {
    select: {
      ...everyPerson('id profile_id created_at last_seen_at expires_at user_agent'),
      system: '*',
    },
    insert: { system: '*' },
    update: { system: 'last_seen_at' },
    delete: 'admin provider patient research-partner developer system',
  },
  see: { ...ownRow, system: all },
  change: { system: all },
  remove: { ...ownRow, system: all },
  add: { system: all },
  inPerson: true,
};

export const signInFailures: TableExpectation = {
  columns: 'key failures window_ends_at',
  key: 'key',
  rows: { somebody: { key: token('somebody'), failures: '1', window_ends_at: `now() + interval '1 hour'` } },
  may: { select: { system: '*' }, insert: { system: '*' }, update: { system: '*' }, delete: 'system' },
  see: { system: 'somebody' },
  change: { system: 'somebody' },
  remove: { system: 'somebody' },
  add: { system: 'somebody' },
};

const invitation = (by: PersonName, userType: string, more: Record<string, string> = {}) => ({
  email: `'new@example.org'`,
  user_type: `'${userType}'`,
  token_hash: token(`invitation by ${by} ${userType} ${Object.keys(more).join('')}`),
  invited_by: person(by),
  expires_at: `now() + interval '7 days'`,
  ...more,
});
const invitationShown =
  'id email user_type invited_by created_at expires_at accepted_at revoked_at updated_at version';
const invitationMade = 'id email user_type token_hash invited_by expires_at';

export const invitations: TableExpectation = {
  columns:
    'id email user_type token_hash invited_by created_at expires_at accepted_at revoked_at updated_at version',
  rows: {
    'by-ada': invitation('ada', 'provider'),
    'by-carol': invitation('carol', 'patient'),
    'by-carol-accepted': invitation('carol', 'patient', { accepted_at: 'now()' }),
    'by-carol-of-provider': invitation('carol', 'provider'),
    'by-otto': invitation('otto', 'patient'),
  },
  may: {
    select: { admin: invitationShown, provider: invitationShown, system: '*' },
    insert: { admin: invitationMade, provider: invitationMade },
    update: { admin: 'revoked_at', provider: 'revoked_at', system: 'accepted_at' },
  },
  set: { admin: 'revoked_at = now()', provider: 'revoked_at = now()', system: 'accepted_at = now()' },
  tamper: { admin: ['revoked_at = null'], provider: ['revoked_at = null'] },
  see: {
    admin: 'by-ada by-carol by-carol-accepted by-carol-of-provider by-otto',
    system: 'by-ada by-carol by-carol-accepted by-carol-of-provider by-otto',
    carol: 'by-carol by-carol-accepted by-carol-of-provider',
    otto: 'by-otto',
  },
  change: {
    admin: 'by-ada by-carol by-carol-of-provider by-otto',
    system: 'by-ada by-carol by-carol-accepted by-carol-of-provider by-otto',
    carol: 'by-carol by-carol-of-provider',
    otto: 'by-otto',
  },
  add: { ada: 'by-ada', carol: 'by-carol by-carol-accepted', otto: 'by-otto' },
  inPerson: true,
};

const key = (by: PersonName, more: Record<string, string> = {}) => ({
  name: `'for a program'`,
  key: `encode(${token(`key of ${by} ${Object.keys(more).join('')}`)}, 'hex')`,
  key_prefix: `'cn_Abc123'`,
  scope: `array['user/*.rs']`,
  created_by: person(by),
  ...more,
});
const keyShown =
  'id name key_prefix scope created_at expires_at created_by last_used_at revoked_at updated_at version';
const keyMade = 'id name key key_prefix scope expires_at created_by';

export const apiKeys: TableExpectation = {
  columns:
    'id name key scope created_at expires_at created_by last_used_at key_prefix revoked_at updated_at version',
  rows: {
    ada: key('ada'),
    dev: key('dev'),
    'dev-revoked': key('dev', { revoked_at: 'now()' }),
    dana: key('dana'),
  },
  may: {
    select: { admin: keyShown, developer: keyShown, system: '*' },
    insert: { admin: keyMade, developer: keyMade, system: keyMade },
    update: { admin: 'revoked_at', developer: 'revoked_at', system: 'last_used_at revoked_at' },
  },
  set: { admin: 'revoked_at = now()', developer: 'revoked_at = now()' },
  tamper: { admin: ['revoked_at = null'], developer: ['revoked_at = null'] },
  see: {
    admin: 'ada dev dev-revoked dana',
    system: 'ada dev dev-revoked dana',
    dev: 'dev dev-revoked',
    dana: 'dana',
  },
  change: { admin: 'ada dev dana', dev: 'dev', dana: 'dana', system: 'ada dev dev-revoked dana' },
  add: { ada: 'ada', dev: 'dev dev-revoked', dana: 'dana', system: 'ada dev dev-revoked dana' },
  inPerson: true,
};

/** In person, that is: keys and apps open nothing by break-glass. */
export function openedByBreakGlass(name: 'gina' | 'abe', open: string, closed: string) {
  return { [name]: open, [`${name}/read`]: closed, [`${name}/all`]: closed };
}

export function everyPerson(columns: string) {
  return {
    admin: columns,
    provider: columns,
    patient: columns,
    'research-partner': columns,
    developer: columns,
  };
}
