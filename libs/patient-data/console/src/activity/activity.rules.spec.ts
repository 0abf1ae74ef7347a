import { durationText, energyText, knownWords } from './activity.rules.js';

describe('where the energy of an activity is from', () => {
  it.each([
    [null, null],
    ['told', 'Energy as it was told.'],
    [
      'met: 01015 7.5 × 70.4999999 kg × 0.75 h',
      'Worked out: 7.5 MET × 70.5 kg × 0.75 h (Compendium of Physical Activities 2011, code 01015).',
    ],
    ['unknown: no duration is told', 'Energy is not known: say how long it took.'],
    ['unknown: something new', 'Energy is not known: something new.'],
  ])('%s is said as %s', (source, text) => {
    expect(energyText(source)).toBe(text);
  });
});

describe('a duration', () => {
  it.each([
    [45, '45 min'],
    [60, '1 h'],
    [90, '1 h 30 min'],
    [0, '0 min'],
  ])('of %s minutes is %s', (minutes, text) => {
    expect(durationText(minutes)).toBe(text);
  });
});

describe('words to suggest', () => {
  it('are there once each, in order', () => {
    expect(
      knownWords([{ words: ['walking', 'walk'] }, { words: null }, { words: ['bike', 'walk'] }]),
    ).toEqual(['bike', 'walk', 'walking']);
  });
});
