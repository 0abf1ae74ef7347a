import { createHash } from 'node:crypto';

import type { UserType } from '@carenode/module-kit';

/**
 * Everybody of the world that the matrix is walked in. Relations are all to Ann, unless the name says otherwise: Bob is a
 * patient to whom nobody has a relation; Wes took his consents back; Kid is a child with a guardian.
 */
export const PEOPLE = {
  ann: 'patient',
  bob: 'patient',
  wes: 'patient',
  kid: 'patient',
  /** The guardian of Kid, who was that of Bob and is asked to be that of Wes. */
  gus: 'patient',
  /** In the active care teams of Ann and of Wes. */
  carol: 'provider',
  /** Was in Ann's care team. */
  dave: 'provider',
  /** Invited to Ann's care team. */
  erin: 'provider',
  /** Will be in Ann's care team, later. */
  finn: 'provider',
  /** In the team of a trial that Ann takes part in, which asks for measurements and food. */
  tess: 'provider',
  /** Was in that team. */
  theo: 'provider',
  /** In the team of another trial that Ann takes part in, which asks for one shared variable. */
  vera: 'provider',
  /** Has opened Ann's record by break-glass. */
  gina: 'provider',
  /** Had opened Ann's record by break-glass; its time is over. */
  hank: 'provider',
  /** Has opened Ann's record by break-glass, and did not have an earlier use reviewed in time. */
  ivy: 'provider',
  /** Had opened Ann's record by break-glass, and closed it. */
  jack: 'provider',
  /** A stranger. */
  otto: 'provider',
  ada: 'admin',
  /** An admin who has opened Ann's record by break-glass. */
  abe: 'admin',
  /** Runs the trial that Tess works on. */
  petra: 'research-partner',
  /** Runs the trial that Vera works on. */
  paul: 'research-partner',
  dev: 'developer',
  /** Another developer. */
  dana: 'developer',
} as const satisfies Record<string, UserType>;

export type PersonName = keyof typeof PEOPLE;

/** A stable id for a name: the same in every run, so that expectations and rows can be written down. */
export function idFor(name: string): string {
  const hex = createHash('md5').update(`carenode access world: ${name}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

export const personId = (name: PersonName): string => idFor(name);

/** A person's id as an SQL expression. */
export const person = (name: PersonName): string => `'${personId(name)}'::uuid`;

/** A labelled row's id as an SQL expression. */
export const rowOf = (table: string, label: string): string => `'${idFor(`${table}/${label}`)}'::uuid`;
