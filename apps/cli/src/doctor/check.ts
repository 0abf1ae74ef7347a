/** What a check found; `remedy` says what to do unless all is well. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly finding: string;
  readonly remedy: string | null;
}

export const ok = (check: string, finding: string): Finding => ({
  check,
  state: 'ok',
  finding,
  remedy: null,
});
export const warn = (check: string, finding: string, remedy: string): Finding => ({
  check,
  state: 'warn',
  finding,
  remedy,
});
export const fail = (check: string, finding: string, remedy: string): Finding => ({
  check,
  state: 'fail',
  finding,
  remedy,
});
