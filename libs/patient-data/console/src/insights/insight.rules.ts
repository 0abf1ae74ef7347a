/** What an insight says of the data it rests on. Providers write theirs freely: whatever is not there is null. */
export interface InsightFacts {
  readonly measure: string | null;
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  readonly unit: string | null;
  readonly n: number | null;
  readonly effectiveN: number | null;
  readonly lagDays: number | null;
  readonly p: number | null;
  readonly q: number | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly method: string | null;
  readonly version: number | null;
  /** Questions that were looked at in the same run. */
  readonly tried: number | null;
  readonly rows: readonly { readonly table: string; readonly count: number | null }[];
}

export function factsOf(sources: unknown): InsightFacts {
  const fields = recordOf(sources);
  const effect = recordOf(fields['effect']);
  const period = recordOf(fields['period']);
  const tried = recordOf(fields['tried']);
  const [from, to] = [textOf(period['from']), textOf(period['to'])];
  const [associations, trends] = [numberOf(tried['associations']), numberOf(tried['trends'])];
  return {
    measure: textOf(effect['measure']),
    value: numberOf(effect['value']),
    interval: intervalOf(effect['interval']),
    unit: textOf(effect['unit']),
    n: numberOf(fields['n']),
    effectiveN: numberOf(fields['effectiveN']),
    lagDays: numberOf(fields['lagDays']),
    p: numberOf(fields['p']),
    q: numberOf(fields['q']),
    period: from === null || to === null ? null : { from, to },
    method: textOf(fields['method']),
    version: numberOf(fields['version']),
    tried: associations === null || trends === null ? null : associations + trends,
    rows: listOf(fields['rows']).flatMap((row) => {
      const { table, count } = recordOf(row);
      return typeof table === 'string' ? [{ table, count: numberOf(count) }] : [];
    }),
  };
}

/** A score of confidence in a word, and what it means. */
export function confidenceOf(score: number): {
  readonly word: string;
  readonly color: string;
  readonly meaning: string;
} {
  if (score >= 0.9)
    return {
      word: 'High',
      color: 'green',
      meaning: 'It would be a surprise if this were chance, or a trifle.',
    };
  if (score >= 0.7)
    return {
      word: 'Fair',
      color: 'care',
      meaning: 'It is probably more than chance, but may be small. Worth watching.',
    };
  return { word: 'Low', color: 'yellow', meaning: 'It may be small, or chance. More days will tell.' };
}

/** A score in percent; never 100, as nothing here is certain. */
export const percentText = (score: number) => `${Math.min(99, Math.round(score * 100))} %`;

/** Three significant digits: more would look surer than it is. */
export const roundText = (value: number) => String(Number(value.toPrecision(3))).replace('-', '−');

const LAGS = ['the same day', 'the next day', 'two days later', 'three days later'];

export function lagText(days: number): string {
  return LAGS[days] ?? `${days} days later`;
}

const TABLE_WORDS: Readonly<Record<string, string>> = {
  measurements: 'measurements',
  patient_condition_events: 'notes of how your conditions were',
  patient_treatments: 'treatments',
  patient_activity_log: 'logged activities',
  patient_food_log: 'food log entries',
};

/** Rows of a table in words: `1,204 measurements`. */
export function rowsText({ table, count }: InsightFacts['rows'][number]): string {
  const words = TABLE_WORDS[table] ?? table.replaceAll('_', ' ');
  return count === null ? words : `${count.toLocaleString('en-GB')} ${words}`;
}

/** Where an interval is drawn: a scale that holds it and 0, as shares of its width. */
export function intervalDrawing({
  measure,
  value,
  interval,
}: Pick<InsightFacts, 'measure' | 'value' | 'interval'>): {
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly zero: number;
  readonly ends: readonly [number, number];
} | null {
  if (value === null || interval === null) return null;
  const [low, high] = interval;
  const reach =
    measure === 'change-per-week' ? Math.max(Math.abs(low), Math.abs(high), Math.abs(value)) * 1.15 || 1 : 1;
  const share = (at: number) => Math.min(1, Math.max(0, (at + reach) / (2 * reach)));
  return { low: share(low), high: share(high), value: share(value), zero: 0.5, ends: [-reach, reach] };
}

