import type { ImportReport } from '@carenode/patient-data-contract';

import { table } from '../../terminal/table.js';

/** The report as people read it: what adds up first, then kinds and rows. */
export function reportText(file: string, patientId: string, report: ImportReport): string {
  const { read, stored, duplicate, quarantined, skipped } = report.total;
  const rows = Object.entries(report.rows).filter(
    ([, { created, updated, duplicate }]) => created + updated + duplicate > 0,
  );
  const { notes } = report.problems;
  return [
    `Imported ${file} (${report.formats.map(({ title }) => title).join(', ')}) for the patient ${patientId}.`,
    `${read} records read = ${stored} stored + ${duplicate} duplicate + ${quarantined} quarantined + ${skipped} skipped`,
    '',
    table(
      ['records of', 'read', 'stored', 'duplicate', 'quarantined', 'skipped'],
      Object.entries(report.kinds).map(([kind, counts]) => [
        kind,
        counts.read,
        counts.stored,
        counts.duplicate,
        counts.quarantined,
        counts.skipped,
      ]),
      'No records.',
    ),
    '',
    table(
      ['rows of', 'created', 'updated', 'duplicate'],
      rows.map(([kind, { created, updated, duplicate }]) => [kind, created, updated, duplicate]),
      'No rows.',
    ),
    ...ignored(report),
    ...(quarantined + notes > 0
      ? ['', `${quarantined} quarantined records and ${notes} notes: the import in the console tells which.`]
      : []),
  ].join('\n');
}

function ignored({ ignored: named, ignoredCount }: ImportReport): string[] {
  if (ignoredCount === 0) return [];
  return [
    '',
    `Files that were not read: ${ignoredCount}`,
    ...named.slice(0, 20).map(({ path, reason }) => `  ${path}: ${reason}`),
  ];
}
