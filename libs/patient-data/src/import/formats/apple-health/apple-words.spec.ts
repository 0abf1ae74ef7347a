import { AppleDates } from './apple-date.js';
import { appleUnit, decimalOf, kcalOf } from './apple-units.js';
import { afterPrefix, deviceName, sourceName, wordsOf } from './apple-words.js';
import { CATEGORY_TYPES, valueWords } from './category-types.js';
import { QUANTITY_TYPES } from './quantity-types.js';

describe('Times of an Apple Health export', () => {
  const dates = new AppleDates();
  const iso = (text: string) => {
    const at = dates.instantOf(text);
    return Number.isNaN(at) ? null : new Date(at).toISOString();
  };

  it('reads Apple’s form, east and west of Greenwich and over midnight', () => {
    expect(iso('2024-01-01 01:01:36 +0200')).toBe('2023-12-31T23:01:36.000Z');
    expect(iso('2024-02-29 23:30:00 -0700')).toBe('2024-03-01T06:30:00.000Z');
    expect(iso('2024-02-29 23:30:01 +0545')).toBe('2024-02-29T17:45:01.000Z');
    expect(iso('1999-12-31 00:00:00 +0000')).toBe('1999-12-31T00:00:00.000Z');
  });

  it('reads the ISO 8601 of other apps and a 12-hour clock', () => {
    expect(iso('2024-01-01T01:01:36Z')).toBe('2024-01-01T01:01:36.000Z');
    expect(iso('2024-01-01T01:01:36.250+02:00')).toBe('2023-12-31T23:01:36.250Z');
    expect(dates.instantOf('2024-01-01T00:00:00.000125Z') - Date.parse('2024-01-01T00:00:00Z')).toBeCloseTo(
      0.125,
      3,
    );
    expect(iso('2024-01-01 12:01:36\u202FAM +0000')).toBe('2024-01-01T00:01:36.000Z');
    expect(iso('2024-01-01 1:01:36 p.m. +0000')).toBe('2024-01-01T13:01:36.000Z');
  });

  it('takes no time for one that it is not', () => {
    for (const text of [
      '',
      '2024-01-01',
      '2024-01-01 01:01:36',
      '2023-02-29 00:00:00 +0000',
      '2024-13-01 00:00:00 +0000',
      '2024-00-10 00:00:00 +0000',
      '2024-01-01 24:00:00 +0000',
      '2024-01-01 00:60:00 +0000',
      '2024-01-01 00:00:00 +1960',
      '2024-01-01 00:00:00 x0000',
      '2o24-01-01 00:00:00 +0000',
      '2567-01-01 00:00:00 +0700',
      '0024-01-01 00:00:00 +0000',
      '2024-01-01 13:00:00 PM +0000',
    ]) {
      expect([text, iso(text)]).toEqual([text, null]);
    }
  });
});

describe('Words of an Apple Health export', () => {
  it('gives one name to one source, however it is written', () => {
    for (const raw of [
      'Anna’s Apple Watch',
      "Anna's Apple\u00A0Watch ",
      ' Anna‘s  Apple\u000BWatch',
      'Ａnna’s Apple Watch',
    ]) {
      expect(sourceName(raw)).toBe("Anna's Apple Watch");
    }
    expect(sourceName('Часы Анны')).toBe('Часы Анны');
    expect(sourceName('小米运动')).toBe('小米运动');
    expect([sourceName(undefined), sourceName(''), sourceName('\u0000\u200E ')]).toEqual([
      'Apple Health',
      'Apple Health',
      'Apple Health',
    ]);
    const long = sourceName(`${'a'.repeat(99)}😀`);
    expect([long.length, /[\uD800-\uDBFF]$/.test(long)]).toEqual([99, false]);
  });

  it('keeps what a device is, not where it was in memory or which piece it is', () => {
    const written = (address: string, more = '') =>
      `<<HKDevice: ${address}>, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch7,2, software:26.2${more}>`;
    const name = 'Apple Watch, Apple Inc., Watch, Watch7,2, software 26.2';
    expect(deviceName(written('0x3012772a0'))).toBe(name);
    expect(deviceName(written('0xc936a3f60', ', creation date:2025-12-13 12:48:57 +0000'))).toBe(name);
    expect(deviceName('<<HKDevice: 0x1>, name:Scale, localIdentifier:AA-BB, firmware:1.2>')).toBe(
      'Scale, firmware 1.2',
    );
    expect(deviceName('<Watch6,4>')).toBe('Watch6,4');
    expect(deviceName('<<HKDevice: 0x1>>')).toBeNull();
  });

  it('makes words of identifiers', () => {
    expect(
      [
        'HKQuantityTypeIdentifierFooBar',
        'HKWorkoutActivityTypeTraditionalStrengthTraining',
        'HKAverageMETs',
        'HKDataTypeX',
      ].map((identifier) => wordsOf(afterPrefix(identifier))),
    ).toEqual(['Foo bar', 'Traditional strength training', 'Average METs', 'X']);
    expect(
      [
        'HKCategoryValueSeverityModerate',
        'HKCategoryValuePresenceNotPresent',
        'HKCategoryValueNotApplicable',
      ].map(valueWords),
    ).toEqual(['Moderate', 'Not present', 'Recorded']);
  });

  it('writes units as UCUM does where Apple’s word is none, or that of another unit', () => {
    const written = {
      'mL/min·kg': 'mL/(min.kg)',
      'ml/kg/min': 'mL/(min.kg)',
      'mmol<180.1558800000541>/L': 'mmol/L',
      Cal: 'kcal',
      'mi/hr': '[mi_i]/h',
      'km/hr': 'km/h',
      'count/min': '/min',
      ft: '[ft_i]',
      st: '[stone_av]',
      degF: 'degF',
      dBASPL: 'dB[SPL]',
      lb: 'lb',
      IU: 'IU',
      '%': '%',
      constructor: 'constructor',
    };
    for (const [raw, unit] of Object.entries(written)) expect([raw, appleUnit(raw)]).toEqual([raw, unit]);
    expect([kcalOf('900', 'kJ'), kcalOf('1.50', 'kcal'), kcalOf('1', 'furlong'), kcalOf('1', null)]).toEqual([
      '215.105',
      '1.50',
      undefined,
      undefined,
    ]);
  });

  it('keeps numbers digit by digit', () => {
    const written = {
      '139.3170000000021': '139.3170000000021',
      ' 70.50 ': '70.50',
      '5.02e-05': '0.0000502',
      '1.25E+3': '1250',
      '-1e-2': '-0.01',
      '+7': '7',
      '.5': '0.5',
      '5.': '5',
    };
    for (const [raw, text] of Object.entries(written)) expect([raw, decimalOf(raw)]).toEqual([raw, text]);
    for (const raw of ['', 'NaN', 'inf', '72,5', '1e400', '0x10', '1 000', '9'.repeat(100)]) {
      expect([raw.slice(0, 10), decimalOf(raw)]).toEqual([raw.slice(0, 10), null]);
    }
  });

  it('knows HealthKit’s types, each under one name', () => {
    expect(QUANTITY_TYPES.size).toBeGreaterThanOrEqual(120);
    expect(CATEGORY_TYPES.size).toBeGreaterThanOrEqual(65);
    const names = [...QUANTITY_TYPES.values()].map(({ variable }) => variable.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
