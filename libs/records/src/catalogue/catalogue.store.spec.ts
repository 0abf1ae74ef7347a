import { codePrefixOf } from './catalogue.store.js';

describe('a search in a catalogue', () => {
  it('may be the beginning of a code', () => {
    expect(codePrefixOf('e11.9')).toBe('E119');
    expect(codePrefixOf(' 29463-7 ')).toBe('29463-7');
    expect(codePrefixOf('e')).toBeNull();
    expect(codePrefixOf('type 2')).toBeNull();
  });
});
