import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { UnknownSealError } from '@carenode/module-kit';

import { AesSealer } from './aes-sealer.js';

const key = () => randomBytes(32).toString('base64');

describe('the sealer', () => {
  it('opens what it sealed, and never seals the same text the same way', () => {
    const sealer = new AesSealer([key()]);
    const sealed = sealer.seal('tøken');
    expect(sealed).not.toContain('tøken');
    expect(sealer.seal('tøken')).not.toBe(sealed);
    expect(sealer.open(sealed)).toBe('tøken');
  });

  it('opens what an older key sealed, and nothing once that key is gone', () => {
    const [old, current] = [key(), key()];
    const sealed = new AesSealer([old]).seal('secret');
    expect(new AesSealer([current, old]).open(sealed)).toBe('secret');
    expect(() => new AesSealer([current]).open(sealed)).toThrow(UnknownSealError);
  });

  it('refuses a text that was changed, shortened or made up', () => {
    const sealer = new AesSealer([key()]);
    const parts = sealer.seal('secret').split('.');
    const flipped = [...parts.slice(0, 4), Buffer.from('forged').toString('base64url')].join('.');
    for (const bad of [
      flipped,
      parts.slice(0, 4).join('.'),
      [...parts.slice(0, 3), 'AAAA', parts[4]].join('.'),
      'secret',
      '',
    ]) {
      expect(() => sealer.open(bad)).toThrow(UnknownSealError);
    }
  });
});
