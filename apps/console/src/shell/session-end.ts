/** Why the session is over, for the sign-in page to say so. */
export type SessionEnd = 'ended' | 'signed-out';

let end: SessionEnd | null = null;

/** Null: somebody has signed in. */
export function noteEnd(why: SessionEnd | null): void {
  end = why;
}

/** Null when nobody was signed in before. */
export function lastEnd(): SessionEnd | null {
  return end;
}
