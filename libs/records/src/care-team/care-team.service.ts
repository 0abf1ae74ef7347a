import { Database, type JsonText, RowStore, statement } from '@carenode/database';
import { type RequestContext, subjectOf } from '@carenode/module-kit';
import type { CareTeams } from '@carenode/records-contract';
import { Injectable } from '@nestjs/common';

import type { CareTeamInvitationInput, CareTeamQuery } from './care-team.dto.js';
import type { CareTeamMember } from './care-team-member.entity.js';
import { careTeamMemberView } from './care-team-member.view.js';
import { invitedProvider } from './invited-provider.js';

const ACCEPT = statement('care-team:accept', 'select carenode.accept_care_team_invitation($1)');
const END = statement('care-team:end', 'select carenode.end_care_team_membership($1)');
const ASSIGN = statement(
  'care-team:assign',
  `insert into public.care_team_members as m (patient_id, provider_id, status) values ($1, $2, 'active')
     on conflict (patient_id, provider_id) where status in ('invited', 'active')
     do update set status = 'active' where m.status <> 'active'`,
);

/** Who cares for whom. A membership counts once both sides agreed; carenode's SQL functions see to that. */
@Injectable()
export class CareTeamService implements CareTeams {
  private readonly rows: RowStore<CareTeamMember>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, careTeamMemberView, {
      noun: 'care team membership',
      owner: 'patientId',
      order: 'createdAt',
      filters: { status: 't.status = ?', providerId: 't.provider_id = ?' },
    });
  }

  /** A patient's care team, invitations and past members included, newest first. */
  list(ctx: RequestContext, patientId: string, { status, ...page }: CareTeamQuery): Promise<JsonText> {
    return this.rows.list(ctx, patientId, page, { status });
  }

  /** The memberships the caller has a part in; all of them for an admin. */
  listMine(ctx: RequestContext, { status, ...page }: CareTeamQuery): Promise<JsonText> {
    const mine = ctx.userType === 'provider' ? { providerId: subjectOf(ctx) } : {};
    return this.rows.list(ctx, null, page, { status, ...mine });
  }

  /** A patient invites a provider, or an admin assigns one: the other side has to accept. Throws `unknown_provider`. */
  async invite(ctx: RequestContext, patientId: string, input: CareTeamInvitationInput): Promise<JsonText> {
    const providerId = await invitedProvider(this.db, ctx, input);
    const { id } = await this.rows.create(ctx, patientId, { providerId, endsAt: input.endsAt });
    return this.rows.get(ctx, patientId, id);
  }

  /** Accepts an invitation that waits for the caller. Throws `not_yours_to_accept`, `illegal_transition`. */
  async accept(ctx: RequestContext, patientId: string, id: string): Promise<JsonText> {
    await this.rows.get(ctx, patientId, id);
    await this.db.as(ctx).execute(ACCEPT, [id]);
    return this.rows.get(ctx, patientId, id);
  }

  /** Ends a membership, or declines or withdraws an invitation. Throws `illegal_transition` when it is over. */
  async end(ctx: RequestContext, patientId: string, id: string): Promise<JsonText> {
    await this.rows.get(ctx, patientId, id);
    await this.db.as(ctx).execute(END, [id]);
    return this.rows.get(ctx, patientId, id);
  }

  async assign(ctx: RequestContext, patientId: string, providerId: string): Promise<void> {
    await this.db.as(ctx).execute(ASSIGN, [patientId, providerId]);
  }
}
