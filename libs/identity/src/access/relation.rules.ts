import type { AccessFactor } from '@carenode/identity-contract';
import type { UserType } from '@carenode/module-kit';

/** How the person stands to whom the row is about, as the SQL functions for explanations tell it. */
export interface RelationFact {
  readonly relation: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Everything that could open the person's record to somebody, and whether it does. */
export function relationFactors(
  userType: UserType,
  table: string,
  told: readonly RelationFact[],
  now: Date,
): AccessFactor[] {
  const of = (relation: string) =>
    told.filter((fact) => fact.relation === relation).map(({ facts }) => facts as RelationWords);
  const factors: AccessFactor[] = [];
  const [member] = of('care-team');
  const trials = of('trial');
  if (member || userType === 'provider') factors.push(careTeam(member, now));
  if (userType === 'provider') {
    factors.push(consent('care', of('consent')));
    if (trials.length > 0) factors.push(consent('research', of('consent')));
  }
  for (const trial of trials) factors.push(trialFactor(trial, table));
  if (userType === 'provider' && trials.length === 0)
    factors.push(no('trial', 'They work on no trial in which this person takes part.'));
  if (userType === 'provider' || userType === 'admin') factors.push(breakGlass(of('break-glass')[0]));
  const delegations = of('delegation');
  for (const delegation of delegations) factors.push(delegationFactor(delegation));
  if (delegations.length === 0 && (userType === 'provider' || userType === 'patient'))
    factors.push(no('delegation', 'Nobody let them act for this person.'));
  return factors;
}

/** The members of the facts that the SQL functions make; each relation has some of them. */
interface RelationWords {
  readonly holds?: boolean;
  readonly status?: string;
  readonly awaiting?: string | null;
  readonly from?: string;
  readonly until?: string | null;
  readonly purpose?: string;
  readonly version?: number;
  readonly given?: string;
  readonly withdrawn?: string | null;
  readonly trial?: string;
  readonly team?: string;
  readonly ends?: string | null;
  readonly enrollment?: string;
  readonly needed?: boolean;
  readonly open?: boolean;
  readonly suspended?: boolean;
  readonly relation?: string;
}

function careTeam(member: RelationWords | undefined, now: Date): AccessFactor {
  if (!member) return no('care-team', 'They are not in this person’s care team.');
  const { holds, status, awaiting, from, until } = member;
  if (holds)
    return yes('care-team', `They are in this person’s care team since ${minute(from)}${ending(until)}.`);
  if (status === 'invited')
    return no(
      'care-team',
      `They are invited into this person’s care team; the answer of the ${awaiting ?? 'other'} is missing.`,
    );
  if (status === 'declined')
    return no('care-team', 'The invitation into this person’s care team was declined.');
  if (status === 'active' && from !== undefined && new Date(from) > now)
    return no('care-team', `Their place in this person’s care team begins on ${minute(from)}.`);
  return no(
    'care-team',
    `Their place in this person’s care team has ended${until ? `, on ${minute(until)}` : ''}.`,
  );
}

function consent(purpose: string, all: readonly RelationWords[]): AccessFactor {
  const found = all.find((one) => one.purpose === purpose);
  if (!found) return no('consent', `This person has not consented to ${purpose}.`);
  const text = `text version ${found.version}`;
  if (found.holds)
    return yes('consent', `This person consents to ${purpose} since ${minute(found.given)} (${text}).`);
  return no('consent', `This person withdrew consent to ${purpose} on ${minute(found.withdrawn)} (${text}).`);
}

function trialFactor(trial: RelationWords, table: string): AccessFactor {
  const parts = [
    `their place in the team is ${trial.team}`,
    `the trial is ${trial.status}${trial.ends ? ` until ${minute(trial.ends)}` : ''}`,
    `this person is ${trial.enrollment}`,
    trial.needed ? `the protocol asks for ${table}` : `the protocol does not ask for ${table}`,
  ];
  return {
    factor: 'trial',
    holds: trial.holds === true && trial.needed === true,
    says: `Trial ${trial.trial}: ${parts.join(', ')}.`,
  };
}

function breakGlass(facts: RelationWords | undefined): AccessFactor {
  if (facts?.open)
    return yes('break-glass', `They have this record open by break-glass until ${minute(facts.until)}.`);
  if (facts?.suspended)
    return no(
      'break-glass',
      'Their right to break glass is suspended: what they opened was not reviewed in time, or was unjustified.',
    );
  if (facts?.until)
    return no(
      'break-glass',
      `They had this record open by break-glass until ${minute(facts.until)}, not now.`,
    );
  return no('break-glass', 'They have not opened this record by break-glass.');
}

function delegationFactor({ holds, status, relation, from, until }: RelationWords): AccessFactor {
  return holds
    ? yes(
        'delegation',
        `They act for this person as ${relation} since ${minute(from)}${ending(until)}: when they do, they have this person’s own rights.`,
      )
    : no(
        'delegation',
        `Their delegation for this person as ${relation} is ${status === 'active' ? 'not in force now' : status}.`,
      );
}

export function yes(factor: AccessFactor['factor'], says: string): AccessFactor {
  return { factor, holds: true, says };
}

export function no(factor: AccessFactor['factor'], says: string): AccessFactor {
  return { factor, holds: false, says };
}

function ending(until: string | null | undefined): string {
  return until ? `, until ${minute(until)}` : '';
}

/** An instant for people to read. */
export function minute(instant: string | Date | null | undefined): string {
  if (!instant) return 'an unknown time';
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
