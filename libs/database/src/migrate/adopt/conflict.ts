/** One way to resolve a conflict. */
export interface Way {
  readonly choice: string;
  readonly words: string;
}

/** Something about the other application's database that does not fit ours, or is not safe, and what is done about it. */
export interface Conflict {
  /** `kind:what`, the same in each inspection. */
  readonly id: string;
  /** The table it is about; empty for the whole database. */
  readonly table: string;
  readonly words: string;
  readonly ways: readonly Way[];
  /** One of the choices. May be edited in the plan. */
  readonly chosen: string;
  /** Nothing is applied while it is so, or while this way is chosen. */
  readonly blocks: boolean;
}

export const BLOCK = 'block';

/** A conflict; the first way is the one that is taken unless somebody chooses another. */
export function conflict(
  id: string,
  table: string,
  words: string,
  ways: readonly (readonly [choice: string, words: string])[],
): Conflict {
  const [first] = ways;
  const chosen = first?.[0] ?? 'known';
  return {
    id,
    table,
    words,
    ways: ways.map(([choice, text]) => ({ choice, words: text })),
    chosen,
    blocks: chosen === BLOCK,
  };
}

/** The same conflict with another way chosen. Throws where there is no such way. */
export function chosenOtherwise(found: Conflict, choice: string): Conflict {
  if (!found.ways.some((way) => way.choice === choice)) {
    const known = found.ways.map((way) => `"${way.choice}"`).join(', ');
    throw new Error(`${found.id}: there is no way "${choice}"; choose one of ${known}.`);
  }
  return { ...found, chosen: choice, blocks: choice === BLOCK };
}
