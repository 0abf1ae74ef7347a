import { beginningWith, searchWords, textCursor } from './text-order.js';

const queryOf = (search: string) => beginningWith(searchWords(search));

describe('A search for words', () => {
  it('becomes beginnings of words that must all occur', () => {
    expect(queryOf('Type-2  diab')).toBe('type:* & 2:* & diab:*');
    expect(queryOf('Ménière')).toBe('ménière:*');
  });

  it('cannot carry operators of the search language', () => {
    expect(queryOf(`a' | !b & (c) <-> d:*\\`)).toBe('a:* & b:* & c:* & d:*');
  });

  it('has ten words at most, and at least one', () => {
    expect(searchWords('a '.repeat(50))).toHaveLength(10);
    expect(() => searchWords('%&')).toThrow('at least one letter or digit');
  });
});

describe('The cursor of a list in the order of a text', () => {
  const ID = '01920000-0000-7000-8000-000000000000';
  const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is where the page before ended, and absent at the beginning', () => {
    expect(textCursor(written(['Milk, whole', ID]))).toEqual(['Milk, whole', ID]);
    expect(textCursor(undefined)).toEqual([null, null]);
  });

  it.each([
    ['x'],
    [''],
    [written(['a'])],
    [written(['a\0', ID])],
    [written(['a', 'no id'])],
    [written({ order: 'a' })],
  ])('is nothing else: %j', (cursor) => expect(() => textCursor(cursor)).toThrow('cursor is the nextCursor'));
});
