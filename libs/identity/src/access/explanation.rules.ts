import type { AccessExplanation, AccessFactor } from '@carenode/identity-contract';
import type { UserType, Verb } from '@carenode/module-kit';

import { minute, no, relationFactors, type RelationFact, yes } from './relation.rules.js';

/** What PostgreSQL answered to the person's own statement, or that it was not asked. */
export type Outcome =
  /** It found or changed so many rows; null: it took too long to count them. */
  | { readonly kind: 'rows'; readonly count: number | null }
  /** `grant`: no right to the table or column. `policy`: the row as written breaks a policy. `guard`: a rule of the table. */
  | { readonly kind: 'refused'; readonly by: 'grant' | 'policy' | 'guard'; readonly code: string }
  /** There was no statement to try: for rows not yet written, and for writes of no particular row. */
  | { readonly kind: 'untried' };

/** One policy of PostgreSQL's catalog on the table. */
export interface PolicyFact {
  readonly policy: string;
  /** The verb it was asked about; changing and deleting a row also needs to find it, by the policies for reading. */
  readonly verb: Verb;
  readonly permissive: boolean;
  /** `using`: the row as it is; `check`: the row as it would be written. */
  readonly part: 'using' | 'check';
  readonly holds: boolean;
}

export interface RuleWords {
  readonly rows: string;
  /** What a written row must be, where that differs. */
  readonly writes: string | null;
}

export interface ActivationFact {
  readonly isActive: boolean;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly audience: object | null;
}

/** Everything an explanation is made of. Has no content of any row. */
export interface Facts {
  readonly user: { readonly id: string; readonly userType: UserType; readonly email: string | null };
  readonly closedAt: Date | null;
  readonly table: string;
  readonly verb: Verb;
  readonly row: string | null;
  readonly about: string | null;
  readonly module: {
    readonly name: string;
    readonly required: boolean;
    readonly installed: boolean;
    readonly active: boolean;
    readonly activation: ActivationFact | null;
  };
  /** Null: in person. */
  readonly scopes: readonly string[] | null;
  readonly scopeAllows: boolean;
  /** The scopes of which one would do. */
  readonly wantedScopes: readonly string[];
  /** Null: all columns. */
  readonly columns: readonly string[] | null;
  readonly policies: readonly PolicyFact[];
  /** Which rows the user type's rules go for as declared, in words; verbs without a rule are absent. */
  readonly words: Readonly<Partial<Record<Verb, RuleWords>>>;
  readonly relations: readonly RelationFact[];
  readonly outcome: Outcome;
  readonly now: Date;
}

const DOES: Readonly<Record<Verb, string>> = {
  select: 'read',
  insert: 'add',
  update: 'change',
  delete: 'delete',
};

/** The answer and its reasons, in plain words. */
export function explanationOf(facts: Facts): AccessExplanation {
  const { user, table, verb, row, about, outcome } = facts;
  const factors = factorsOf(facts);
  const allowed = isAllowed(facts);
  return {
    user,
    module: facts.module.name,
    table,
    verb,
    row,
    about,
    allowed,
    verdict: verdictOf(facts, factors, allowed),
    rows: verb === 'select' && row === null && outcome.kind === 'rows' ? outcome.count : null,
    factors,
  };
}

/** PostgreSQL's answer counts; where no statement could be tried, its grants, gates and policies on the row do. */
function isAllowed({ closedAt, module, columns, scopeAllows, row, verb, policies, outcome }: Facts): boolean {
  if (closedAt || !module.installed || outcome.kind === 'refused') return false;
  if (outcome.kind === 'rows' && row !== null) return outcome.count === 1;
  if (columns?.length === 0 || !module.active || !scopeAllows) return false;
  return row === null || verb !== 'insert' || policiesHold(policies);
}

/** One of the permissive policies, and every restrictive one. */
function policiesHold(policies: readonly PolicyFact[]): boolean {
  const opening = policies.filter((policy) => policy.permissive);
  return opening.some(({ holds }) => holds) && policies.every(({ permissive, holds }) => permissive || holds);
}

function verdictOf(facts: Facts, factors: readonly AccessFactor[], allowed: boolean): string {
  const { user, verb, table, row, outcome } = facts;
  const who = `The ${user.userType} ${user.email ?? user.id}`;
  const what = row === null ? (verb === 'select' ? table : `rows of ${table}`) : `this row of ${table}`;
  if (allowed) {
    const seen = outcome.kind === 'rows' && row === null ? seenRows(outcome.count) : '';
    const limit = row === null || verb === 'insert' ? ', as far as the conditions below go' : '';
    return `${who} may ${DOES[verb]} ${what}${limit}${seen}.`;
  }
  const reason = factors.find((factor) => !factor.holds && DECISIVE.has(factor.factor))?.says;
  const because =
    outcome.kind === 'refused' && outcome.by === 'guard'
      ? `A rule of the table itself refuses it (${outcome.code}).`
      : facts.policies.length > 0 && row !== null && decidedByPolicy(facts)
        ? 'No policy lets them, as the row and their relations are now.'
        : (reason ?? 'PostgreSQL refuses it.');
  return `${who} may not ${DOES[verb]} ${what}. ${because}`;
}

