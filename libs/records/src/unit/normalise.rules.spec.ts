import { conversion, normalised } from './normalise.rules.js';

const loinc = (code: string, unitCode: string | null) => ({ code, codeSystem: 'http://loinc.org', unitCode });
const own = (unitCode: string | null) => ({ code: null, codeSystem: null, unitCode });
const to = (
  value: string,
  unit: string | null,
  variable: ReturnType<typeof own> | ReturnType<typeof loinc>,
) => {
  const found = conversion(unit, variable);
  return found === null ? null : normalised(value, found);
};

describe('A value in the unit of its variable', () => {
  it('is the value itself, digit by digit, when the unit is the same', () => {
    expect(conversion('kg', own('kg'))).toEqual({ unit: 'kg', factor: '1', offset: '0' });
    expect(to('70.50', 'kg', own('kg'))).toBe('70.50');
    expect(to('70.50', 'kilograms', own('kg'))).toBe('70.50');
  });

  it('is exact between units of one dimension', () => {
    expect(conversion('lbs', own('kg'))).toEqual({ unit: 'kg', factor: '0.45359237', offset: '0' });
    expect(to('70.5', 'in', own('cm'))).toBe('179.07');
    expect(to('1', '[mi_i]', own('m'))).toBe('1609.344');
    expect(to('480', 'min', own('h'))).toBe('8');
    expect(to('1.1', 'Hz', own('/min'))).toBe('66');
    expect(to('3600', '/h', own('/min'))).toBe('60');
    expect(to('4184', 'kJ', own('kcal'))).toBe('1000');
    expect(to('120', 'kPa', own('Pa'))).toBe('120000');
    expect(to('4.5', '10*9/L', own('10*3/uL'))).toBe('4.5');
    expect(to('60', '{beats}/min', own('/min'))).toBe('60');
    expect(to('1', 'feet', own('m'))).toBe('0.3048');
    expect(to('1', '[foz_us]', own('mL'))).toBe('29.5735295625');
  });

  it('knows temperatures, whose scales begin elsewhere', () => {
    expect(to('98.6', '°F', own('Cel'))).toBe('37');
    expect(to('32', '[degF]', own('Cel'))).toBe('0');
    expect(to('-40', 'Cel', own('[degF]'))).toBe('-40');
    expect(to('310.15', 'K', own('Cel'))).toBe('37');
    expect(to('36.6', 'C', own('Cel'))).toBe('36.6');
    expect(to('100', 'F', own('Cel'))).toBe('37.777777777778');
  });

  it('is per cent where a source told a fraction', () => {
    expect(to('0.97', '1', own('%'))).toBe('97');
    expect(to('97', '%', own('%'))).toBe('97');
  });

  it('is mass where moles were told of a substance that is known, and not of others', () => {
    expect(to('5.5', 'mmol/L', loinc('2339-0', 'mg/dL'))).toBe('99.0858');
    expect(to('100', 'mg/dL', loinc('2339-0', 'mmol/L'))).toBe('5.550744909967');
    expect(to('5', 'mmol/L', loinc('2093-3', 'mg/dL'))).toBe('193.332');
    expect(to('88.4', 'umol/L', loinc('2160-0', 'mg/dL'))).toBe('0.99998080'.replace(/0+$/, ''));
    expect(to('5', 'mmol/L', loinc('6299-2', 'mg/dL'))).toBe('14.007');
    expect(to('140', 'meq/L', loinc('2947-0', 'mmol/L'))).toBe('140');
    expect(to('5', 'meq/L', loinc('49765-1', 'mg/dL'))).toBe('10.0195');
    expect(to('5', 'mmol/L', own('mg/dL'))).toBeNull();
    expect(to('5', 'mmol/L', { ...loinc('2339-0', 'mg/dL'), codeSystem: 'urn:else' })).toBeNull();
    expect(to('9', 'mmol/L', loinc('718-7', 'g/dL'))).toBeNull();
  });

  it('of glycated haemoglobin is what laboratories mean, not what units alone would give', () => {
    expect(to('48', 'mmol/mol', loinc('4548-4', '%'))).toBe('6.54304');
    expect(to('6.5', '%', loinc('4548-4', '%'))).toBe('6.5');
    expect(to('48', 'mmol/mol', loinc('4548-4', '1'))).toBeNull();
  });

  it('is not made up where units cannot be compared', () => {
    expect(to('70', 'kg', own('cm'))).toBeNull();
    expect(to('5', 'splodges', own('kg'))).toBeNull();
    expect(to('5', 'calories', own('kcal'))).toBeNull();
    expect(to('10', '[iU]', own('mg'))).toBeNull();
    expect(to('10', '[iU]/L', own('U/L'))).toBeNull();
    expect(to('90', 'mL/min', own('mL/min/{1.73_m2}'))).toBeNull();
    expect(to('60', 'dB', own('dB[SPL]'))).toBeNull();
    expect(to('7', '{score}', own('%'))).toBeNull();
    expect(to('100', '{steps}', own('{steps}/(24.h)'))).toBeNull();
    expect(to('70', null, own('kg'))).toBeNull();
  });

  it('counts things in counts, and takes a number without a unit for a score', () => {
    expect(to('100', 'count', own('{steps}'))).toBe('100');
    expect(to('100', '1', own('{steps}'))).toBe('100');
    expect(to('7', null, own('{score}'))).toBe('7');
    expect(to('7', '{strokes}', own('{steps}'))).toBeNull();
  });

  it('keeps its own unit where the variable has none', () => {
    expect(conversion('lbs', own(null))).toEqual({ unit: '[lb_av]', factor: '1', offset: '0' });
    expect(conversion(null, own(null))).toEqual({ unit: null, factor: '1', offset: '0' });
    expect(conversion('splodges', own(null))).toBeNull();
  });

  it('survives numbers of every size that a row can hold', () => {
    expect(to('1e308', 'kg', own('g'))).toHaveLength(312);
    expect(to('-0.0000000000001', 'kg', own('g'))).toBe('-0.0000000001');
    expect(to('NaN', 'kg', own('g'))).toBeNull();
    expect(to('1e999999999', 'kg', own('g'))).toBeNull();
  });
});
