import { changesBetween } from './changes.rules.js';

const LABELS = { name: 'What', calories: 'Energy', at: 'When', notes: 'Notes' };

describe('the history of a record', () => {
  it('tells what changed, by the names that people use, and nothing else', () => {
    expect(
      changesBetween(
        { name: 'Soup', calories: 320, notes: null, version: 1, secret: 'a' },
        { name: 'Soup', calories: 1350.5, notes: 'salty', version: 2, secret: 'b' },
        LABELS,
      ),
    ).toEqual([
      { label: 'Energy', from: '320', to: '1,350.5' },
      { label: 'Notes', from: 'nothing', to: 'salty' },
    ]);
  });

  it('takes two ways of writing one instant for the same', () => {
    const one = { at: '2026-03-01T08:30:00.000Z' };
    const other = { at: '2026-03-01T09:30:00+01:00' };
    expect(changesBetween(one, other, LABELS)).toEqual([]);
  });

  it('takes what is missing and what is empty for nothing', () => {
    expect(changesBetween({}, { notes: null, name: '' }, LABELS)).toEqual([]);
  });

  it('writes a field in its own words where it has some', () => {
    const texts = { severity: (value: unknown) => `${String(value)} of 10` };
    expect(changesBetween({ severity: 3 }, { severity: null }, { severity: 'How bad' }, texts)).toEqual([
      { label: 'How bad', from: '3 of 10', to: 'nothing' },
    ]);
  });
});
