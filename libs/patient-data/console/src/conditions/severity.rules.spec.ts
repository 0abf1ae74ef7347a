import { severityText } from './severity.rules.js';

describe('a severity', () => {
  it('has a word for each of its numbers', () => {
    expect(Array.from({ length: 11 }, (_, severity) => severityText(severity))).toEqual([
      'none',
      'mild',
      'mild',
      'mild',
      'moderate',
      'moderate',
      'moderate',
      'severe',
      'severe',
      'severe',
      'worst imaginable',
    ]);
  });
});
