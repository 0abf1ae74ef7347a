import type { Visitor } from './visitor.js';

export const NEWCOMER_PASSWORD = 'seven green lamps';

/** Somebody who has just come to the instance and is signed in. */
export interface Newcomer {
  readonly visitor: Visitor;
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

let count = 0;

/** An admin invites somebody, who accepts: an account of its own for each drill. `visitor`: their browser. */
export async function arrival(
  admin: Visitor,
  visitor: Visitor,
  userType: string,
  firstName: string,
): Promise<Newcomer> {
  const lastName = `Newcomer${++count}x${Date.now() % 1_000_000}`;
  const email = `${firstName}.${lastName}@example.org`.toLowerCase();
  const { link } = (await admin.elsewhere('POST', '/api/v1/invitations', { email, userType })) as {
    link: string;
  };
  await visitor.page.goto('/sign-in');
  const token = new URL(link, visitor.page.url()).searchParams.get('token');
  const { profile } = (await visitor.elsewhere('POST', '/api/v1/invitations/accept', {
    token,
    firstName,
    lastName,
    password: NEWCOMER_PASSWORD,
  })) as { profile: { id: string } };
  await visitor.page.goto('/');
  await visitor.page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  return { visitor, id: profile.id, name: `${firstName} ${lastName}`, email };
}

/** The id of whoever is signed in. */
export async function idOf(visitor: Visitor): Promise<string> {
  return ((await visitor.elsewhere('GET', '/api/v1/profile')) as { id: string }).id;
}

/** Something in the record that others can look at. */
export async function eat(visitor: Visitor, foodName: string): Promise<void> {
  await visitor.elsewhere('POST', '/api/v1/patients/me/food-log', { foodName });
}
