import type { Judgement } from './assess-steps.js';

/** The steps among these that may not run: refused ones, and windows that nobody has named. */
export function unsafeSteps(judgements: readonly Judgement[], accepted: readonly string[] = []): Judgement[] {
  const named = new Set(accepted);
  return judgements.filter(
    ({ key, verdict }) => verdict === 'refused' || (verdict === 'window' && !named.has(key)),
  );
}

/** Why `up` refuses, with the safer way and the command line that goes on. */
export function unsafeRefused(unsafe: readonly Judgement[], accepted: readonly string[] = []): string {
  const refused = unsafe.filter(({ verdict }) => verdict === 'refused');
  const windows = unsafe.filter(({ verdict }) => verdict === 'window');
  const names = [...new Set([...accepted, ...windows.map(({ key }) => key)])];
  return [
    'Nothing was changed, because of pending steps:',
    ...refused.flatMap((step) => [`${step.key} is refused and never runs:`, ...reasonLines(step)]),
    ...windows.flatMap((step) => [`${step.key} needs a window, in which others wait:`, ...reasonLines(step)]),
    refused.length > 0
      ? 'Change the refused steps as said.'
      : `To run them all the same: carenode migrate up ${names.map((key) => `--accept ${key}`).join(' ')}`,
  ].join('\n');
}

function reasonLines({ reasons, verdict }: Judgement): string[] {
  return reasons
    .filter((reason) => reason.verdict === verdict)
    .flatMap(({ why, safer }) => [`  - ${sentence(why)}`, `    Safer: ${sentence(safer)}`]);
}

/** With a capital letter and an end. */
export function sentence(text: string): string {
  const end = /[.!?]$/.test(text) ? '' : '.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`;
}
