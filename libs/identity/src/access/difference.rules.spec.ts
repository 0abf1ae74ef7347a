import { rightsOf } from '@carenode/database';
import { defineModule, everyRow, mayRead, own, type TablePolicies } from '@carenode/module-kit';
import { describe, expect, it } from '@jest/globals';

import { differenceOfTypes, fingerprintOf, tablesSeenDifferently } from './difference.rules.js';

const rights = (policies: TablePolicies) => {
  const table = { name: 'notes', entity: class {}, holds: 'operational' as const, policies };
  const module = defineModule({ name: 'notes', title: 'Notes', nest: class {}, tables: [table] });
  return [rightsOf(module, table)];
};

describe('the difference between user types', () => {
  const both = rights({
    patient: { ...mayRead(own('owner_id')), insert: { when: own('owner_id'), columns: ['id', 'text'] } },
    provider: mayRead(everyRow),
    developer: mayRead(own('owner_id')),
  });

  it('is what each gains and loses, with the words for which rows', () => {
    const { gained, lost } = differenceOfTypes(both, 'patient', 'provider');
    const rows = { was: 'their own rows (owner_id)', becomes: 'every row' };
    expect(gained).toEqual([{ name: 'select notes', verb: 'select', table: 'notes', column: null, ...rows }]);
    expect(lost.map(({ name, becomes }) => [name, becomes])).toEqual([
      ['select notes', 'every row'],
      ['insert notes id', null],
      ['insert notes text', null],
    ]);
    expect(tablesSeenDifferently({ gained, lost })).toEqual(['notes']);
  });

  it('is nothing where the conditions are the same, whoever’s they are', () => {
    const { gained, lost } = differenceOfTypes(both, 'developer', 'patient');
    expect(gained.map(({ name }) => name)).toEqual(['insert notes id', 'insert notes text']);
    expect(lost).toEqual([]);
    expect(tablesSeenDifferently({ gained, lost })).toEqual([]);
    expect(differenceOfTypes(both, 'patient', 'patient')).toEqual({ gained: [], lost: [] });
  });

  it('has a fingerprint that stands for the people, the type and every right', () => {
    const person = (id: string) => ({
      id,
      email: null,
      from: 'patient' as const,
      ...differenceOfTypes(both, 'patient', 'provider'),
    });
    const of = (...ids: string[]) => fingerprintOf('provider', ids.map(person));
    expect(of('a', 'b')).toBe(of('b', 'a'));
    expect(of('a')).not.toBe(of('b'));
    expect(of('a')).not.toBe(fingerprintOf('developer', [person('a')]));
    expect(of('a')).not.toBe(fingerprintOf('provider', [{ ...person('a'), gained: [] }]));
    expect(of('a')).toBe(fingerprintOf('provider', [{ ...person('a'), email: 'new@example.org' }]));
  });
});
