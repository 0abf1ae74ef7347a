import { Database, statement } from '@carenode/database';
import {
  type LegacyTypeApproval,
  type LegacyTypeDifference,
  LegacyUserTypes,
  type LegacyTypeWish,
  type LegacyUserTypeSummary,
} from '@carenode/identity-contract';
import type { RequestContext, UserType } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { requireAdmin } from '../access/asked-person.js';
import { DifferenceService } from '../access/difference.service.js';
import { identityErrors } from '../identity.errors.js';
import { fingerprintOfLegacyType, proposedUserType } from './legacy-user-type.rules.js';

interface Called {
  readonly name: string;
  readonly people: number;
  readonly waiting: number;
  readonly people_fingerprint: string;
  readonly approval: LegacyTypeApproval | null;
}

const LIST = `
  select n.name, n.people, n.waiting, n.people_fingerprint,
         case when t.name is not null then jsonb_build_object(
           'userType', t.user_type, 'status', t.status, 'reason', t.reason,
           'requestedBy', t.requested_by, 'approvedBy', t.approved_by,
           'approvedAt', to_char(t.approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as approval
    from carenode.people_of_legacy_user_types() n
    left join legacy_user_types t on t.name = n.name
   order by n.name`;

const APPROVE = statement(
  'identity:approve-legacy-user-type',
  'select carenode.approve_legacy_user_type($1, $2, $3, $4, $5) as status',
);

@Injectable()
export class LegacyUserTypeService extends LegacyUserTypes {
  constructor(
    private readonly db: Database,
    private readonly differences: DifferenceService,
  ) {
    super();
  }

  async list(ctx: RequestContext): Promise<LegacyUserTypeSummary[]> {
    return (await this.called(ctx)).map(summaryOf);
  }

  async differenceOf(ctx: RequestContext, name: string, userType: UserType): Promise<LegacyTypeDifference> {
    return (await this.compare(ctx, name, userType)).difference;
  }

  async approve(ctx: RequestContext, name: string, wish: LegacyTypeWish): Promise<LegacyUserTypeSummary> {
    const { userType, reason, approvedDifference } = wish;
    const { difference, peopleFingerprint } = await this.compare(ctx, name, userType);
    if (difference.fingerprint !== approvedDifference) throw identityErrors.difference_not_approved();
    await this.db.as(ctx).execute(APPROVE, [name, userType, approvedDifference, peopleFingerprint, reason]);
    return summaryOf(named(await this.called(ctx), name));
  }

  private async compare(ctx: RequestContext, name: string, userType: UserType) {
    const { people, people_fingerprint: peopleFingerprint } = named(await this.called(ctx), name);
    // Whoever comes from another system is a patient until this is approved.
    const { gained, lost } = await this.differences.differenceOfTypes('patient', userType);
    const shown = { name, userType, gained, lost };
    const fingerprint = fingerprintOfLegacyType(shown, peopleFingerprint);
    return { difference: { ...shown, people, fingerprint }, peopleFingerprint };
  }

  private async called(ctx: RequestContext): Promise<Called[]> {
    requireAdmin(ctx);
    return this.db.as(ctx).query<Called>(LIST);
  }
}

function named(all: readonly Called[], name: string): Called {
  const found = all.find((one) => one.name === name);
  if (!found) throw identityErrors.unknown_legacy_type();
  return found;
}

const summaryOf = ({ name, people, waiting, approval }: Called): LegacyUserTypeSummary => ({
  name,
  people,
  patients: waiting,
  proposed: proposedUserType(name),
  approval,
});