const DECISIVE: ReadonlySet<string> = new Set(['account', 'grant', 'module', 'scopes', 'policy']);

function decidedByPolicy({ closedAt, module, columns, scopeAllows }: Facts): boolean {
  return !closedAt && module.installed && module.active && scopeAllows && columns?.length !== 0;
}

function seenRows(count: number | null): string {
  if (count === null) return '; they are too many to count now';
  return `: ${count} ${count === 1 ? 'row' : 'rows'} at this moment`;
}

function factorsOf(facts: Facts): AccessFactor[] {
  const { user, table, about } = facts;
  const others = about !== null && about !== user.id;
  return [
    account(facts),
    moduleState(facts),
    ...(facts.module.installed ? [grant(facts), scopes(facts), ...policies(facts)] : []),
    ...(others ? relationFactors(user.userType, table, facts.relations, facts.now) : []),
  ];
}

function account({ user, closedAt }: Facts): AccessFactor {
  if (closedAt)
    return no('account', `Their account was closed on ${minute(closedAt)}; nobody signs in with it.`);
  return yes('account', `Their account is open, and they are of the user type ${user.userType}.`);
}

function grant({ user, verb, table, columns }: Facts): AccessFactor {
  if (columns === null)
    return yes('grant', `The user type ${user.userType} may ${DOES[verb]} rows of ${table}.`);
  if (columns.length === 0)
    return no('grant', `The user type ${user.userType} may not ${DOES[verb]} any row of ${table}.`);
  return yes(
    'grant',
    `The user type ${user.userType} may ${DOES[verb]} rows of ${table}, and only these columns: ${columns.join(', ')}.`,
  );
}

function moduleState({ module, now }: Facts): AccessFactor {
  const { name, required, installed, active, activation } = module;
  if (!installed)
    return no('module', `Module ${name} is not installed: steps of it wait for "carenode migrate up".`);
  if (required) return yes('module', `Module ${name} is a required one, always active.`);
  if (active) return yes('module', `Module ${name} is active for them.`);
  return no('module', `Module ${name} is not active for them: ${whyInactive(activation, now)}.`);
}

/** Why an activation does not hold, at this moment. */
export function whyInactive(activation: ActivationFact | null, now: Date): string {
  if (!activation) return 'it was never switched on';
  if (!activation.isActive) return 'it is switched off';
  if (activation.from && activation.from > now) return `it begins on ${minute(activation.from)}`;
  if (activation.until && activation.until <= now) return `it ended on ${minute(activation.until)}`;
  if (activation.audience)
    return `it is on for others (${JSON.stringify(withoutProfiles(activation.audience))}), or a module that it requires is not active`;
  return 'a module that it requires is not active';
}

/** Who else is in an audience is nobody's business here. */
function withoutProfiles(audience: object): object {
  const { profiles, ...rest } = audience as { profiles?: readonly string[] };
  return profiles ? { ...rest, profiles: `${profiles.length} named` } : rest;
}

function scopes({ scopes: given, scopeAllows, wantedScopes, verb }: Facts): AccessFactor {
  if (given === null) return yes('scopes', 'In person, with a session, no scope is needed.');
  const wanted = wantedScopes.join(' or ');
  return scopeAllows
    ? yes('scopes', `The scopes of the token cover ${wanted}.`)
    : no('scopes', `The scopes of the token do not cover ${wanted}, so it may ${DOES[verb]} nothing of it.`);
}

function policies({ user, verb, table, row, words, policies: all }: Facts): AccessFactor[] {
  const rule = words[verb];
  if (row === null && rule)
    return [yes('policy', `For ${user.userType} the condition is: ${rule.rows}${written(rule.writes)}.`)];
  if (row === null || !all.some((policy) => policy.permissive && policy.verb === verb))
    return [no('policy', `No policy lets the user type ${user.userType} ${DOES[verb]} rows of ${table}.`)];
  // What the gates ask stands above, under module and scopes.
  const asked = all.filter((policy) => policy.permissive || !policy.policy.startsWith('gate_'));
  return asked.map((policy) => policyFactor(policy, words[policy.verb]));
}

function policyFactor({ policy, verb, part, holds }: PolicyFact, words: RuleWords | undefined): AccessFactor {
  const says = part === 'check' && verb === 'update' ? (words?.writes ?? words?.rows) : words?.rows;
  const meaning = says ? ` (${says})` : ', which nobody declared,';
  const which = part === 'check' ? 'as a row to be written' : 'for this row';
  return {
    factor: 'policy',
    holds,
    says: `Policy ${policy}${meaning} is ${holds ? 'true' : 'false'} ${which}.`,
  };
}

function written(words: string | null): string {
  return words === null ? '' : `; written rows: ${words}`;
}
