import { describe, expect, it } from '@jest/globals';

import { COUNTRIES, countryName, countryOf } from './countries.rules.js';

describe('countries', () => {
  it('are all there, by name, each with a name', () => {
    expect(COUNTRIES).toHaveLength(249);
    expect(COUNTRIES.filter(({ value, label }) => value === label)).toEqual([]);
    expect(countryName('DE')).toBe('Germany');
  });

  it('are guessed from the language of the browser, and not when it names none', () => {
    expect(countryOf('de-CH')).toBe('CH');
    expect(countryOf('en')).toBe('');
    expect(countryOf('es-419')).toBe('');
    expect(countryOf('not a language')).toBe('');
  });
});
