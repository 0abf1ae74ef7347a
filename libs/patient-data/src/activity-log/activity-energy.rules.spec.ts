import { ACTIVITY_TYPES } from '../migrations/activity-types.seed.js';
import { energyOf, isOurs, typeOf, type TypeOfActivity } from './activity-energy.rules.js';

const TYPES: TypeOfActivity[] = ACTIVITY_TYPES.map(([code, family, , met, ...words]) => ({
  code,
  family,
  met,
  words,
}));

describe('the type of an activity', () => {
  it('is the one that has the words, in whatever letters', () => {
    expect(typeOf(TYPES, 'walking', null)?.code).toBe('17190');
    expect(typeOf(TYPES, '  Table  Tennis ', null)?.met).toBe(4);
  });

  it('is as hard as was told, in the same family', () => {
    expect(typeOf(TYPES, 'walking', 'light')?.code).toBe('17152');
    expect(typeOf(TYPES, 'walking', 'moderate')?.code).toBe('17190');
    expect(typeOf(TYPES, 'walking', 'vigorous')?.code).toBe('17230');
    expect(typeOf(TYPES, 'swimming', 'moderate')?.code).toBe('18240');
  });

  it('is unknown for unknown words, and where no type of the family is that hard', () => {
    expect(typeOf(TYPES, 'physiotherapy', null)).toBeUndefined();
    expect(typeOf(TYPES, 'running away', null)).toBeUndefined();
    expect(typeOf(TYPES, 'running', 'light')).toBeUndefined();
  });

  it('is one for each word, and each has a code of its own', () => {
    const words = TYPES.flatMap((type) => type.words);
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => word === word.toLowerCase())).toBe(true);
    expect(new Set(TYPES.map(({ code }) => code)).size).toBe(TYPES.length);
  });
});

describe('the energy of an activity', () => {
  const walking = typeOf(TYPES, 'walking', null);

  it('is MET × kg × h, and says so', () => {
    expect(energyOf(walking, 45, 80)).toEqual({
      caloriesBurned: 210,
      energySource: 'met: 17190 3.5 × 80 kg × 0.75 h',
    });
  });

  it('is unknown without type, duration or weight, and says why', () => {
    expect(energyOf(undefined, 45, 80)).toMatchObject({
      caloriesBurned: null,
      energySource: expect.stringContaining('MET'),
    });
    expect(energyOf(walking, null, 80)).toMatchObject({
      caloriesBurned: null,
      energySource: expect.stringContaining('duration'),
    });
    expect(energyOf(walking, 45, undefined)).toMatchObject({
      caloriesBurned: null,
      energySource: expect.stringContaining('body weight'),
    });
  });

  it('is ours to work out anew when nobody told it', () => {
    expect(isOurs(energyOf(walking, 45, 80).energySource)).toBe(true);
    expect(isOurs(energyOf(walking, 45, undefined).energySource)).toBe(true);
    expect(isOurs('told')).toBe(false);
    expect(isOurs(null)).toBe(false);
  });
});
