import { Users } from '@carenode/identity-contract';
import { type RequestContext, requestContext, systemContext } from '@carenode/module-kit';

import { UsageError } from '../terminal/exit-code.js';
import type { Instance } from './instance.js';

/** The context of the admin in whose name a command works: the one named, or the only one there is. */
export async function actingAdmin(instance: Instance, email: string | undefined): Promise<RequestContext> {
  const users = (await instance.host()).get(Users);
  const system = systemContext('carenode: find the acting admin');
  const { items } = await users.list(system, { userType: 'admin', limit: 2 });
  const [only, another] = items;
  if (!only) throw new Error('There is no admin yet. Make one: carenode users create --type admin --email …');
  if (email === undefined) {
    if (another) throw new UsageError('There are several admins; say in whose name with --as <email>.');
    return contextOf(only.id);
  }
  const named = await users.find(system, email);
  if (named?.userType !== 'admin') throw new UsageError(`There is no admin who signs in as ${email}.`);
  return contextOf(named.id);
}

function contextOf(subject: string): RequestContext {
  return requestContext({ subject, userType: 'admin', actor: { kind: 'cli', id: null } });
}
