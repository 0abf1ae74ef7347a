/** What the shell is told: 0 done, 1 it failed, 2 it was not called as it must be, 130 stopped by Ctrl-C. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line is wrong; the message says how to put it right. */
export class UsageError extends Error {}

/** What was asked for did not come out well, and the answer has said why already. */
export class Failed extends Error {}
