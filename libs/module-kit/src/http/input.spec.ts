import { describe, expect, it } from '@jest/globals';

import type { AppError } from '../errors/app-error.js';
import {
  BooleanField,
  ChoiceField,
  DayField,
  EmailField,
  IdField,
  InstantField,
  IntegerField,
  JsonField,
  NumberField,
  partialInput,
  TextField,
  TextListField,
} from './fields.js';
import { parseInput } from './input.js';

class Everything {
  @TextField({ about: 'Name', max: 10 }) name!: string;
  @NumberField({ about: 'Amount', min: 0, max: 1000, optional: true }) amount?: number;
  @IntegerField({ about: 'Count', min: 1, max: 5, optional: true }) count?: number;
  @InstantField({ about: 'When', optional: true }) when?: string;
  @DayField({ about: 'Day', optional: true, nullable: true }) day?: string | null;
  @IdField({ about: 'Id', optional: true }) id?: string;
  @ChoiceField({ about: 'Choice', choices: ['a', 'b'], optional: true }) choice?: string;
  @BooleanField({ about: 'Flag', optional: true }) flag?: boolean;
  @EmailField({ about: 'E-mail', optional: true }) email?: string;
  @TextListField({ about: 'Tags', max: 2, maxLength: 5, optional: true }) tags?: string[];
  @JsonField({ about: 'More', maxBytes: 30, optional: true }) more?: object;
}

const problem = (raw: unknown, type: new () => object = Everything) => {
  try {
    parseInput(type, raw);
  } catch (error) {
    return (error as AppError).details.errors?.map(({ field, rule }) => `${field}:${rule}`).join(' ');
  }
  return 'accepted';
};

describe('an Input', () => {
  it('takes what keeps the rules', () => {
    const raw = {
      name: 'Ünï',
      amount: 0.5,
      count: 5,
      when: '2026-03-01T08:30:00+01:00',
      day: null,
      choice: 'b',
      flag: false,
      email: 'a@example.org',
      tags: ['x'],
      more: { a: 1 },
    };
    expect(parseInput(Everything, raw)).toEqual(expect.objectContaining(raw));
  });

  it.each<[string, unknown, string]>([
    ['a missing field', {}, 'name:'],
    ['an unknown field', { name: 'a', admin: true }, 'admin:unknown'],
    ['a polluting field', JSON.parse('{"name":"a","__proto__":{"x":1}}'), '__proto__:unknown'],
    ['no object', [], 'body:object'],
    ['nothing', null, 'body:object'],
    ['a text that is too long', { name: 'a'.repeat(11) }, 'name:'],
    ['an empty text', { name: '' }, 'name:'],
    ['a NUL', { name: 'a\0b' }, 'name:'],
    ['a control character', { name: 'a\u0001b' }, 'name:noControlCharacters'],
    ['a number as text', { name: 'a', amount: '5' }, 'amount:'],
    ['infinity', { name: 'a', amount: Number('1e309') }, 'amount:'],
    ['a fraction for a whole number', { name: 'a', count: 1.5 }, 'count:'],
    ['null for a field that cannot be cleared', { name: null }, 'name:'],
    ['an object for a text', { name: { toString: 1 } }, 'name:'],
    ['the year 0', { name: 'a', when: '0000-01-01T00:00:00Z' }, 'when:instant'],
    ['the 30th of February', { name: 'a', when: '2026-02-30T00:00:00Z' }, 'when:instant'],
    ['an instant without offset', { name: 'a', when: '2026-02-03T00:00:00' }, 'when:instant'],
    ['the year 12026', { name: 'a', when: '12026-02-03T00:00:00Z' }, 'when:instant'],
    ['a day that does not exist', { name: 'a', day: '2025-02-29' }, 'day:day'],
    ['an id that is none', { name: 'a', id: `'; drop table profiles; --` }, 'id:isUuid'],
    ['another choice', { name: 'a', choice: 'c' }, 'choice:isIn'],
    ['a text for a flag', { name: 'a', flag: 'true' }, 'flag:isBoolean'],
    ['no e-mail address', { name: 'a', email: 'a@b@c' }, 'email:isEmail'],
    ['too many tags', { name: 'a', tags: ['a', 'b', 'c'] }, 'tags:arrayMaxSize'],
    ['a tag that is no text', { name: 'a', tags: [{}] }, 'tags:'],
    ['too much JSON', { name: 'a', more: { text: 'a'.repeat(40) } }, 'more:maxBytes'],
  ])('refuses %s, naming field and rule', (_, raw, expected) => {
    expect(problem(raw)).toContain(expected);
  });

  it('names every wrong field at once', () => {
    expect(problem({ name: '', amount: -1, count: 9 })).toMatch(/name:.* amount:.* count:/);
  });

  it('reads numbers and flags of a query from their text', () => {
    expect(
      parseInput(
        Everything,
        { name: 'a', count: '3', amount: '2.5', flag: 'true', tags: 'a,b' },
        { fromQuery: true },
      ),
    ).toMatchObject({ count: 3, amount: 2.5, flag: true, tags: ['a', 'b'] });
    expect(() => parseInput(Everything, { name: 'a', count: '3 or 1=1' }, { fromQuery: true })).toThrow(
      'count is a whole number',
    );
  });

  it('may be partial, with the same rules', () => {
    const Partial = partialInput(Everything);
    expect(problem({}, Partial)).toBe('accepted');
    expect(problem({ name: '' }, Partial)).toContain('name:');
    expect(problem({ name: null }, Partial)).toContain('name:');
    expect(problem({ day: null }, Partial)).toBe('accepted');
  });
});
