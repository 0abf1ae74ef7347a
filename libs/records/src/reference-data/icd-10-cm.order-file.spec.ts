import { readOrderLine } from './icd-10-cm.order-file.js';

const line = (code: string, flag: string, short: string, long: string) =>
  `00042 ${code.padEnd(7)} ${flag} ${short.padEnd(60)} ${long}`;

describe('a line of the ICD-10-CM order file', () => {
  it('gives code with its dot, both descriptions, and whether it is valid for claims', () => {
    expect(
      readOrderLine(
        line('E119', '1', 'Type 2 diabetes w/o comp', 'Type 2 diabetes mellitus without complications'),
      ),
    ).toEqual({
      code: 'E11.9',
      name: 'Type 2 diabetes mellitus without complications',
      shortName: 'Type 2 diabetes w/o comp',
      isBillable: true,
    });
    expect(readOrderLine(line('E11', '0', 'Type 2 diabetes', 'Type 2 diabetes mellitus'))).toMatchObject({
      code: 'E11',
      isBillable: false,
    });
    expect(readOrderLine(line('S72001A', '1', 'x', 'Fracture'))).toMatchObject({ code: 'S72.001A' });
    expect(readOrderLine(line('C7A00', '1', 'x', 'Carcinoid'))).toMatchObject({ code: 'C7A.00' });
  });

  it.each([
    ['without an order number', line('E119', '1', 'x', 'y').slice(1), 'columns 1 to 6'],
    ['with a dot in the code', line('E11.9', '1', 'x', 'y'), 'columns 7 to 13'],
    ['with a code in small letters', line('e119', '1', 'x', 'y'), 'columns 7 to 13'],
    ['with another flag', line('E119', '2', 'x', 'y'), 'column 15'],
    ['cut off before the long description', line('E119', '1', 'x', 'y').slice(0, 60), 'column 78'],
    ['that is empty', '', 'columns 1 to 6'],
    ['of XML', '<?xml version="1.0"?>', 'columns 1 to 6'],
    ['with a NUL', line('E119', '1', 'x', 'y\u0000'), 'control character'],
    ['that is not UTF-8', line('E119', '1', 'x', 'M\ufffdni\ufffdre'), 'UTF-8'],
    ['with an endless description', line('E119', '1', 'x', 'y'.repeat(501)), '500 characters'],
  ])('is refused %s', (_what, text, reason) => {
    expect(readOrderLine(text)).toEqual({ reason: expect.stringContaining(reason) });
  });
});
