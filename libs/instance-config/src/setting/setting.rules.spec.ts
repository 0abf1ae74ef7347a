import { describe, expect, it } from '@jest/globals';
import { setting } from '@carenode/module-kit';

import { valueInForce } from './setting.rules.js';

const minutes = setting.integer({ default: 30, min: 5, max: 60, help: 'How long' });

describe('the value in force', () => {
  it('is what was set', () => {
    expect(valueInForce(minutes, 45)).toBe(45);
  });

  it('is the default when nothing was set, or it was reset', () => {
    expect(valueInForce(minutes, undefined)).toBe(30);
    expect(valueInForce(minutes, null)).toBe(30);
  });

  it('is the default when what was set breaks the limits of this version', () => {
    expect(valueInForce(minutes, 120)).toBe(30);
    expect(valueInForce(minutes, 'long')).toBe(30);
  });
});
