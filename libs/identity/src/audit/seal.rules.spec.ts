import { createHash } from 'node:crypto';

import {
  compareFingerprints,
  endOfSeal,
  fingerprintOf,
  rangesToSeal,
  type Seal,
  sealText,
} from './seal.rules.js';

const last = { txTo: '5000', seqAfter: '0', seqTo: '900' };
const hash = (text: string) => createHash('sha256').update(text).digest();

describe('what is sealed next', () => {
  it('is everything that is over, when nothing was sealed', () => {
    expect(rangesToSeal(null, '120', '125')).toEqual([{ from: '0', below: '120', seqAfter: '0' }]);
  });

  it('is what came after the newest seal', () => {
    expect(rangesToSeal(last, '5100', '5130')).toEqual([{ from: '5000', below: '5100', seqAfter: '0' }]);
  });

  it('is nothing new while the oldest open transaction is the one it was', () => {
    expect(rangesToSeal(last, '5000', '5130')).toEqual([{ from: '5000', below: '5000', seqAfter: '0' }]);
  });

  it('begins an epoch in a cluster that counts transactions anew, after what the old one left', () => {
    expect(rangesToSeal(last, '700', '710')).toEqual([
      { from: '5000', below: '18446744073709551615', seqAfter: '0' },
      { from: '0', below: '700', seqAfter: '900' },
    ]);
  });

  it('compares transactions as numbers, also beyond what floating point can', () => {
    expect(rangesToSeal({ ...last, txTo: '999' }, '1000', '1000')).toHaveLength(1);
    expect(rangesToSeal({ ...last, txTo: '9007199254740993' }, '1', '9007199254740992')).toHaveLength(2);
  });
});

describe('the end of a seal', () => {
  const range = { from: '10', below: '50', seqAfter: '0' };

  it('is the end of the range when its events are few', () => {
    expect(endOfSeal(range, '12', null, '40')).toBe('50');
  });

  it('is the transaction that would be too much', () => {
    expect(endOfSeal(range, '12', '33', '49')).toBe('33');
  });

  it('takes in a transaction that is too much by itself, whole', () => {
    expect(endOfSeal(range, '12', '12', '49')).toBe('13');
  });

  it('is after the last event of an old cluster', () => {
    const [left] = rangesToSeal(last, '700', '710');
    expect(left && endOfSeal(left, '5001', null, '5007')).toBe('5008');
  });
});

describe('fingerprints', () => {
  it('name the events that changed, are missing and were added', () => {
    const sealed = Buffer.concat([
      fingerprintOf('1', hash('a')),
      fingerprintOf('2', hash('b')),
      fingerprintOf('9007199254740993', hash('c')),
    ]);
    const found = Buffer.concat([
      fingerprintOf('1', hash('a')),
      fingerprintOf('2', hash('x')),
      fingerprintOf('4', hash('d')),
    ]);
    expect(compareFingerprints(sealed, found)).toEqual({
      changed: ['2'],
      missing: ['9007199254740993'],
      added: ['4'],
    });
  });
});

describe('the text of a seal', () => {
  const seal: Seal = {
    number: '2',
    txFrom: '1',
    txTo: '2',
    seqAfter: '0',
    seqTo: '5',
    eventCount: '5',
    firstAt: '2026-01-01T00:00:00.000000Z',
    lastAt: '2026-01-01T00:00:01.000000Z',
    digest: 'aa',
    fingerprints: Buffer.from('f'),
    previousMac: 'm1.k.x',
    sealedAt: '2026-01-01T00:00:02.000000Z',
  };

  it('is another for every part that is another', () => {
    const others = Object.keys(seal).map((key) =>
      sealText({ ...seal, [key]: key === 'fingerprints' ? Buffer.from('g') : '3' }),
    );
    expect(new Set([sealText(seal), sealText({ ...seal, previousMac: null }), ...others]).size).toBe(
      others.length + 2,
    );
  });
});
