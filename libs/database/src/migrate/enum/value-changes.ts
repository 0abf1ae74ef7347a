/** How the values change that a column may have. Values are told apart as PostgreSQL does: letter by letter. */
export interface ValueChanges {
  /** Number of the first of the five steps: 10 makes `0010-…` to `0014-…`. */
  readonly first: number;
  /** What the values say, in kebab-case: `activity-intensity`. */
  readonly name: string;
  /** Why they change, in one sentence. */
  readonly why: string;
  /** A table of the module, in schema public. */
  readonly table: string;
  readonly column: string;
  /** The column whose order batches of rows follow; `id` if absent. */
  readonly key?: string;
  /** What limits the column: the CHECK that lists its values, `column in (…)`, or its enum type (in schema public). */
  readonly limitedBy: { readonly check: string } | { readonly type: string };
  /** Every value before the change, in the order of the CHECK or the type. */
  readonly from: readonly string[];
  /** New values → what a row with one becomes on the way back: an older value, or null. */
  readonly add?: Readonly<Record<string, string | null>>;
  /** Values → what they are called from now on. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Values → the other value that takes in their rows. */
  readonly merge?: Readonly<Record<string, string>>;
  /** Values that go → what their rows become, or null. */
  readonly remove?: Readonly<Record<string, string | null>>;
  /** The comment of the column, before and after, if it tells the values. */
  readonly comment?: { readonly from: string; readonly to: string };
  /**
   * For functions and views that name a value where it cannot be told whether it is this column's: `public.f(uuid)` or
   * `public.v` → `rewrite` every mention, or `leave` them all.
   */
  readonly mentions?: Readonly<Record<string, 'rewrite' | 'leave'>>;
}

/** The changes, thought through: which values there are at which time, and what becomes of rows. */
export interface ValuePlan {
  readonly changes: ValueChanges;
  /** What is allowed while rows are changed: old and new values. */
  readonly wide: readonly string[];
  /** What is allowed in the end. */
  readonly to: readonly string[];
  /** Old value → new one, on the way up. */
  readonly forward: ReadonlyMap<string, string | null>;
  /** New value → old one, on the way back, for rows without a former value. */
  readonly back: ReadonlyMap<string, string | null>;
}

/** Throws one sentence for changes that contradict each other. */
export function planOf(changes: ValueChanges): ValuePlan {
  const { from, add = {}, rename = {}, merge = {}, remove = {}, table, column } = changes;
  const say = (words: string): never => {
    throw new Error(`The changes of ${table}.${column} ${words}.`);
  };
  const isType = 'type' in changes.limitedBy;
  const touched = [...Object.keys(rename), ...Object.keys(merge), ...Object.keys(remove)];
  for (const value of touched) {
    if (!from.includes(value)) say(`name "${value}", which is none of the values before`);
    if (touched.filter((other) => other === value).length > 1) say(`do two things with "${value}"`);
  }
  for (const value of [...Object.keys(add), ...Object.values(rename)])
    if (from.includes(value)) say(`make "${value}", which is there already`);
  const to = [
    ...from.filter((value) => !(value in merge) && !(value in remove)).map((value) => rename[value] ?? value),
    ...Object.keys(add),
  ];
  if (new Set(to).size !== to.length) say('make a value twice');
  for (const value of [...Object.values(merge), ...Object.values(remove)])
    if (value !== null && !to.includes(value)) say(`give rows "${value}", which is no value afterwards`);
  for (const value of Object.values(add))
    if (value !== null && !from.includes(value)) say(`give rows "${value}" back, which was no value before`);
  if (touched.length === 0 && Object.keys(add).length === 0) say('are none');
  // An enum type renames a value in place, for its rows too.
  const renamed = isType ? [] : Object.entries(rename);
  return {
    changes,
    wide: [...from, ...renamed.map(([, value]) => value), ...Object.keys(add)],
    to,
    forward: new Map([...renamed, ...Object.entries(merge), ...Object.entries(remove)]),
    back: new Map([
      ...renamed.map(([before, after]): [string, string] => [after, before]),
      ...Object.entries(add),
    ]),
  };
}
