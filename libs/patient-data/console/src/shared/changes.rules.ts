import { momentText, valueText } from '@carenode/ui';

/** Names of a record's fields, as people call them. Fields without a name are not shown. */
export type FieldLabels = Readonly<Record<string, string>>;
/** How values of a field are written where they do not speak for themselves; a missing value is always `nothing`. */
export type FieldTexts = Readonly<Record<string, (value: unknown) => string>>;
type Row = Readonly<Record<string, unknown>>;

export interface Change {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** What is different between a record as it was and as it is. */
export function changesBetween(
  before: Row,
  after: Row,
  labels: FieldLabels,
  texts: FieldTexts = {},
): Change[] {
  return Object.entries(labels)
    .map(([field, label]) => ({
      label,
      from: shown(before[field], texts[field]),
      to: shown(after[field], texts[field]),
    }))
    .filter(({ from, to }) => from !== to);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

function shown(value: unknown, text?: FieldTexts[string]): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (text) return text(value);
  if (typeof value === 'number') return valueText(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return JSON.stringify(value);
  return INSTANT.test(value) ? momentText(value) : value;
}
