import { describe, expect, it } from '@jest/globals';

import { isUcumCode, readUnit } from './unit.rules.js';

describe('reading a unit as somebody wrote it', () => {
  it.each([
    ['kg', 'kg'],
    ['mm[Hg]', 'mm[Hg]'],
    ['mL/min/{1.73_m2}', 'mL/min/{1.73_m2}'],
    [' lbs ', '[lb_av]'],
    ['LBS.', '[lb_av]'],
    ['bpm', '/min'],
    ['Beats / Min', '/min'],
    ['mmHg', 'mm[Hg]'],
    ['MG/DL', 'mg/dL'],
    ['°F', '[degF]'],
    ['K/µL', '10*3/uL'],
    ['mcg', 'ug'],
    ['steps', '{steps}'],
    ['%', '%'],
  ])('%s is %s', (text, code) => {
    expect(readUnit(text)).toEqual({ code });
  });

  it.each([
    ['ft', 'cm', '[ft_i]'],
    ['yd', 'm', '[yd_i]'],
    ['st', 'kg', '[stone_av]'],
    ['C', '[degF]', 'Cel'],
  ])(
    '%s of what is measured in %s is %s, though UCUM has something else by that code',
    (text, expected, code) => {
      expect(readUnit(text, expected)).toEqual({ code });
      expect(readUnit(text)).toEqual({ unclear: 'ambiguous unit' });
    },
  );

  it('every code that a text stands for is one of UCUM', () => {
    const texts = [
      'lb',
      'oz',
      'fl oz',
      'in',
      'feet',
      'mile',
      'gram',
      'mcg',
      'cc',
      'litre',
      'mmhg',
      'bpm',
      'celsius',
    ];
    const more = [
      'fahrenheit',
      'percent',
      'iu',
      'iu/l',
      'miu/l',
      'mm/hr',
      'm/ul',
      'kg/m²',
      'msec',
      'hr',
      'yr',
      'points',
    ];
    for (const text of [...texts, ...more]) {
      const reading = readUnit(text);
      expect({ text, valid: 'code' in reading && isUcumCode(reading.code) }).toEqual({ text, valid: true });
    }
  });

  it('takes what is measured to tell C and F from coulomb and farad, and leaves them where it cannot', () => {
    expect(readUnit('F', 'Cel')).toEqual({ code: '[degF]' });
    expect(readUnit('C', '[degF]')).toEqual({ code: 'Cel' });
    expect(readUnit('C')).toEqual({ unclear: 'ambiguous unit' });
    expect(readUnit('F', 'mg/dL')).toEqual({ unclear: 'ambiguous unit' });
    expect(readUnit('K/uL', '10*3/uL')).toEqual({ code: '10*3/uL' });
  });

  it('guesses nothing', () => {
    for (const text of ['calories', 'units', 'cup'])
      expect(readUnit(text)).toEqual({ unclear: 'ambiguous unit' });
    for (const text of [
      '',
      '  ',
      'a bit',
      'constructor',
      '__proto__',
      'x'.repeat(5000),
      '((((',
      'mg/',
      '\u0000',
    ])
      expect(readUnit(text)).toEqual({ unclear: 'unknown unit' });
  });
});
