import { decimalIn, sureDecimal } from './decimals.js';

describe('Numbers of tables', () => {
  it('have a decimal comma for sure when fewer than three digits follow it', () => {
    const cells = [
      '5.4',
      '5,4',
      '5,45',
      '1,234',
      '1.234',
      '+7',
      '-7',
      '',
      '1e3',
      '1,2,3',
      '12 3',
      '5,',
      '\u0665',
    ];
    expect(cells.map(sureDecimal)).toEqual([
      ...['5.4', '5.4', '5.45', undefined, '1.234', '7', '-7'],
      ...[undefined, undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  it('keep every digit, whatever their exponent', () => {
    const cells = [
      '1.50',
      '.5',
      '5.',
      '12e2',
      '1.234e2',
      '1.234e-2',
      '0.1e-1',
      '120e-1',
      '1e99',
      '1e100',
      'e5',
      '.',
    ];
    expect(cells.map((cell) => decimalIn({ decimal: '.' }, cell))).toEqual([
      ...['1.50', '0.5', '5', '1200', '123.4', '0.01234', '0.01', '12.0', `1${'0'.repeat(99)}`],
      ...[undefined, undefined, undefined],
    ]);
  });

  it('have signs between thousands only at their places', () => {
    const style = { decimal: ',', thousands: '.' } as const;
    const cells = ['1.234,5', '12.34,5', '1234,5', '.123', '1.234.567', '1..234', '\u22125,5'];
    expect(cells.map((cell) => decimalIn(style, cell))).toEqual([
      ...['1234.5', undefined, '1234.5', undefined, '1234567', undefined, '-5.5'],
    ]);
  });
});
