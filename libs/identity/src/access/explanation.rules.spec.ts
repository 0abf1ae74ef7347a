import { describe, expect, it } from '@jest/globals';

import { explanationOf, type Facts, whyInactive } from './explanation.rules.js';
import { relationFactors } from './relation.rules.js';

const now = new Date('2026-05-01T12:00:00Z');

const facts = (more: Partial<Facts> = {}): Facts => ({
  user: { id: 'u', userType: 'provider', email: 'ann@example.org' },
  closedAt: null,
  table: 'measurements',
  verb: 'select',
  row: 'r',
  about: 'u',
  module: { name: 'records', required: true, installed: true, active: true, activation: null },
  scopes: null,
  scopeAllows: true,
  wantedScopes: ['measurements.r', 'measurements.s'],
  columns: null,
  policies: [{ policy: 'provider_select', verb: 'select', permissive: true, part: 'using', holds: true }],
  words: { select: { rows: 'rows in care', writes: null } },
  relations: [],
  outcome: { kind: 'rows', count: 1 },
  now,
  ...more,
});

describe('an explanation', () => {
  it('answers what PostgreSQL answered, even where the policies by themselves say otherwise', () => {
    expect(explanationOf(facts()).allowed).toBe(true);
    expect(explanationOf(facts({ outcome: { kind: 'rows', count: 0 } }))).toMatchObject({
      allowed: false,
      verdict:
        'The provider ann@example.org may not read this row of measurements. No policy lets them, as the row and their relations are now.',
    });
  });

  it('lets nobody with a closed account or a module that is not installed', () => {
    expect(explanationOf(facts({ closedAt: now }))).toMatchObject({ allowed: false });
    const module = { ...facts().module, installed: false };
    const { allowed, verdict, factors } = explanationOf(facts({ module }));
    expect(allowed).toBe(false);
    expect(verdict).toContain('Module records is not installed');
    expect(factors.map(({ factor }) => factor)).toEqual(['account', 'module']);
  });

  it.each([
    [
      'grant',
      facts({ columns: [], outcome: { kind: 'refused', by: 'grant', code: '42501' } }),
      'may not read any',
    ],
    [
      'scopes',
      facts({ scopes: [], scopeAllows: false, outcome: { kind: 'rows', count: 0 } }),
      'do not cover',
    ],
    [
      'a rule of the table',
      facts({ verb: 'delete', outcome: { kind: 'refused', by: 'guard', code: 'kept' } }),
      'A rule of the table itself refuses it (kept).',
    ],
  ])('names %s as the reason', (_, given, reason) => {
    expect(explanationOf(given)).toMatchObject({ allowed: false, verdict: expect.stringContaining(reason) });
  });

  it('counts the rows of a whole table, or says that they are too many', () => {
    const whole = facts({ row: null, about: null, outcome: { kind: 'rows', count: 2 } });
    expect(explanationOf(whole)).toMatchObject({ allowed: true, rows: 2 });
    expect(explanationOf(whole).verdict).toContain(': 2 rows at this moment.');
    const many = explanationOf({ ...whole, outcome: { kind: 'rows', count: null } });
    expect(many).toMatchObject({ allowed: true, rows: null });
    expect(many.verdict).toContain('too many to count');
  });

  it('lets an insert of such a row by one opening policy and every restrictive one', () => {
    const check = { verb: 'insert', part: 'check' } as const;
    const opening = { ...check, policy: 'a', permissive: true, holds: true };
    const insert = (...policies: Facts['policies']) =>
      explanationOf(facts({ verb: 'insert', outcome: { kind: 'untried' }, policies })).allowed;
    expect(insert(opening)).toBe(true);
    expect(insert({ ...opening, holds: false }, { ...opening, policy: 'b' })).toBe(true);
    expect(insert({ ...opening, holds: false })).toBe(false);
    expect(insert()).toBe(false);
    expect(insert(opening, { ...check, policy: 'gate_insert', permissive: false, holds: false })).toBe(false);
  });

  it('shows policies that nobody declared, and hides gates, which stand under module and scopes', () => {
    const policy = { verb: 'select', part: 'using', holds: true } as const;
    const { factors } = explanationOf(
      facts({
        words: {},
        policies: [
          { ...policy, policy: 'extra', permissive: true },
          { ...policy, policy: 'gate_select', permissive: false },
        ],
      }),
    );
    expect(factors.filter(({ factor }) => factor === 'policy').map(({ says }) => says)).toEqual([
      'Policy extra, which nobody declared, is true for this row.',
    ]);
  });

  it('says nothing about relations to oneself', () => {
    const factors = (about: string) => explanationOf(facts({ about })).factors.map(({ factor }) => factor);
    expect(factors('u')).not.toContain('care-team');
    expect(factors('somebody')).toEqual(
      expect.arrayContaining(['care-team', 'consent', 'trial', 'break-glass']),
    );
  });
});

describe('why a module is not active', () => {
  const on = { isActive: true, from: null, until: null, audience: null };
  it.each([
    [null, 'it was never switched on'],
    [{ ...on, isActive: false }, 'it is switched off'],
    [{ ...on, from: new Date('2026-06-01Z') }, 'it begins on 2026-06-01 00:00 UTC'],
    [{ ...on, until: now }, 'it ended on 2026-05-01 12:00 UTC'],
    [on, 'a module that it requires is not active'],
  ])('%j: %s', (activation, why) => {
    expect(whyInactive(activation, now)).toBe(why);
  });

  it('names nobody of an audience', () => {
    const why = whyInactive({ ...on, audience: { profiles: ['somebody'], userTypes: ['patient'] } }, now);
    expect(why).not.toContain('somebody');
    expect(why).toContain('{"userTypes":["patient"],"profiles":"1 named"}');
  });
});

describe('relations', () => {
  const says = (userType: 'admin' | 'patient' | 'developer') =>
    relationFactors(userType, 'measurements', [], now).map(({ factor }) => factor);

  it('are told only of those who could have them', () => {
    expect(says('admin')).toEqual(['break-glass']);
    expect(says('patient')).toEqual(['delegation']);
    expect(says('developer')).toEqual([]);
  });

  it('hold for a trial that asks for the table, and not for another', () => {
    const trial = {
      trial: 't',
      team: 'active',
      status: 'active',
      ends: null,
      enrollment: 'enrolled',
      holds: true,
    };
    const holds = (needed: boolean) =>
      relationFactors(
        'provider',
        'measurements',
        [{ relation: 'trial', facts: { ...trial, needed } }],
        now,
      ).find(({ factor }) => factor === 'trial')?.holds;
    expect([holds(true), holds(false)]).toEqual([true, false]);
  });
});
