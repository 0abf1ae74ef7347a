import { describe, expect, it } from '@jest/globals';
import { newId, USER_TYPES } from '@carenode/module-kit';

import { type Activation, bucketOf, isModuleActive, type Who } from './activation.rules.js';

const NOON = Date.UTC(2026, 2, 1, 12);
const HOUR = 3_600_000;
const PATIENT: Who = { userType: 'patient', subject: '0190b5f6-7c3b-7c3b-8c3b-0190b5f67c3b' };
const VISITOR: Who = { userType: 'anonymous', subject: null };
const WORKER: Who = { userType: 'system', subject: null };

function shop(values: Partial<Activation> = {}): Activation {
  return { module: 'shop', isActive: true, from: null, until: null, audience: null, requires: [], ...values };
}

function isOn(values: Partial<Activation>, who: Who = PATIENT, now = NOON): boolean {
  return isModuleActive(new Map([['shop', shop(values)]]), 'shop', who, now);
}

describe('a module', () => {
  it('is off without a row', () => {
    expect(isModuleActive(new Map(), 'shop', PATIENT, NOON)).toBe(false);
  });

  it('is on or off for everybody as its row says', () => {
    for (const who of [PATIENT, VISITOR, WORKER]) {
      expect(isOn({}, who)).toBe(true);
      expect(isOn({ isActive: false }, who)).toBe(false);
    }
  });

  it('is on from the first instant of its window until just before the last', () => {
    const window = { from: NOON, until: NOON + HOUR };
    expect(isOn(window, PATIENT, NOON - 1)).toBe(false);
    expect(isOn(window, PATIENT, NOON)).toBe(true);
    expect(isOn(window, PATIENT, NOON + HOUR - 1)).toBe(true);
    expect(isOn(window, PATIENT, NOON + HOUR)).toBe(false);
  });

  it('is off for background work too when its window is over', () => {
    expect(isOn({ until: NOON }, WORKER)).toBe(false);
  });
});

describe('an audience', () => {
  it('of user types takes those, and nobody who is nobody', () => {
    const audience = { userTypes: ['patient', 'provider'] } as const;
    expect(USER_TYPES.filter((userType) => isOn({ audience }, { ...PATIENT, userType }))).toEqual([
      'provider',
      'patient',
    ]);
    expect(isOn({ audience }, VISITOR)).toBe(false);
  });

  it('never keeps background work out', () => {
    expect(isOn({ audience: { userTypes: ['admin'], percentage: 0 } }, WORKER)).toBe(true);
  });

  it('of profiles takes those, and only while their user type is in it', () => {
    const profiles = [String(PATIENT.subject)];
    expect(isOn({ audience: { profiles } })).toBe(true);
    expect(isOn({ audience: { profiles: [newId()] } })).toBe(false);
    expect(isOn({ audience: { profiles, userTypes: ['admin'] } })).toBe(false);
  });

  it('of named profiles and a share takes both', () => {
    expect(isOn({ audience: { profiles: [String(PATIENT.subject)], percentage: 0 } })).toBe(true);
    expect(isOn({ audience: { profiles: [newId()], percentage: 100 } })).toBe(true);
  });

  it('of everybody by share takes visitors in; of any less it does not', () => {
    expect(isOn({ audience: { percentage: 100 } }, VISITOR)).toBe(true);
    expect(isOn({ audience: { percentage: 99.99 } }, VISITOR)).toBe(false);
  });
});

describe('a percentage', () => {
  const people = Array.from({ length: 20_000 }, () => newId());
  const taken = (percentage: number) =>
    new Set(people.filter((subject) => isOn({ audience: { percentage } }, { userType: 'patient', subject })));

  it('takes nobody at 0, everybody at 100, and about its share between', () => {
    expect(taken(0).size).toBe(0);
    expect(taken(100).size).toBe(people.length);
    // Five standard deviations of 20,000 draws are 1.6 points at 30 percent.
    expect(taken(30).size / people.length).toBeGreaterThan(0.284);
    expect(taken(30).size / people.length).toBeLessThan(0.316);
  });

  it('that is raised takes nobody out', () => {
    let before = new Set<string>();
    for (const percentage of [0.01, 0.07, 0.29, 1, 4.35, 10, 33.33, 50, 57.1, 99.99, 100]) {
      const now = taken(percentage);
      expect([...before].filter((subject) => !now.has(subject))).toEqual([]);
      before = now;
    }
  });

  it('takes other people for another module', () => {
    const differing = people.filter(
      (subject) => bucketOf('shop', subject) < 5000 !== bucketOf('oauth', subject) < 5000,
    );
    expect(differing.length / people.length).toBeGreaterThan(0.45);
  });

  it('of a hundredth takes the bucket 0 alone', () => {
    const lucky = people.filter((subject) => bucketOf('shop', subject) === 0);
    expect([...taken(0.01)]).toEqual(lucky);
  });
});

describe('a module that requires others', () => {
  const all = (...activations: Activation[]) =>
    new Map(activations.map((activation) => [activation.module, activation]));
  const base = shop({ module: 'base' });
  const middle = shop({ module: 'middle', requires: ['base'] });
  const top = shop({ module: 'top', requires: ['middle'] });

  it('is on when all of them are, however indirectly', () => {
    expect(isModuleActive(all(base, middle, top), 'top', PATIENT, NOON)).toBe(true);
  });

  it('is off when one of them has no row, is off, is over, or is not for this caller', () => {
    expect(isModuleActive(all(middle, top), 'top', PATIENT, NOON)).toBe(false);
    expect(isModuleActive(all({ ...base, isActive: false }, middle, top), 'top', PATIENT, NOON)).toBe(false);
    expect(isModuleActive(all({ ...base, until: NOON }, middle, top), 'top', PATIENT, NOON)).toBe(false);
    const forAdmins = { ...base, audience: { userTypes: ['admin'] as const } };
    expect(isModuleActive(all(forAdmins, middle, top), 'top', PATIENT, NOON)).toBe(false);
    expect(isModuleActive(all(forAdmins, middle, top), 'top', { ...PATIENT, userType: 'admin' }, NOON)).toBe(
      true,
    );
  });

  it('is decided even where rows require each other in a circle', () => {
    const circle = all({ ...base, requires: ['top'] }, middle, top);
    expect(isModuleActive(circle, 'top', PATIENT, NOON)).toBe(true);
  });
});
