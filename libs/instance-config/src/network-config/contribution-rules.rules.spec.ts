import { describe, expect, it } from '@jest/globals';

import { contributionRulesText } from './contribution-rules.rules.js';

function nested(depth: number): object {
  let value: unknown = 1;
  for (let level = 1; level < depth; level++) value = level % 2 === 1 ? { inner: value } : [value];
  return { outer: value };
}

describe('contribution rules', () => {
  it('come back as they were sent', () => {
    const rules = { minimumCellCount: 11, variables: ['8867-4', null], name: 'Zürich 💊', strict: true };
    expect(JSON.parse(contributionRulesText(rules))).toEqual(rules);
    expect(contributionRulesText({})).toBe('{}');
    expect(contributionRulesText(nested(18))).toContain('inner');
  });

  it('are an object', () => {
    for (const value of [[], 'all', 1, true, null])
      expect(() => contributionRulesText(value)).toThrow('is a JSON object');
  });

  it('are refused rather than changed', () => {
    expect(() => contributionRulesText({ a: [Infinity] })).toThrow('too large');
    expect(() => contributionRulesText({ a: 'x\ud800' })).toThrow('half a character');
    expect(() => contributionRulesText({ '\udc00': 1 })).toThrow('half a character');
  });

  it('are refused beyond reason', () => {
    expect(() => contributionRulesText(nested(100_000))).toThrow('nested');
    expect(() => contributionRulesText({ a: 'x'.repeat(65_536) })).toThrow('bytes');
  });
});
