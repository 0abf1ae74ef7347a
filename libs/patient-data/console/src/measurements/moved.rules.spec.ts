import { moved } from './moved.rules.js';

describe('an item that is moved', () => {
  const list = ['a', 'b', 'c', 'd'];

  it.each([
    [0, 2, 'bcad'],
    [3, 0, 'dabc'],
    [1, 1, 'abcd'],
    [1, -5, 'bacd'],
    [1, 99, 'acdb'],
    [9, 0, 'abcd'],
  ])('from %s to %s gives %s', (from, to, result) => {
    expect(moved(list, from, to).join('')).toBe(result);
  });
});
