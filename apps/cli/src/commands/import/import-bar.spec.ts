import { progressText } from './import-bar.js';

const MIB = 1024 * 1024;

describe('The progress of an import', () => {
  it('tells bytes, records, rate and what is left', () => {
    const progress = {
      bytesRead: 250 * MIB,
      bytesTotal: 1000 * MIB,
      recordsRead: 900_000,
      recordsDone: 900_000,
    };
    expect(progressText(progress, 20)).toBe(
      '25 % · 250.0 of 1000.0 MiB · 900,000 records · 45,000/s · 1:00 left',
    );
  });

  it('is not done while records that were read are not stored', () => {
    const progress = { bytesRead: MIB, bytesTotal: MIB, recordsRead: 100, recordsDone: 50 };
    expect(progressText(progress, 1)).toBe('50 % · 1.0 of 1.0 MiB · 50 records · 50/s · 0:01 left');
  });

  it('promises nothing before anything is read', () => {
    const progress = { bytesRead: 0, bytesTotal: MIB, recordsRead: 0, recordsDone: 0 };
    expect(progressText(progress, 0)).toBe('0 % · 0.0 of 1.0 MiB · 0 records · 0/s');
  });
});
