import { addsUp, problemFrom, reportFrom } from './import-report.js';

const report = {
  read: 10,
  entries: { stored: 4, duplicate: 3, skipped: 2, refused: 1 },
  stored: {},
  skipped: { Claim: 2 },
  refused: [],
  warnings: [],
};

describe('the report of an import', () => {
  it('is taken when it has its shape', () => {
    expect(reportFrom(report)).toBe(report);
  });

  it.each([
    [null],
    [{}],
    [{ ...report, read: '10' }],
    [{ ...report, refused: {} }],
    [{ ...report, stored: null }],
  ])('is none when it is %j', (value) => {
    expect(reportFrom(value)).toBeNull();
  });

  it('adds up when every entry read is stored, there already, skipped or refused', () => {
    expect(addsUp(report)).toBe(true);
    expect(addsUp({ ...report, read: 11 })).toBe(false);
  });
});

describe('the problem of an import', () => {
  it('says so when the instance did not say why', () => {
    expect(problemFrom(null)).toEqual({
      code: 'unknown',
      detail: 'The instance did not say why.',
      errors: [],
    });
  });
});
