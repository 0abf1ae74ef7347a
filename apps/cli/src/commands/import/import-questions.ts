import type { ImportQuestion } from '@carenode/patient-data-contract';

import type { Terminal } from '../../terminal/terminal.js';

/** Asks one question after the other; an empty answer asks again. */
export async function askAll(
  terminal: Terminal,
  questions: readonly ImportQuestion[],
): Promise<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {};
  for (const question of questions) {
    let answer = '';
    while (answer === '') answer = await terminal.ask(`${wordsOf(question).join('\n')}\n> `);
    const chosen = question.choices?.[Number(answer) - 1];
    answers[question.id] = chosen?.value ?? answer;
  }
  return answers;
}

/** What must be known, and which options tell it. */
export function howToAnswer(questions: readonly ImportQuestion[]): string {
  const options = questions.map(({ id, kind, choices }) => {
    if (id === 'time-zone') return '  --time-zone Europe/Berlin';
    if (kind === 'columns') return `  --answer '${id}={"column":"…"}'`;
    return `  --answer ${id}=${choices?.map(({ value }) => value).join('|') ?? '…'}`;
  });
  return [
    'The file does not tell everything; nothing was stored.',
    ...questions.flatMap((question) => wordsOf(question)),
    'Answer with:',
    ...options,
  ].join('\n');
}

function wordsOf({ text, choices = [], examples = [] }: ImportQuestion): string[] {
  return [
    text,
    ...choices.map(({ value, label }, n) => `  ${n + 1}. ${label === value ? value : `${value}: ${label}`}`),
    ...(examples.length > 0 ? [`  In the file: ${examples.join(', ')}`] : []),
  ];
}
