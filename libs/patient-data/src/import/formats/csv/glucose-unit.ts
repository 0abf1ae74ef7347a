import type { Answers, Question } from '../../format/import-format.js';

const UNITS = ['mg/dL', 'mmol/L'] as const;

/** The unit of glucose that the patient told when asked; undefined before. */
export const answeredUnit = ({ unit }: Answers): (typeof UNITS)[number] | undefined =>
  UNITS.find((one) => one === unit);

/** Asked, until it is answered, of a table that does not tell it; `where`: what of the table holds the values. */
export function askedUnit(answers: Answers, where: string): Question | undefined {
  if (answeredUnit(answers) !== undefined) return undefined;
  return {
    id: 'unit',
    kind: 'choice',
    text: `${where} not tell their unit. Which is it?`,
    choices: UNITS.map((value) => ({ value, label: value })),
  };
}
