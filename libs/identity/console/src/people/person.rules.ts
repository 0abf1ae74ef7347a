import type { Schemas } from '@carenode/ui';

export type Person = Pick<Schemas['Profile'], 'id' | 'firstName' | 'lastName' | 'email' | 'userType'>;

/** The name of somebody, with the address that tells them from others of that name. */
export function personText({ firstName, lastName, email }: Omit<Person, 'id' | 'userType'>): string {
  const name = [firstName, lastName].filter(Boolean).join(' ');
  if (name === '') return email ?? 'Without a name';
  return email === null ? name : `${name} (${email})`;
}

/** Whom an id stands for; the id itself when they are not among the people known here. */
export function nameById(people: ReadonlyMap<string, Person>, id: string | null): string {
  if (id === null) return 'The instance itself';
  const person = people.get(id);
  return person ? personText(person) : id;
}
