import { PEOPLE } from '../people.js';

/** What a route answers to whom, when it is about Ann's record and rows. */
export interface RouteExpectation {
  /** User types that may call it, parted by blanks; others are refused with 403, whoever is not signed in with 401. */
  readonly for: string;
  /** Personas to whom what it is about is there; 404 to the others. Everybody it is for, if absent. */
  readonly open?: string;
  /** Personas who may know of it and may not do this: 403. */
  readonly refused?: string;
  readonly query?: string;
  /** `table/label` of the row that `{id}` stands for. */
  readonly id?: string;
  /** Label of the trial that `{trialId}` stands for; petra-active if absent. */
  readonly trial?: string;
  readonly body?: unknown;
  /** Persona → status, where the route says no for a reason of its own. */
  readonly says?: Readonly<Record<string, number>>;
}

export const everybody = 'admin provider patient research-partner developer';
const ofType = (...types: string[]) =>
  Object.entries(PEOPLE)
    .filter(([, type]) => types.includes(type))
    .map(([name]) => name)
    .join(' ');
export const admins = ofType('admin');
export const providers = ofType('provider');

/** Whose relation to Ann opens her clinical rows; what Tess's trial asks for opens to her too. */
export const OPEN = 'ann carol gina abe';
export const CLINICAL = 'patient provider admin';

/** The five routes of a patient's rows. */
export function rows(
  path: string,
  table: string,
  options: {
    writers: string;
    body: object;
    change: object;
    label?: string;
    trial?: string;
    readers?: string;
  },
): Record<string, RouteExpectation> {
  const { writers, body, change, label = 'ann', trial, readers = CLINICAL } = options;
  const at = `/patients/{patientId}/${path}`;
  const id = `${table}/${label}`;
  const open = readers === 'patient' ? 'ann' : trial ? `${OPEN} ${trial}` : OPEN;
  const writing = writers.includes('provider') ? 'ann carol' : 'ann';
  // Who sees a row learns that it is not theirs to change; an admin learns that there is break-glass.
  const refused = writers.includes('provider') ? open.replace('ann ', '') : '';
  return {
    [`GET ${at}`]: { for: readers, open, ...(readers.includes('admin') ? { refused: 'ada' } : {}) },
    [`GET ${at}/{id}`]: { for: readers, id, open },
    [`POST ${at}`]: { for: writers, open: writing, body },
    [`PATCH ${at}/{id}`]: { for: writers, id, open: 'ann', refused, body: change },
    [`DELETE ${at}/{id}`]: { for: writers, id, open: 'ann', refused },
  };
}

/** What nobody does for somebody else. */
export const IN_PERSON = { 'gus-for-kid': 403 };

export const ids = '00000000-0000-4000-8000-000000000000';
