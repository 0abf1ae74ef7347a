import { percentOf, type ProgressSample, progressText, rateOf, withSample } from './import-progress.rules.js';

const sample = (at: number, bytes: number, records = 0): ProgressSample => ({ at, bytes, records });

describe('the rate of an import', () => {
  it('is not told from a moment', () => {
    expect(rateOf([])).toBeNull();
    expect(rateOf([sample(0, 0), sample(500, 900_000)])).toBeNull();
  });

  it('is what was read over the last seconds', () => {
    const samples = [sample(0, 0), sample(1000, 1_000_000, 500), sample(2000, 4_000_000, 2_000)];
    expect(rateOf(samples)).toEqual({ bytes: 2_000_000, records: 1_000 });
  });

  it('forgets what is long ago, and begins anew when a host reads the file from its start again', () => {
    const old = withSample([sample(0, 0)], sample(20_000, 100));
    expect(old).toEqual([sample(20_000, 100)]);
    expect(withSample([sample(0, 500)], sample(1000, 10))).toEqual([sample(1000, 10)]);
  });
});

describe('the words for a progress', () => {
  it('say how far it is, how fast, and how long it will take', () => {
    const words = progressText({ bytes: 2_000_000, records: 40_000 }, 12_000_000, {
      bytes: 500_000,
      records: 12_345.6,
    });
    expect(words).toBe('2.0 MB of 12.0 MB · 40,000 records · 12,346 a second · about 20 seconds left');
  });

  it('leave out what is not known', () => {
    expect(progressText({ bytes: 0, records: 0 }, 900, null)).toBe('0 bytes of 900 bytes');
    expect(progressText({ bytes: 0, records: 0 }, 900, { bytes: 0, records: 0 })).toBe(
      '0 bytes of 900 bytes',
    );
  });

  it('never claim to be done', () => {
    expect([percentOf(0, 0), percentOf(50, 200), percentOf(200, 200)]).toEqual([0, 25, 99]);
  });
});
