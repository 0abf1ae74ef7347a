import type { MatrixCell, MatrixTable } from './matrix.queries.js';
import { filtered, linesOf } from './matrix.rules.js';

const cell = (more: Partial<MatrixCell>): MatrixCell => ({
  caller: 'provider',
  verb: 'select',
  allowed: true,
  rows: 'rows of patients in their care',
  writes: null,
  columns: null,
  ...more,
});
const table = (name: string, module: string, cells: MatrixCell[] = []): MatrixTable => ({
  module,
  title: module,
  table: name,
  holds: 'clinical',
  about: 'patient_id',
  gates: { scopes: { select: [], insert: [], update: [], delete: [] }, moduleActive: null },
  erasure: 'deletes the row',
  guarded: [],
  audit: { writes: 'whole', reads: 'noted' },
  cells,
});

describe('finding tables', () => {
  const tables = [table('measurements', 'records'), table('food_log_entries', 'patient-data')];
  const found = (typed: string) =>
    filtered(tables, { table: typed, caller: '' }).map(({ table: name }) => name);

  it('is by a part of a table’s name, or by module', () => {
    expect(found('')).toHaveLength(2);
    expect(found(' measure ')).toEqual(['measurements']);
    expect(found('food log')).toEqual(['food_log_entries']);
    expect(found('patient-data')).toEqual(['food_log_entries']);
    expect(found('nothing like it')).toEqual([]);
  });

  it('leaves the cells of one user type', () => {
    const cells = [cell({}), cell({ caller: 'admin' })];
    const [one] = filtered([table('measurements', 'records', cells)], { table: '', caller: 'admin' });
    expect(one?.cells).toEqual([cell({ caller: 'admin' })]);
  });
});

it('says who may do what, with which columns and rows, and who may nothing', () => {
  expect(
    linesOf([
      cell({}),
      cell({ verb: 'update', columns: ['first_name', 'gender'], rows: null }),
      cell({ verb: 'insert', rows: 'their own', writes: 'about themselves' }),
      cell({ caller: 'developer', allowed: false, rows: null }),
      cell({ caller: 'developer', verb: 'update', allowed: false, rows: null }),
    ]),
  ).toEqual({
    may: [
      { caller: 'provider', what: 'see', rows: 'rows of patients in their care' },
      { caller: 'provider', what: 'change (first name, gender)', rows: 'every row' },
      { caller: 'provider', what: 'add', rows: 'their own; as written: about themselves' },
    ],
    nothing: ['developer'],
  });
});
