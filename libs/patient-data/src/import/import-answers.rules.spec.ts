import { checkedAnswers } from './import-answers.rules.js';

const questions = [
  { id: 'time-zone', kind: 'time-zone', text: 'Where?' },
  { id: 'unit', kind: 'choice', text: 'Which?', choices: [{ value: 'mg/dL', label: 'mg/dL' }] },
  { id: 'columns', kind: 'columns', text: 'What is what?' },
] as const;

describe('Answers', () => {
  it('are taken when they can be given', () => {
    const answers = { 'time-zone': 'Europe/Berlin', unit: 'mg/dL', columns: '{"a":"b"}' };
    expect(checkedAnswers(answers, questions)).toEqual(answers);
    expect(checkedAnswers('{"time-zone":"UTC"}')).toEqual({ 'time-zone': 'UTC' });
  });

  it.each<[unknown, string]>([
    ['[1]', 'object'],
    ['nothing', 'json'],
    [{ unit: 'stones' }, 'choice'],
    [{ unit: 1 }, 'text'],
    [{ unit: 'a\u0000' }, 'noControlCharacters'],
    [{ columns: '[]' }, 'json'],
    [{ 'time-zone': 'Europe/Atlantis' }, 'timeZone'],
    [{ other: 'x' }, 'unknown'],
    [JSON.parse('{"__proto__": "x"}'), 'id'],
    [{ unit: 'x'.repeat(20_001) }, 'text'],
    [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`a${n}`, 'x'])), 'max'],
  ])('such as %j are refused', (answers, rule) => {
    expect(() => checkedAnswers(answers, questions)).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ rule })] } }),
    );
  });
});
