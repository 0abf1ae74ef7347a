import type { RequestContext } from '@carenode/module-kit';

import { identityErrors } from '../identity.errors.js';

/** Throws `session_needed` for a caller that acts through an API key or an app, whatever its scopes, or for somebody else. */
export function requirePerson(ctx: RequestContext): void {
  if (!['session', 'cli', 'system'].includes(ctx.actor.kind)) throw identityErrors.session_needed();
}
