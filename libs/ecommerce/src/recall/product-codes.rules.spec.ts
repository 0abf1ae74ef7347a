import { gtin14, gtinsOf, ndcsOf } from './product-codes.rules.js';

describe('codes of products in a text', () => {
  it('are NDCs of three parts anywhere, and of two parts or eleven digits after the word', () => {
    expect(
      ndcsOf(
        'bottles, NDC 0555-0971-02; NDC 62032-110, NDC #55390-009-01 (NDC: 51552-0445-1) NDC 00143974910',
      ),
    ).toEqual(['0555-0971-02', '55390-009-01', '51552-0445-1', '62032-110', '00143-9749-10']);
    expect(ndcsOf('Lot 36-262162, phone 888-658-6200, item 0967-57-2017619')).toEqual([]);
  });

  it('are trade item numbers whose check digit is right, with 14 digits', () => {
    expect(gtinsOf('UPC 3 61958 01011 5; UPC CODE: 633090804632, UPC 3 61958 01011 6')).toEqual([
      '00361958010115',
      '00633090804632',
    ]);
    expect(gtin14('0301432112508')).toBe('00301432112508');
    expect([gtin14('96385074'), gtin14('96385075'), gtin14('12'), gtin14('x')]).toEqual([
      '00000096385074',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
