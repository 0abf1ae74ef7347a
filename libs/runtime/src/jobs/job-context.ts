import type { ClaimedJob } from '@carenode/database';
import { type RequestContext, requestContext, systemContext } from '@carenode/module-kit';

/**
 * With whose rights a job is done: those of who asked, as far as the token reached that asked. A guardian's job goes on as
 * the guardian's, so that PostgreSQL asks for the delegation in every transaction. What it does is noted under its id.
 */
export function contextOfJob(job: ClaimedJob): RequestContext {
  if (job.subject === null)
    return Object.freeze({ ...systemContext(`job ${job.kind} ${job.id}`), requestId: job.id });
  const [kind = '', id = ''] = job.actor.split(':');
  return requestContext({
    subject: job.subject,
    userType: job.user_type,
    actor: kind === 'delegate' ? { kind, id } : { kind: 'job', id: job.id },
    scopes: job.scopes && job.scopes.map((atom) => `user/${atom}`),
    purpose: job.purpose,
    requestId: job.id,
  });
}
