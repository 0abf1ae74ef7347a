import { describe, expect, it } from '@jest/globals';

import type { Activation } from './activation.rules.js';
import { dependenciesOf, dependentsOf, dependentsOn, isSwitchedOn, missingFor } from './switch.rules.js';

const NOW = Date.UTC(2026, 2, 1);
const REQUIREMENTS = new Map<string, readonly string[]>([
  ['base', []],
  ['middle', ['base']],
  ['top', ['middle', 'aside']],
  ['aside', []],
]);

const on = (module: string, values: Partial<Activation> = {}): [string, Activation] => [
  module,
  { module, isActive: true, from: null, until: null, audience: null, requires: [], ...values },
];

describe('what a module stands on', () => {
  it('is listed so that nothing comes before what it requires itself', () => {
    expect(dependenciesOf('top', REQUIREMENTS)).toEqual(['base', 'middle', 'aside']);
    expect(dependenciesOf('base', REQUIREMENTS)).toEqual([]);
  });

  it('is listed even where modules require each other in a circle', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['a']],
    ]);
    expect(dependenciesOf('a', circle)).toEqual(['b']);
  });

  it('is missing when it has no row, is off, or is over', () => {
    const activations = new Map([on('base', { isActive: false }), on('middle', { until: NOW })]);
    expect(missingFor('top', REQUIREMENTS, activations, NOW)).toEqual({
      off: ['base', 'middle', 'aside'],
      over: ['middle'],
    });
  });

  it('is not missing while its window is still to come, so that modules can be scheduled together', () => {
    const activations = new Map([on('base', { from: NOW + 1 })]);
    expect(missingFor('middle', REQUIREMENTS, activations, NOW).off).toEqual([]);
  });
});

describe('what stands on a module', () => {
  it('is listed however indirectly it does', () => {
    expect(dependentsOf('base', REQUIREMENTS)).toEqual(['middle', 'top']);
    expect(dependentsOf('top', REQUIREMENTS)).toEqual([]);
  });

  it('is in the way only while it is on', () => {
    const activations = new Map([on('middle'), on('top', { isActive: false })]);
    expect(dependentsOn('base', REQUIREMENTS, activations, NOW)).toEqual(['middle']);
  });
});

describe('a switched-on module', () => {
  it('has a row that says so and has not ended', () => {
    expect(isSwitchedOn(undefined, NOW)).toBe(false);
    expect(isSwitchedOn(on('x', { until: NOW + 1 })[1], NOW)).toBe(true);
    expect(isSwitchedOn(on('x', { until: NOW })[1], NOW)).toBe(false);
    expect(isSwitchedOn(on('x', { isActive: false })[1], NOW)).toBe(false);
  });
});
