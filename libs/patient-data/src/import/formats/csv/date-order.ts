import { type Answers, FileRefusal, type Question, type UploadedFile } from '../../format/import-format.js';
import { readTable } from '../../format/table.js';
import type { Delimiter } from './cells.js';
import { type DateOrder, DateOrderEvidence, readStamp } from './stamps.js';

const SILENT = { note: () => undefined, ready: () => Promise.resolve() };

/** What all dates of a file's column tell about their order. Reads the whole file. */
export async function dateOrderOf(
  file: UploadedFile,
  delimiter: Delimiter,
  dateIn: (cells: readonly string[]) => string | undefined,
  sink: Parameters<typeof readTable>[2] = SILENT,
): Promise<DateOrderEvidence> {
  const evidence = new DateOrderEvidence();
  const quiet = { note: () => undefined, ready: () => sink.ready() };
  await readTable(file, { delimiter }, quiet, (cells) => {
    const cell = dateIn(cells);
    if (cell !== undefined && cell !== '') evidence.see(readStamp(cell));
  });
  return evidence;
}

/** The question for files whose dates read both ways. */
export function askedDateOrder(
  answers: Answers,
  evidence: readonly DateOrderEvidence[],
): Question | undefined {
  const unclear = evidence.filter(({ order }) => order === 'unclear');
  if (unclear.length === 0 || isOrder(answers['date-order'])) return undefined;
  return {
    id: 'date-order',
    kind: 'choice',
    text: 'Dates of this file can be read in two ways. Which number comes first?',
    choices: [
      { value: 'day-first', label: 'The day, then the month' },
      { value: 'month-first', label: 'The month, then the day' },
    ],
    examples: [...new Set(unclear.flatMap(({ examples }) => examples))].slice(0, 3),
  };
}

/** The order of a file's dates: its own where it tells one, else the answer's; a refusal when neither does. */
export function orderOf(answers: Answers, { order }: DateOrderEvidence): DateOrder | undefined {
  if (order === 'any') return undefined;
  if (order !== 'unclear') return order;
  const answer = answers['date-order'];
  if (isOrder(answer)) return answer;
  throw new FileRefusal(
    answer === undefined ? 'answer_missing' : 'answer_invalid',
    'Dates of this file can be read in two ways; answer day-first or month-first.',
    'date-order',
  );
}

function isOrder(answer: string | undefined): answer is DateOrder {
  return answer === 'day-first' || answer === 'month-first';
}
