import type { Problem, ProblemField, Schemas } from '@carenode/ui';

type Sent = NonNullable<Schemas['PatientImport']['report']>;
type Whole = Required<Sent>;
/** Records of a file. */
export type RecordCounts = Whole['total'];
/** Rows of one kind. */
type RowCounts = Whole['rows']['profile'];

/** What became of a file, as it is shown. */
export interface ImportReport extends Pick<
  Whole,
  'total' | 'formats' | 'files' | 'ignored' | 'ignoredCount'
> {
  /** By the source's own name for such records, the most first. */
  readonly kinds: readonly (RecordCounts & { readonly kind: string })[];
  /** By what the records became, without those of which there are none. */
  readonly rows: readonly (RowCounts & { readonly kind: string })[];
  /** Records that were quarantined and notes, which are told page by page; null: the report is of an older version. */
  readonly problems: Whole['problems'] | null;
}

const ROW_WORDS: Readonly<Record<keyof Whole['rows'], string>> = {
  profile: 'About you',
  conditions: 'Conditions',
  treatments: 'Treatments',
  measurements: 'Measurements',
  goals: 'Goals',
  foods: 'Food log',
  activities: 'Activities',
};

/** The report of an import; null when there is none. */
export function reportFrom(sent: Sent | null): ImportReport | null {
  if (sent === null) return null;
  const { total, kinds, rows, formats = [], files = 0, ignored = [], ignoredCount = 0, problems } = sent;
  if (!total || !kinds || !rows) return olderReport({ ...sent });
  return {
    total,
    kinds: Object.entries(kinds)
      .map(([kind, counts]) => ({ kind, ...counts }))
      .sort((one, other) => other.read - one.read || one.kind.localeCompare(other.kind)),
    rows: rowsShown(rows),
    formats,
    files,
    ignored,
    ignoredCount,
    problems: problems ?? null,
  };
}

/** Reports of older versions, which the API's description leaves open, are of FHIR bundles. */
function olderReport({ read, entries, stored, skipped }: Fields): ImportReport | null {
  if (!isRecord(entries) || !isRecord(stored)) return null;
  const rows = Object.entries(stored).map(([kind, value]) => {
    const counts = isRecord(value) ? value : {};
    return [
      kind,
      {
        created: numberFrom(counts['created']),
        updated: numberFrom(counts['updated']),
        duplicate: numberFrom(counts['duplicate']),
      },
    ] as const;
  });
  return {
    total: {
      read: numberFrom(read),
      stored: numberFrom(entries['stored']),
      duplicate: numberFrom(entries['duplicate']),
      quarantined: numberFrom(entries['refused']),
      skipped: numberFrom(entries['skipped']),
    },
    kinds: Object.entries(isRecord(skipped) ? skipped : {}).map(([kind, count]) => ({
      kind,
      read: numberFrom(count),
      stored: 0,
      duplicate: 0,
      quarantined: 0,
      skipped: numberFrom(count),
    })),
    rows: rowsShown(Object.fromEntries(rows)),
    formats: [],
    files: 1,
    ignored: [],
    ignoredCount: 0,
    problems: null,
  };
}

function rowsShown(rows: Readonly<Record<string, RowCounts>>): ImportReport['rows'] {
  const words: Readonly<Record<string, string>> = ROW_WORDS;
  return Object.entries(rows)
    .filter(([, { created, updated, duplicate }]) => created + updated + duplicate > 0)
    .map(([kind, counts]) => ({ kind: words[kind] ?? kind, ...counts }))
    .sort((one, other) => one.kind.localeCompare(other.kind));
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

const numberFrom = (value: unknown) => (typeof value === 'number' ? value : 0);

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
