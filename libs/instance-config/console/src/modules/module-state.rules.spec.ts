import { ApiError } from '@carenode/ui';

import { alongOf, conditionsOf, stateOf } from './module-state.rules.js';
import type { Module } from './modules.queries.js';

const activation = {
  isActive: true,
  activationDate: null,
  expirationDate: null,
  audience: null,
  hasActivationKey: false,
  reason: null,
  version: 1,
  updatedAt: '2026-03-01T08:00:00Z',
  updatedBy: null,
};
const module = (more: Partial<Module>): Module => ({
  name: 'patient-data',
  title: 'Patient data',
  required: false,
  loaded: true,
  installed: true,
  pendingSteps: [],
  activation,
  activeForMe: true,
  requires: [],
  requiredBy: [],
  settings: [],
  ...more,
});

describe('how a module stands', () => {
  it.each<[string, Partial<Module>]>([
    ['on', {}],
    ['off', { activation: null }],
    ['off', { activation: { ...activation, isActive: false } }],
    ['limited', { activation: { ...activation, audience: { percentage: 20 } } }],
    ['limited', { activation: { ...activation, expirationDate: '2026-04-01T00:00:00Z' } }],
    ['not-installed', { installed: false }],
    ['not-loaded', { loaded: false, installed: false }],
  ])('is %s', (state, more) => {
    expect(stateOf(module(more))).toBe(state);
  });
});

describe('for whom and when a module is on', () => {
  it('is not mentioned when it is on for everybody', () => {
    expect(conditionsOf(module({}))).toEqual([]);
    expect(conditionsOf(module({ activation: null }))).toEqual([]);
  });

  it('is told in words', () => {
    const audience = { userTypes: ['patient', 'provider'] as ('patient' | 'provider')[], percentage: 12.5 };
    expect(conditionsOf(module({ activation: { ...activation, audience } }))).toEqual([
      { label: 'For', text: 'Patient, Provider; 12.5 % of them' },
    ]);
  });
});

describe('a switch that was refused', () => {
  const refused = (code: string, more: object) => new ApiError({ status: 409, code, detail: 'No.', ...more });

  it('names what has to be switched along', () => {
    expect(alongOf(refused('still_required', { modules: ['ai-doctor'] }))).toEqual(['ai-doctor']);
    expect(alongOf(refused('requires_inactive', { modules: ['oauth'] }))).toEqual(['oauth']);
  });

  it('has nothing to switch along when it was refused for another reason', () => {
    expect(alongOf(refused('module_not_installed', { modules: ['oauth'] }))).toBeNull();
    expect(alongOf(new Error('other'))).toBeNull();
  });
});
