import { isLotCode } from './lot-code.rules.js';

describe('the code of a lot', () => {
  it.each(['A', '7', 'AB123', '4261-4718', 'ln/12.5_b', '#12 (B)', 'B+12*', '12 – 3', 'Ladung 7'])(
    'may be %j',
    (code) => expect(isLotCode(code)).toBe(true),
  );

  it.each([
    ['blank', ' '],
    ['nothing', ''],
    ['of signs alone', '--/*'],
    ['with a blank before', ' A1'],
    ['with a blank after', 'A1\u00a0'],
    ['with a Cyrillic А', '\u0410B123'],
    ['with a Greek Β', 'A\u0392123'],
    ['with full-width digits', 'AB\uff11\uff12'],
    ['with Arabic digits', 'AB\u0661'],
    ['of other letters alone', '批号'],
    ['with an accent', 'LÉ12'],
    ['with an accent of its own', 'LE\u030112'],
    ['with a number that is no digit', 'AB²'],
  ])('is not %s', (_, code) => expect(isLotCode(code)).toBe(false));
});
