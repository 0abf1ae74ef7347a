import type { DemoPerson } from '@carenode/module-kit';
import { onePerUserType } from '@carenode/runtime';

/** What a newcomer needs on the first start: one sign-in per user type. */
export function demoSignIns(people: readonly DemoPerson[], password: string): string {
  const persons = onePerUserType(people);
  const width = Math.max(...persons.map((person) => person.userType.length));
  return [
    '',
    'Sign in to the demo as',
    ...persons.map((person) => `  ${person.userType.padEnd(width)}  ${person.email}`),
    `Password of all of them: ${password}`,
    'It is shown this once. For a new one: npx carenode users set-password <e-mail>',
    '',
  ].join('\n');
}

/** Where to go, as the last lines of a start. */
export function whereToOpen(url: string): string {
  return `\nCarenode runs at ${url}\n  API: ${url}/api/docs\n  Ctrl-C stops it, its database included.\n`;
}
