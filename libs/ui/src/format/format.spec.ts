import { ageOn, dayText, durationText, plural, sizeText, unitText, valueText } from './format.js';

describe('a day', () => {
  it('is the same day in every zone', () => {
    expect(dayText('1980-03-01')).toBe('1 Mar 1980');
    expect(dayText('1980-03-01T23:30:00Z')).toBe('1 Mar 1980');
  });

  it('that is none is shown as it is', () => {
    expect(dayText('soon')).toBe('soon');
  });
});

describe('an age', () => {
  it('grows on the birthday and not before', () => {
    expect(ageOn('1980-03-02', new Date(2020, 2, 1))).toBe(39);
    expect(ageOn('1980-03-02', new Date(2020, 2, 2))).toBe(40);
  });

  it('is unknown for a birth to come, and for what is no date', () => {
    expect(ageOn('2030-01-01', new Date(2020, 0, 1))).toBeNull();
    expect(ageOn('1980', new Date(2020, 0, 1))).toBeNull();
  });
});

describe('a measured value', () => {
  it.each([
    [71.456, '71.46'],
    [1234567.89, '1,234,567.9'],
    [0.00123, '0.0012'],
    [7, '7'],
    [-5.5, '-5.5'],
  ])('%s is written %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe('a unit', () => {
  it.each([
    ['mm[Hg]', 'mmHg'],
    ['kg/m2', 'kg/m²'],
    ['10*3/uL', '10³/µL'],
    ['10*12/L', '10¹²/L'],
    ['/min', '/min'],
    ['{beats}/min', '/min'],
    ['ug/mL', 'µg/mL'],
    ['mmol/L', 'mmol/L'],
    ['{score}', null],
    ['1', null],
    [null, null],
  ])('%s is written %s', (unit, text) => {
    expect(unitText(unit)).toBe(text);
  });
});

describe('counts and sizes', () => {
  it('agree with their noun', () => {
    expect([plural(1, 'entry', 'entries'), plural(0, 'entry', 'entries'), plural(1234, 'row')]).toEqual([
      '1 entry',
      '0 entries',
      '1,234 rows',
    ]);
    expect([sizeText(1), sizeText(999), sizeText(812_345), sizeText(3_900_000), sizeText(2.2e9)]).toEqual([
      '1 byte',
      '999 bytes',
      '812 kB',
      '3.9 MB',
      '2.20 GB',
    ]);
  });
});

describe('a duration', () => {
  it.each([
    [0.4, '0 seconds'],
    [1, '1 second'],
    [59.6, '1 minute'],
    [170, '3 minutes'],
    [3600, '1 h'],
    [4_790, '1 h 20 min'],
  ])('of %s seconds is %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
