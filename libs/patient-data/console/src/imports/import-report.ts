import type { Problem, ProblemField } from '@carenode/ui';

/** What became of the entries of a file, as an import keeps it. The API's document leaves its shape open. */
export interface ImportReport {
  readonly read: number;
  readonly entries: {
    readonly stored: number;
    readonly duplicate: number;
    readonly skipped: number;
    readonly refused: number;
  };
  /** Rows by resource type. */
  readonly stored: Readonly<Record<string, RowCounts>>;
  /** Entries of types that are not read. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly refused: readonly EntryNote[];
  readonly warnings: readonly EntryNote[];
}

export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  readonly duplicate: number;
}

export interface EntryNote {
  /** Position in the bundle, from 0. */
  readonly entry: number;
  readonly resourceType: string;
  readonly field: string;
  readonly reason: string;
}

/** The report of an import; null when there is none, or one of another shape. */
export function reportFrom(value: unknown): ImportReport | null {
  if (!isRecord(value) || !isRecord(value['entries'])) return null;
  const { stored, duplicate, skipped, refused } = value['entries'];
  const counts = [value['read'], stored, duplicate, skipped, refused];
  if (!counts.every((count) => typeof count === 'number')) return null;
  if (!isRecord(value['stored']) || !isRecord(value['skipped'])) return null;
  if (!Array.isArray(value['refused']) || !Array.isArray(value['warnings'])) return null;
  return value as unknown as ImportReport;
}

/** Whether the numbers of a report account for every entry that was read. */
export function addsUp({ read, entries: { stored, duplicate, skipped, refused } }: ImportReport): boolean {
  return read === stored + duplicate + skipped + refused;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why a file was refused, as its import keeps it. */
export function problemFrom(value: unknown): Pick<Problem, 'code' | 'detail' | 'errors'> {
  const { code, detail, errors } = isRecord(value) ? value : {};
  return {
    code: typeof code === 'string' ? code : 'unknown',
    detail: typeof detail === 'string' ? detail : 'The instance did not say why.',
    errors: Array.isArray(errors) ? (errors as ProblemField[]) : [],
  };
}
