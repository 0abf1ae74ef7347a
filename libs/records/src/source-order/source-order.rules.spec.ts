import { newSources } from './source-order.rules.js';

const seen = [
  { source: 'phone', count: 10 },
  { source: 'watch', count: 900 },
  { source: 'band', count: 10 },
];

describe('The order of sources', () => {
  it('begins with what was entered by hand, then whoever told most', () => {
    expect(newSources(null, seen)).toEqual(['manual', 'watch', 'band', 'phone']);
    expect(newSources(null, [...seen, { source: 'manual', count: 1 }])).toEqual([
      'manual',
      'watch',
      'band',
      'phone',
    ]);
  });

  it('keeps who is in it, and puts behind whoever comes later', () => {
    expect(newSources(['manual', 'phone'], seen)).toEqual(['watch', 'band']);
    expect(newSources(['watch', 'phone', 'band'], seen)).toEqual([]);
    expect(newSources([], [{ source: 'manual', count: 1 }])).toEqual(['manual']);
  });
});
