import { kindText } from './kind-text.rules.js';

describe('the name of a kind of record', () => {
  it.each([
    ['HKQuantityTypeIdentifierStepCount', 'Step count'],
    ['HKCategoryTypeIdentifierSleepAnalysis', 'Sleep analysis'],
    ['HKQuantityTypeIdentifierVO2Max', 'VO2 max'],
    ['Workout', 'Workout'],
    ['Observation', 'Observation'],
    ['glucose', 'glucose'],
  ])('%s is %s', (kind, text) => {
    expect(kindText(kind, ['apple-health'])).toBe(text);
  });

  it('is in words where LibreView writes a number', () => {
    expect(kindText('1', ['libreview'])).toBe('Glucose, scanned');
    expect(kindText('9', ['libreview'])).toBe('9');
    expect(kindText('1', ['generic-csv'])).toBe('1');
  });
});
