import { linesOf, rowsText } from './difference.rules.js';
import type { DifferentRight } from './user-type-changes.queries.js';

const right = (more: Partial<DifferentRight>): DifferentRight => ({
  name: 'select measurements',
  verb: 'select',
  table: 'measurements',
  column: null,
  was: null,
  becomes: 'rows of patients in their care',
  ...more,
});

describe('rights that come or go', () => {
  it('are told together for a table and the same rows', () => {
    expect(linesOf([right({}), right({ verb: 'insert' }), right({ verb: 'insert' })], 'becomes')).toEqual([
      { table: 'measurements', verbs: 'see, add', rows: 'rows of patients in their care' },
    ]);
  });

  it('are told apart for other rows, and name columns', () => {
    const lines = linesOf(
      [
        right({}),
        right({ becomes: 'every row' }),
        right({ verb: 'update', table: 'profiles', column: 'first_name' }),
      ],
      'becomes',
    );
    expect(lines.map(({ table, verbs }) => `${verbs} ${table}`)).toEqual([
      'see measurements',
      'see measurements',
      'change (first name) personal details',
    ]);
  });

  it('says what went by what it was', () => {
    const lost = right({ was: 'their own rows', becomes: null });
    expect(linesOf([lost], 'was')).toEqual([{ table: 'measurements', verbs: 'see', rows: 'their own rows' }]);
    expect(linesOf([lost], 'becomes')).toEqual([]);
  });
});

it('counts the rows that would be seen, where they could be counted', () => {
  expect(rowsText({ table: 'measurements', now: 1200, then: 0 })).toBe('measurements: 1,200 now, none then');
  expect(rowsText({ table: 'patient_conditions', now: null, then: 3 })).toBe(
    'conditions: too many to count now, 3 then',
  );
});
