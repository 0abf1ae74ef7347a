/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the choices. */
export function oneOf<T>(random: () => number, choices: readonly T[]): T {
  const [first] = choices;
  return choices[Math.floor(random() * choices.length)] ?? (first as T);
}

/** Each of the choices with an even chance. */
export function someOf<T>(random: () => number, choices: readonly T[]): T[] {
  return choices.filter(() => random() < 0.5);
}

/** Asks every few milliseconds until the answer is yes; rejects when it is not in time. */
export async function eventually(
  what: string,
  ask: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<number> {
  const started = performance.now();
  while (!(await ask())) {
    if (performance.now() - started > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - started;
}
