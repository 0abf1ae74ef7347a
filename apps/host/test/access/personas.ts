import {
  anonymousContext,
  type Caller,
  delegateContext,
  requestContext,
  type RequestContext,
  systemContext,
} from '@carenode/module-kit';

import { PEOPLE, personId, type PersonName } from './people.js';

/** Somebody who asks the database for something, in one way of asking. */
export interface Persona {
  readonly name: string;
  readonly caller: Caller;
  readonly ctx: RequestContext;
  /**
   * `none`: with scopes for every table but the one that is asked about; `read`: by a key for reading; `all`: by a key
   * for everything. Absent: in person.
   */
  readonly token?: 'none' | 'read' | 'all';
}

const NAMES = Object.keys(PEOPLE) as PersonName[];

const inPerson = (name: PersonName): RequestContext =>
  requestContext({
    subject: personId(name),
    userType: PEOPLE[name],
    actor: { kind: 'session', id: personId(name) },
  });

const SCOPES = { none: [], read: ['user/*.rs'], all: ['user/*.cruds'] };

function byToken(name: PersonName, token: keyof typeof SCOPES): Persona {
  const ctx = requestContext({
    subject: personId(name),
    userType: PEOPLE[name],
    // As if a session had scopes: what is only for people in person must not be all that refuses a token.
    actor: { kind: token === 'none' ? 'session' : 'api-key', id: personId(name) },
    scopes: SCOPES[token],
  });
  return { name: `${name}/${token}`, caller: PEOPLE[name], ctx, token };
}

const withoutScopes = (ctx: RequestContext): RequestContext => Object.freeze({ ...ctx, scopes: [] });
const system = systemContext('walk the access matrix');
const anonymous = anonymousContext();

/** Gus in the place of a patient: `gus-for-kid` has an active delegation, `gus-for-bob` one that has ended. */
const delegate = (patient: PersonName): Persona => ({
  name: `gus-for-${patient}`,
  caller: 'patient',
  ctx: delegateContext(inPerson('gus'), personId(patient)),
});

/** What a person may do, tokens may at most. */
const TOKENS = [
  ...NAMES.map((name) => byToken(name, 'none')),
  ...(['ann', 'carol', 'gina', 'ada', 'abe', 'petra', 'dev'] as const).flatMap((name) => [
    byToken(name, 'read'),
    byToken(name, 'all'),
  ]),
];

export const DELEGATES: readonly Persona[] = [delegate('kid')];
/** Who claims to act for a patient without a delegation. */
export const IMPOSTORS: readonly Persona[] = [
  delegate('bob'),
  delegate('wes'),
  delegate('ann'),
  delegate('gus'),
];

export const PERSONAS: readonly Persona[] = [
  ...NAMES.map((name) => ({
    name,
    caller: PEOPLE[name],
    ctx: inPerson(name),
  })),
  ...DELEGATES,
  ...TOKENS,
  { name: 'anonymous', caller: 'anonymous', ctx: anonymous },
  { name: 'anonymous/none', caller: 'anonymous', ctx: withoutScopes(anonymous), token: 'none' },
  { name: 'system', caller: 'system', ctx: system },
  { name: 'system/none', caller: 'system', ctx: withoutScopes(system), token: 'none' },
];

/** One plain persona per caller, for what depends on nothing but the role. */
export const PLAIN: Readonly<Record<Caller, string>> = {
  admin: 'ada',
  provider: 'otto',
  patient: 'bob',
  'research-partner': 'paul',
  developer: 'dev',
  anonymous: 'anonymous',
  system: 'system',
};
