import type { Problem, ProblemField } from '@carenode/ui';

/** Records of a file. */
export interface RecordCounts {
  readonly read: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly quarantined: number;
  readonly skipped: number;
}

/** Rows of one kind. */
export interface RowCounts {
  readonly created: number;
  readonly updated: number;
  readonly duplicate: number;
}

/** What became of a file, as it is shown. */
export interface ImportReport {
  readonly total: RecordCounts;
  /** By the source's own name for such records, the most first. */
  readonly kinds: readonly (RecordCounts & { readonly kind: string })[];
  /** By what the records became, without those of which there are none. */
  readonly rows: readonly (RowCounts & { readonly kind: string })[];
  readonly formats: readonly { readonly id: string; readonly title: string; readonly files: number }[];
  readonly files: number;
  readonly ignored: readonly { readonly path: string; readonly reason: string }[];
  readonly ignoredCount: number;
  /** Records that were quarantined and notes, which are told page by page; null: the report is of an older version. */
  readonly problems: { readonly quarantined: number; readonly notes: number; readonly told: number } | null;
}

const ROW_WORDS: Readonly<Record<string, string>> = {
  profile: 'About you',
  conditions: 'Conditions',
  treatments: 'Treatments',
  measurements: 'Measurements',
  goals: 'Goals',
  foods: 'Food log',
  activities: 'Activities',
};

/** The report of an import; null when there is none, or one of another shape. Those of older versions are of FHIR bundles. */
export function reportFrom(value: unknown): ImportReport | null {
  if (!isRecord(value)) return null;
  if (isRecord(value['entries'])) return olderReport(value, value['entries']);
  const total = recordCounts(value['total']);
  if (!total || !isRecord(value['kinds']) || !isRecord(value['rows'])) return null;
  const { quarantined, notes, told } = isRecord(value['problems']) ? value['problems'] : {};
  return {
    total,
    kinds: Object.entries(value['kinds'])
      .flatMap(([kind, counts]) => {
        const found = recordCounts(counts);
        return found ? [{ kind, ...found }] : [];
      })
      .sort((one, other) => other.read - one.read || one.kind.localeCompare(other.kind)),
    rows: rowsFrom(value['rows']),
    formats: listFrom(value['formats'], ['title']) as unknown as ImportReport['formats'],
    files: numberFrom(value['files']),
    ignored: listFrom(value['ignored'], ['path', 'reason']) as unknown as ImportReport['ignored'],
    ignoredCount: numberFrom(value['ignoredCount']),
    problems: { quarantined: numberFrom(quarantined), notes: numberFrom(notes), told: numberFrom(told) },
  };
}

function olderReport(value: Fields, { stored, duplicate, skipped, refused }: Fields): ImportReport | null {
  const total = recordCounts({ read: value['read'], stored, duplicate, skipped, quarantined: refused });
  if (!total || !isRecord(value['stored'])) return null;
  return {
    total,
    kinds: Object.entries(isRecord(value['skipped']) ? value['skipped'] : {}).map(([kind, count]) => ({
      kind,
      read: numberFrom(count),
      stored: 0,
      duplicate: 0,
      quarantined: 0,
      skipped: numberFrom(count),
    })),
    rows: rowsFrom(value['stored']),
    formats: [],
    files: 1,
    ignored: [],
    ignoredCount: 0,
    problems: null,
  };
}

/** Whether each number of a report accounts for every record, and the kinds for the total. */
export function addsUp({ total, kinds, problems }: ImportReport): boolean {
  const adds = ({ read, stored, duplicate, quarantined, skipped }: RecordCounts) =>
    read === stored + duplicate + quarantined + skipped;
  if (!adds(total) || !kinds.every(adds)) return false;
  if (problems === null) return true;
  return (['read', 'stored', 'duplicate', 'quarantined', 'skipped'] as const).every(
    (name) => kinds.reduce((sum, kind) => sum + kind[name], 0) === total[name],
  );
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

type Fields = Readonly<Record<string, unknown>>;

function rowsFrom(value: Fields): ImportReport['rows'] {
  return Object.entries(value)
    .flatMap(([kind, counts]) => {
      if (!isRecord(counts)) return [];
      const [created, updated, duplicate] = ['created', 'updated', 'duplicate'].map((name) =>
        numberFrom(counts[name]),
      ) as [number, number, number];
      return created + updated + duplicate > 0
        ? [{ kind: ROW_WORDS[kind] ?? kind, created, updated, duplicate }]
        : [];
    })
    .sort((one, other) => one.kind.localeCompare(other.kind));
}

function recordCounts(value: unknown): RecordCounts | null {
  if (!isRecord(value)) return null;
  const { read, stored, duplicate, quarantined, skipped } = value;
  const counts = { read, stored, duplicate, quarantined, skipped };
  return Object.values(counts).every((count) => typeof count === 'number') ? (counts as RecordCounts) : null;
}

const numberFrom = (value: unknown) => (typeof value === 'number' ? value : 0);

function listFrom(value: unknown, texts: readonly string[]): readonly Fields[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(isRecord).filter((item) => texts.every((name) => typeof item[name] === 'string'));
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
