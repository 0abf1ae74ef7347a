import { type BatchCounts, reportOf, sumOfBatches } from './import-report.rules.js';
import type { Recognised } from './reading/messages.js';

const recognised: Recognised = {
  formats: [{ id: 'fhir-r4', title: 'FHIR R4', files: 1 }],
  files: 2,
  ignored: [{ path: 'readme.txt', reason: 'is of no format' }],
  ignoredCount: 1,
};
const batches: readonly BatchCounts[] = [
  { kinds: { Observation: [3, 1, 0], Goal: [1, 0, 0] }, rows: { measurements: [4, 0, 1] }, told: 1 },
  { kinds: { Observation: [0, 2, 1] }, rows: { measurements: [0, 0, 2], goals: [0, 1, 0] }, told: 2 },
];
const counts = (read: number, added: number, skipped = 0, quarantined = 0) => ({
  read,
  added,
  skipped,
  quarantined,
});

describe('The report of an import', () => {
  it('adds up, for every kind and in total', () => {
    const totals = { Observation: counts(9, 7, 0, 2), Goal: counts(1, 1), Device: counts(4, 0, 4) };
    const report = reportOf(recognised, { totals, notes: 3 }, sumOfBatches(batches));
    expect(report).toMatchObject({
      ...recognised,
      total: { read: 14, stored: 4, duplicate: 3, quarantined: 3, skipped: 4 },
      kinds: {
        Observation: { read: 9, stored: 3, duplicate: 3, quarantined: 3, skipped: 0 },
        Goal: { read: 1, stored: 1, duplicate: 0, quarantined: 0, skipped: 0 },
        Device: { read: 4, stored: 0, duplicate: 0, quarantined: 0, skipped: 4 },
      },
      problems: { quarantined: 3, notes: 3, told: 3 },
    });
    expect(report.rows.measurements).toEqual({ created: 4, updated: 0, duplicate: 3 });
    expect(report.rows.goals).toEqual({ created: 0, updated: 1, duplicate: 0 });
    expect(report.rows.foods).toEqual({ created: 0, updated: 0, duplicate: 0 });
  });

  it('is none when what is stored is not what was read', () => {
    const totals = { Observation: counts(8, 8), Goal: counts(1, 1) };
    expect(() => reportOf(recognised, { totals, notes: 0 }, sumOfBatches(batches))).toThrow(
      'not what was read',
    );
  });
});
