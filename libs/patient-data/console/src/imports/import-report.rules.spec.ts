import { addsUp, type ImportReport, problemFrom, reportFrom } from './import-report.rules.js';

const counts = (read: number, stored: number, duplicate = 0, quarantined = 0, skipped = 0) => ({
  read,
  stored,
  duplicate,
  quarantined,
  skipped,
});
const nothing = { created: 0, updated: 0, duplicate: 0 };
const sent = {
  formats: [{ id: 'libreview', title: 'LibreView export', files: 1 }],
  files: 2,
  ignored: [{ path: 'readme.txt', reason: 'no format' }],
  ignoredCount: 1,
  total: counts(10, 4, 3, 1, 2),
  kinds: { scan: counts(3, 1, 1, 1), historic: counts(7, 3, 2, 0, 2) },
  rows: { measurements: { ...nothing, created: 4 }, goals: nothing },
  problems: { quarantined: 1, notes: 0, told: 1 },
};
const shown = (value: object) => reportFrom(value) as ImportReport;

describe('the report of an import', () => {
  it('tells its kinds, the most first, and only the rows that there are', () => {
    const { kinds, rows, total } = shown(sent);
    expect(total).toEqual(sent.total);
    expect(kinds.map(({ kind }) => kind)).toEqual(['historic', 'scan']);
    expect(rows).toEqual([{ kind: 'Measurements', created: 4, updated: 0, duplicate: 0 }]);
  });

  it('adds up when every record read is stored, there already, quarantined or skipped, in each kind and in all', () => {
    expect(addsUp(shown(sent))).toBe(true);
    expect(addsUp(shown({ ...sent, total: counts(11, 4, 3, 1, 2) }))).toBe(false);
    expect(addsUp(shown({ ...sent, kinds: { scan: counts(3, 1, 1, 1) } }))).toBe(false);
    expect(addsUp(shown({ ...sent, kinds: { ...sent.kinds, scan: counts(3, 3, 1, 1) } }))).toBe(false);
  });

  it('is none where there is none, and where it is of no known shape', () => {
    expect([null, {}, { files: 1 }].map((value) => reportFrom(value))).toEqual([null, null, null]);
  });

  it('of an older version is shown too', () => {
    const older = {
      read: 10,
      entries: { stored: 4, duplicate: 3, skipped: 2, refused: 1 },
      stored: { Observation: { created: 4, updated: 0, duplicate: 3 } },
      skipped: { Claim: 2 },
      refused: [],
      warnings: [],
    };
    const report = shown(older);
    expect(report.total).toEqual(counts(10, 4, 3, 1, 2));
    expect(report.kinds).toEqual([{ kind: 'Claim', ...counts(2, 0, 0, 0, 2) }]);
    expect(report.rows).toEqual([{ kind: 'Observation', created: 4, updated: 0, duplicate: 3 }]);
    expect(report.problems).toBeNull();
    expect(addsUp(report)).toBe(true);
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
