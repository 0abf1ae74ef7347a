import { Users } from '@carenode/identity-contract';
import { type Demo, systemContext, type UserType } from '@carenode/module-kit';

const PEOPLE: readonly { userType: UserType; firstName: string; lastName: string }[] = [
  { userType: 'admin', firstName: 'Ada', lastName: 'Admin' },
  { userType: 'provider', firstName: 'Paula', lastName: 'Provider' },
  { userType: 'research-partner', firstName: 'Rahel', lastName: 'Research' },
  { userType: 'developer', firstName: 'Dan', lastName: 'Developer' },
];

/** One person per user type. Patients come with their records, from the modules that hold those. */
export async function createDemoPeople(demo: Demo): Promise<void> {
  const users = demo.service(Users);
  const ctx = systemContext('fill the demo instance');
  for (const person of PEOPLE) {
    const email = `${person.userType}@demo.carenode.example`;
    const known = await users.find(ctx, email);
    const { id } = known ?? (await users.create(ctx, { ...person, email, password: demo.password }));
    demo.people.push({ id, userType: person.userType, email });
    if (!known) demo.log(`created ${email}`);
  }
}
