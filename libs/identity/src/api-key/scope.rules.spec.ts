import { checkScopes } from './scope.rules.js';

const TABLES = new Set(['profiles', 'patient_food_log']);

describe('the scopes of an API key', () => {
  it.each([
    'user/profiles.r',
    'user/profiles.cruds',
    'user/profiles.rs',
    'user/patient_food_log.read',
    'user/patient-food-log.write',
    'user/*.read',
    'user/*.*',
  ])('may be %s', (scope) => {
    expect(checkScopes([scope], TABLES)).toEqual([scope]);
  });

  it('are kept once each', () => {
    expect(checkScopes(['user/*.r', 'user/profiles.u', 'user/*.r'], TABLES)).toEqual([
      'user/*.r',
      'user/profiles.u',
    ]);
  });

  it.each([
    ['profiles.r', 'scope'],
    ['*', 'scope'],
    ['user/*', 'scope'],
    ['user/profiles.', 'scope'],
    ['user/profiles.rr', 'scope'],
    ['user/profiles.dr', 'scope'],
    ['user/profiles.all', 'scope'],
    ['user/Profiles.r', 'scope'],
    ['patient/profiles.r', 'scope'],
    ['system/*.*', 'scope'],
    ['user/profiles.r user/*.*', 'scope'],
    ['user/profiles.r\n', 'scope'],
    ['user/secrets.r', 'table'],
  ])('may not be %j', (scope, rule) => {
    expect(() => checkScopes(['user/profiles.r', scope], TABLES)).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        details: { errors: [expect.objectContaining({ field: 'scopes', rule })] },
      }),
    );
  });

  it('are at least one', () => {
    expect(() => checkScopes([], TABLES)).toThrow('at least one scope');
  });
});
