import { codePrefixOf, wordsOf } from './catalogue.store.js';

describe('a search in a catalogue', () => {
  it('becomes beginnings of words that must all occur', () => {
    expect(wordsOf('Type-2  diab')).toBe('type:* & 2:* & diab:*');
    expect(wordsOf('Ménière')).toBe('ménière:*');
  });

  it('cannot carry operators of the search language', () => {
    expect(wordsOf(`a' | !b & (c) <-> d:*\\`)).toBe('a:* & b:* & c:* & d:*');
  });

  it('has ten words at most', () => {
    expect(wordsOf('a '.repeat(50)).split(' & ')).toHaveLength(10);
  });

  it('without a letter or digit is refused', () => {
    expect(() => wordsOf('%&')).toThrow('at least one letter or digit');
  });

  it('may be the beginning of a code', () => {
    expect(codePrefixOf('e11.9')).toBe('E119');
    expect(codePrefixOf(' 29463-7 ')).toBe('29463-7');
    expect(codePrefixOf('e')).toBeNull();
    expect(codePrefixOf('type 2')).toBeNull();
  });
});
