import { AppError } from '../errors/app-error.js';
import { newId } from '../ids/new-id.js';

/** The five kinds of people an instance knows. Each is also a PostgreSQL role (see `databaseRole`). */
export const USER_TYPES = ['admin', 'provider', 'patient', 'research-partner', 'developer'] as const;
export type UserType = (typeof USER_TYPES)[number];

/** A user type, or one of the two callers that are not people: nobody in particular, and background work. */
export const CALLERS = [...USER_TYPES, 'anonymous', 'system'] as const;
export type Caller = (typeof CALLERS)[number];

/** Why health data is touched (a subset of HL7 v3 PurposeOfUse). */
export type Purpose = 'self' | 'care' | 'operations' | 'research' | 'emergency';

/**
 * What acts on the subject's behalf. `delegate`: another person, whose profile id it is, with the subject's rights as far as
 * a delegation goes. `job`: background work that the subject asked for. `explain`: an admin, whose profile id it is, who
 * asks what the subject may do.
 */
export interface Actor {
  readonly kind: 'session' | 'api-key' | 'app' | 'cli' | 'delegate' | 'job' | 'explain' | 'system' | 'none';
  readonly id: string | null;
}

/**
 * Who asks. Frozen, free of transport objects, and the first argument of every service method.
 * `scopes` is null for a person's own session and a (possibly empty) list for anything that acts by a token:
 * an empty list may do nothing.
 */
export interface RequestContext {
  readonly subject: string | null;
  readonly userType: Caller;
  readonly actor: Actor;
  readonly scopes: readonly string[] | null;
  readonly purpose: Purpose;
  readonly requestId: string;
}

/** A context for a signed-in person. Throws when the subject is missing: a person without an id is nobody. */
export function requestContext(
  who: Pick<RequestContext, 'userType' | 'actor'> & { subject: string } & Partial<RequestContext>,
): RequestContext {
  if (!who.subject) throw new AppError('unauthenticated', 'unauthenticated', 'A signed-in person has an id.');
  return Object.freeze({
    subject: who.subject,
    userType: who.userType,
    actor: Object.freeze({ ...who.actor }),
    scopes: who.scopes ? Object.freeze([...who.scopes]) : null,
    purpose:
      who.purpose ??
      (who.userType === 'patient' ? 'self' : who.userType === 'provider' ? 'care' : 'operations'),
    requestId: who.requestId ?? newId(),
  });
}

/**
 * What the instance does for a patient on somebody's request, with the patient's own rights and no others: `actor` tells the
 * audit trail who acts, whoever asked if absent.
 */
export function inTheNameOf(
  patientId: string,
  asker: RequestContext,
  actor: Actor = asker.actor,
): RequestContext {
  return requestContext({ subject: patientId, userType: 'patient', actor, requestId: asker.requestId });
}

/** The context of a request that nobody signed. It sees what the anonymous role is granted: next to nothing. */
export function anonymousContext(requestId: string = newId()): RequestContext {
  return Object.freeze({
    subject: null,
    userType: 'anonymous',
    actor: Object.freeze({ kind: 'none', id: null }),
    scopes: null,
    purpose: 'operations',
    requestId,
  });
}

/** The context of background work. `reason` says what the work is and ends up in the audit trail. */
export function systemContext(reason: string): RequestContext {
  if (!reason.trim()) throw new Error('Background work states its reason.');
  return Object.freeze({
    subject: null,
    userType: 'system',
    actor: Object.freeze({ kind: 'system', id: reason }),
    scopes: null,
    purpose: 'operations',
    requestId: newId(),
  });
}

/**
 * The context of somebody who acts for a patient: the patient's rights, the guardian's name in the audit trail. PostgreSQL
 * asks for the delegation in every transaction, and refuses with `not_delegated` when there is none, now. Throws
 * `session_needed` unless `ctx` is a person's own session: no token acts for others, and who acts for somebody does not act
 * for whom they act for.
 */
export function delegateContext(ctx: RequestContext, patientId: string): RequestContext {
  const guardian = subjectOf(ctx);
  if (ctx.actor.kind !== 'session') {
    throw new AppError(
      'session_needed',
      'forbidden',
      'People act for others in person, with a session of their own.',
    );
  }
  return Object.freeze({
    ...ctx,
    subject: patientId,
    userType: 'patient',
    actor: Object.freeze({ kind: 'delegate', id: guardian }),
    purpose: 'self',
  });
}

/** The PostgreSQL role a caller's statements run as, e.g. `carenode_research_partner`. */
export function databaseRole(caller: Caller): string {
  return `carenode_${caller.replace('-', '_')}`;
}

/** The caller's profile id; throws `unauthenticated` when nobody is signed in. */
export function subjectOf(ctx: RequestContext): string {
  if (!ctx.subject) throw new AppError('unauthenticated', 'unauthenticated', 'Sign in first.');
  return ctx.subject;
}