export interface OpenQuestion {
  /** As the analysis names it. */
  readonly question: string;
  /** What may go before; null for a question about a trend. */
  readonly factor: string | null;
  readonly outcome: string;
}

export interface OpenGroup {
  readonly reason: string;
  readonly text: string;
  /** What would help. */
  readonly remedy: string;
  readonly count: number;
  /** Those that are named. */
  readonly questions: readonly OpenQuestion[];
}

const REASONS: Readonly<Record<string, readonly [text: string, remedy: string]>> = {
  'too-few-days': [
    'Too few days on which both were recorded',
    'At least 30 days of the last three years with both are needed; a trend needs 12 weeks.',
  ],
  'too-few-values': ['Too few different values', 'It was nearly always recorded with the same number.'],
  'one-sided': ['Nearly always the same', 'At least 10 days with it and 10 without it are needed.'],
  'too-few-changes': [
    'It began or ended too few times',
    'One beginning cannot be told from whatever else began then; 6 are needed.',
  ],
  'too-alike': [
    'Days too much like the days before them',
    'More days will tell, as neighbours among them say little new.',
  ],
};

/** What cannot be told yet, by what is missing, the most first; names are those of the series by key. */
export function openGroups(sources: unknown, nameOf: (key: string) => string): OpenGroup[] {
  const { cannotTell, open } = recordOf(sources);
  const counts = Object.entries(recordOf(cannotTell)).flatMap(([reason, count]) =>
    typeof count === 'number' && count > 0 ? [{ reason, count }] : [],
  );
  const named = listOf(open).map(recordOf);
  return counts
    .sort((one, other) => other.count - one.count)
    .map(({ reason, count }) => ({
      reason,
      count,
      text: REASONS[reason]?.[0] ?? reason,
      remedy: REASONS[reason]?.[1] ?? '',
      questions: named
        .filter((one) => one['reason'] === reason)
        .flatMap(({ question }) =>
          typeof question === 'string' ? (questionOf(question, nameOf) ?? []) : [],
        ),
    }));
}

/** `association|food:protein|variable:<id>` or `trend|variable:<id>`. Names of foods may hold a bar themselves. */
function questionOf(question: string, nameOf: (key: string) => string): OpenQuestion | null {
  const trend = /^trend\|(.+)$/s.exec(question)?.[1];
  if (trend !== undefined) return { question, factor: null, outcome: nameOf(trend) };
  const [, factor, outcome] = /^association\|(.+)\|((?:variable|severity):[^|]+)$/s.exec(question) ?? [];
  return factor === undefined || outcome === undefined
    ? null
    : { question, factor: nameOf(factor), outcome: nameOf(outcome) };
}

const AMOUNTS: Readonly<Record<string, string>> = {
  'food:meals': 'Meals a day',
  'activity-minutes': 'Activity logged',
  'activity-energy': 'Energy used in activities',
  'severity:none': 'Severity of symptoms',
};

/** The name of a series by its key; variables and conditions are looked up by id. */
export function seriesName(
  key: string,
  variables: ReadonlyMap<string, string>,
  conditions: ReadonlyMap<string, string>,
): string {
  const known = AMOUNTS[key];
  if (known !== undefined) return known;
  const [, kind = '', rest = key] = /^([a-z-]+):(.+)$/s.exec(key) ?? [];
  if (kind === 'variable') return variables.get(rest) ?? 'A variable';
  if (kind === 'severity') return `Severity of ${conditions.get(rest) ?? 'a condition'}`;
  const name = kind === 'nutrient' ? (rest.split('|')[0] ?? rest) : rest;
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return kind === 'food' || kind === 'nutrient' ? `${capital} eaten` : capital;
}

type Fields = Readonly<Record<string, unknown>>;

const recordOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const textOf = (value: unknown) => (typeof value === 'string' ? value : null);

function intervalOf(value: unknown): readonly [number, number] | null {
  const [low, high] = listOf(value).map(numberOf);
  return low === undefined || high === undefined || low === null || high === null ? null : [low, high];
}
