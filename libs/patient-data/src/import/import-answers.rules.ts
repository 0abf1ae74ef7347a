import { type FieldError, invalidInput, ZoneClock } from '@carenode/module-kit';

import type { Answers, Question } from './format/import-format.js';

const MOST = 20;
const MOST_CHARACTERS = 20_000;
const ID = /^[a-z][a-z0-9-]{0,59}$/;
const NUL_OR_HALF = /[\u0000\p{Cs}]/u;

/**
 * Answers as they were sent: an object of texts, or that as JSON text. Throws `validation_failed` that names the answer.
 * With `questions` each is for one of them and is one that can be given.
 */
export function checkedAnswers(given: unknown, questions?: readonly Question[]): Answers {
  const answers = typeof given === 'string' ? parsed(given) : given;
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
    throw refused('answers', 'object', 'answers is a JSON object: question to answer.');
  const entries = Object.entries(answers as Record<string, unknown>);
  if (entries.length > MOST) throw refused('answers', 'max', `answers has at most ${MOST} entries.`);
  const errors = entries.flatMap(([id, answer]) => problemOf(id, answer, questions) ?? []);
  const [first, ...others] = errors;
  if (first) throw invalidInput(first, ...others);
  return Object.fromEntries(entries) as Answers;
}

function problemOf(id: string, answer: unknown, questions: readonly Question[] | undefined) {
  if (!ID.test(id)) return error('answers', 'id', 'answers names a question that there is not.');
  const field = `answers.${id}`;
  if (typeof answer !== 'string' || answer === '' || answer.length > MOST_CHARACTERS)
    return error(field, 'text', `${field} has 1 to ${MOST_CHARACTERS} characters.`);
  if (NUL_OR_HALF.test(answer))
    return error(field, 'noControlCharacters', `${field} holds a control character.`);
  const question = questions?.find((one) => one.id === id);
  if (questions && !question) return error(field, 'unknown', `${field} answers nothing that was asked.`);
  const kind = question?.kind ?? (id === 'time-zone' ? 'time-zone' : undefined);
  if (kind === 'time-zone' && !ZoneClock.of(answer))
    return error(field, 'timeZone', `${field} is an IANA time zone such as Europe/Berlin.`);
  if (kind === 'columns' && !isJsonObject(answer))
    return error(field, 'json', `${field} is a JSON object: what each column is.`);
  if (kind === 'choice' && !question?.choices?.some(({ value }) => value === answer)) {
    const choices = question?.choices?.map(({ value }) => value).join(', ') ?? '';
    return error(field, 'choice', `${field} is one of ${choices}.`);
  }
  return undefined;
}

const error = (field: string, rule: string, message: string): FieldError => ({ field, rule, message });
const refused = (field: string, rule: string, message: string) => invalidInput(error(field, rule, message));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('answers', 'json', 'answers is a JSON object: question to answer.');
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
