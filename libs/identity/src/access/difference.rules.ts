import { createHash } from 'node:crypto';

import { type RightChange, rightsDifference, type TableRights } from '@carenode/database';
import type { DifferentRight, PersonDifference } from '@carenode/identity-contract';
import { databaseRole, type UserType } from '@carenode/module-kit';

/** What one user type has and another has not. */
export interface TypeDifference {
  readonly gained: readonly DifferentRight[];
  readonly lost: readonly DifferentRight[];
}

/** What somebody gains and loses who becomes `to`, by the rights of the two user types. */
export function differenceOfTypes(
  rights: readonly TableRights[],
  from: UserType,
  to: UserType,
): TypeDifference {
  const { gained, lost } = rightsDifference(rightsOfType(rights, from), rightsOfType(rights, to));
  return { gained: gained.map(differentRight), lost: lost.map(differentRight) };
}

/** Tables of which other rows are seen. */
export function tablesSeenDifferently({ gained, lost }: TypeDifference): string[] {
  const tables = [...gained, ...lost].filter(({ verb }) => verb === 'select').map(({ table }) => table);
  return [...new Set(tables)];
}

/** The same for the same people, user types and changes, in whatever order; nothing else is the same. */
export function fingerprintOf(to: UserType, people: readonly Omit<PersonDifference, 'rows'>[]): string {
  const plain = people
    .map(({ id, from, gained, lost }) => [
      id,
      from,
      gained.map(plainRight).sort(),
      lost.map(plainRight).sort(),
    ])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
  return createHash('sha256')
    .update(JSON.stringify([to, plain]))
    .digest('hex');
}

/** A right that comes or goes, for a fingerprint. */
export const plainRight = ({ name, was, becomes }: DifferentRight) => JSON.stringify([name, was, becomes]);

/** One user type's part of the rights, under one name for all user types. */
function rightsOfType(rights: readonly TableRights[], userType: UserType): TableRights[] {
  const role = databaseRole(userType);
  return rights.map(({ table, policies, grants }) => ({
    table,
    policies: policies
      .filter((policy) => policy.roles.includes(role))
      .map((policy) => ({ ...policy, roles: ['person'] })),
    grants: new Set(
      [...grants]
        .filter((grant) => grant.startsWith(`${role} `))
        .map((grant) => `person${grant.slice(role.length)}`),
    ),
  }));
}

function differentRight({ verb, table, column, was, becomes }: RightChange): DifferentRight {
  return {
    name: [verb, table, ...(column === null ? [] : [column])].join(' '),
    verb,
    table,
    column,
    was,
    becomes,
  };
}
