import { databaseRole, type RequestContext } from '@carenode/module-kit';

import { type Statement, statement } from './statement.js';

/**
 * Puts the caller's role and claims on the transaction; all of them end with it. The policies read them through the
 * functions of schema `carenode`. Scopes: `*` for a person's own session, else atoms such as `measurements.r` separated by
 * blanks; nothing for a token without scopes, which then may do nothing.
 */
const CLAIMS = statement(
  'carenode:claims',
  `select set_config('role',$1,true),set_config('carenode.subject',$2,true),set_config('carenode.scopes',$3,true),` +
    `set_config('carenode.actor',$4,true),set_config('carenode.request',$5,true),` +
    `set_config('carenode.purpose',$6,true),set_config('carenode.noting',$7,true)`,
);

/**
 * After CLAIMS of nobody in particular, for somebody who acts for a patient: refused with `not_delegated` unless a delegation
 * says so, now. A statement of its own, as PostgreSQL asks before the first row of one who may call the functions in it.
 */
const DELEGATED_SUBJECT = statement(
  'carenode:delegated-subject',
  `select set_config('carenode.subject',carenode.delegated_subject($1::uuid)::text,true)`,
);

/**
 * What the transaction tells the audit trail by itself. `writes`: everything (triggers do), so that rows of others may be
 * touched; `reads`: the statement notes what it reads of others; `nothing`: rows of others that are clinical stay unseen.
 */
export type Noting = 'writes' | 'reads' | 'nothing';

const FHIR_VERBS: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** `user/measurements.rs` → `measurements.r measurements.s`. What does not follow the grammar grants nothing. */
export function scopeAtoms(scopes: readonly string[]): string {
  const atoms = new Set<string>();
  for (const scope of scopes) {
    const parts = /^(?:patient|user|system)\/([a-z][a-z0-9_-]*|\*)\.(read|write|\*|c?r?u?d?s?)$/.exec(scope);
    if (!parts?.[2]) continue;
    for (const verb of FHIR_VERBS[parts[2]] ?? parts[2])
      atoms.add(`${parts[1]?.replaceAll('-', '_')}.${verb}`);
  }
  return [...atoms].join(' ');
}

const claims = new WeakMap<RequestContext, readonly string[]>();

export interface Claims {
  readonly sql: Statement;
  readonly values: readonly string[];
}

/** The statements, with their values, that put a context on a transaction. Throws without one: no context, no connection. */
export function claimsOf(ctx: RequestContext, noting: Noting): readonly Claims[] {
  if (!ctx?.userType) throw new Error('The database is only reached with a RequestContext.');
  const delegated = ctx.actor.kind === 'delegate';
  let values = claims.get(ctx);
  if (!values) {
    values = [
      databaseRole(ctx.userType),
      delegated ? '' : (ctx.subject ?? ''),
      ctx.scopes === null ? '*' : scopeAtoms(ctx.scopes),
      `${ctx.actor.kind}:${ctx.actor.id ?? ''}`,
      ctx.requestId,
      ctx.purpose,
    ];
    claims.set(ctx, values);
  }
  const all = { sql: CLAIMS, values: [...values, noting === 'nothing' ? '' : 'on'] };
  return delegated ? [all, { sql: DELEGATED_SUBJECT, values: [ctx.subject ?? ''] }] : [all];
}
