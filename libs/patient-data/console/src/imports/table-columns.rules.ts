/** A column of a table as the question about it tells: its name, and how some of its cells look. */
export interface TableColumn {
  /** From 1. */
  readonly number: number;
  /** How a mapping names it: its heading, or `#3` where that is not one column's alone. */
  readonly key: string;
  readonly label: string;
  /** Letters as `a`, digits as `9`. */
  readonly looks: readonly string[];
}

/** `Weight: 99,9, 99` as its name and looks. A look has no letters but `a`, so it is where the rest has none. */
export function columnsOf(examples: readonly string[]): TableColumn[] {
  const parsed = examples.map((example) => {
    for (let at = example.indexOf(': '); at !== -1; at = example.indexOf(': ', at + 1)) {
      const rest = example.slice(at + 2);
      if (/^[^\p{L}]*$/u.test(rest.replace(/aa?/g, '')))
        return { name: example.slice(0, at), looks: rest.split(', ') };
    }
    return { name: example, looks: [] };
  });
  return parsed.map(({ name, looks }, at) => {
    const isOneAlone =
      name !== '' && name.length < 100 && parsed.filter((one) => one.name === name).length === 1;
    return {
      number: at + 1,
      key: isOneAlone ? name : `#${at + 1}`,
      label: isOneAlone ? name : `${name || 'Column'} (${at + 1})`,
      looks,
    };
  });
}

/** What a native select offers of columns. */
export const columnChoices = (columns: readonly TableColumn[], none: string) => [
  { value: '', label: none },
  ...columns.map(({ key, label }) => ({ value: key, label })),
];

const looksSo = (pattern: RegExp) => (column: TableColumn) => column.looks.some((look) => pattern.test(look));

export const hasDates = looksSo(/9{1,4}[-/.]9{1,2}[-/.]9{1,4}/);
export const hasHours = looksSo(/^9{1,2}:9{2}/);
/** Hours beside the day, in one column. */
export const hasClockTimes = looksSo(/9:9/);
export const hasNumbers = looksSo(/^[-+]?9[9.,' ]*%?$/);
