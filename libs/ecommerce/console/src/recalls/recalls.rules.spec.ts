import { describe, expect, it } from '@jest/globals';

import { confidenceText, evidenceOf, evidenceText } from './recalls.rules.js';

describe('a match of a recall', () => {
  it('is told with how sure it is', () => {
    expect(confidenceText(0.934)).toBe('Very likely, 93 %');
    expect(confidenceText(0.5)).toBe('Likely, 50 %');
    expect(confidenceText(0.31)).toBe('Possible, 31 %');
  });

  it('says in words what speaks for it, and shows the name of what it has no words for', () => {
    expect(evidenceText({ kind: 'gtin' })).toContain('trade item number');
    expect(evidenceText({ kind: 'something-new' })).toBe('something-new');
    expect(evidenceOf(null)).toEqual([]);
  });
});
