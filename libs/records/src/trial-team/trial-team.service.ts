import { Database, type JsonText, RowStore, statement } from '@carenode/database';
import { invalidInput, isId, newId, type RequestContext, subjectOf } from '@carenode/module-kit';
import type { PageQuery } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { invitedProvider } from '../care-team/invited-provider.js';
import { TrialService } from '../trial/trial.service.js';
import type { TrialDataNeed } from './trial-data-need.entity.js';
import type { TrialDataNeedsInput, TrialTeamInvitationInput, TrialTeamQuery } from './trial-team.dto.js';
import type { TrialTeamMember } from './trial-team-member.entity.js';
import { trialDataNeedView, trialTeamMemberView } from './trial-team.view.js';

const ACCEPT = statement('trial-team:accept', 'select carenode.accept_trial_team_invitation($1)');
const END = statement('trial-team:end', 'select carenode.end_trial_team_membership($1)');
const FORGET_NEEDS = statement(
  'trial-needs:forget',
  'delete from public.trial_data_needs where trial_id = $1',
);
const NAME_NEEDS = statement(
  'trial-needs:name',
  `insert into public.trial_data_needs (id, trial_id, table_name, variable_id)
   select n.id, $1, n.table_name, n.variable_id from unnest($2::uuid[], $3::text[], $4::uuid[]) as n (id, table_name, variable_id)`,
);

/** Who works on a trial, and what of its participants they read. The tables' triggers see to who may say so, and when. */
@Injectable()
export class TrialTeamService {
  private readonly members: RowStore<TrialTeamMember>;
  private readonly needs: RowStore<TrialDataNeed>;

  constructor(
    private readonly db: Database,
    private readonly trials: TrialService,
  ) {
    this.members = new RowStore(db, trialTeamMemberView, {
      noun: 'place in a trial team',
      owner: 'trialId',
      order: 'addedAt',
      filters: { status: 't.status = ?', trialId: 't.trial_id = ?', providerId: 't.provider_id = ?' },
    });
    this.needs = new RowStore(db, trialDataNeedView, {
      noun: 'need of a trial',
      owner: 'trialId',
      order: 'createdAt',
      filters: { trialId: 't.trial_id = ?' },
    });
  }

  /** The team with invitations and past members, newest first; a provider sees their own place, a patient active members. */
  async list(ctx: RequestContext, trialId: string, { status, ...page }: TrialTeamQuery): Promise<JsonText> {
    if (ctx.userType !== 'provider') await this.trials.get(ctx, trialId);
    return this.members.list(ctx, null, page, { status, trialId });
  }

  /** The calling provider's places in trial teams, and invitations to. */
  listMine(ctx: RequestContext, { status, ...page }: TrialTeamQuery): Promise<JsonText> {
    return this.members.list(ctx, null, page, { status, providerId: subjectOf(ctx) });
  }

  /** Invites a provider; throws `unknown_provider`, `trial_over`, `already_exists`. */
  async invite(ctx: RequestContext, trialId: string, input: TrialTeamInvitationInput): Promise<JsonText> {
    await this.trials.get(ctx, trialId);
    const providerId = await invitedProvider(this.db, ctx, input);
    const { id } = await this.members.create(ctx, trialId, { providerId });
    return this.members.get(ctx, trialId, id);
  }

  /** Accepts an invitation of the calling provider. Throws `illegal_transition`. */
  async accept(ctx: RequestContext, trialId: string, id: string): Promise<JsonText> {
    await this.members.get(ctx, trialId, id);
    await this.db.as(ctx).execute(ACCEPT, [id]);
    return this.members.get(ctx, trialId, id);
  }

  /** Takes a member out, leaves, or declines or takes back an invitation. Throws `illegal_transition` when it is over. */
  async end(ctx: RequestContext, trialId: string, id: string): Promise<void> {
    await this.members.get(ctx, trialId, id);
    await this.db.as(ctx).execute(END, [id]);
  }

  /** What the trial needs; always one page. */
  async listNeeds(ctx: RequestContext, trialId: string): Promise<JsonText> {
    await this.trials.get(ctx, trialId);
    return this.needs.list(ctx, null, ALL, { trialId });
  }

  /** Says what the trial needs, in place of what was said before. Throws `needs_fixed`, `unknown_table`, `unknown_variable`. */
  async nameNeeds(ctx: RequestContext, trialId: string, input: TrialDataNeedsInput): Promise<JsonText> {
    const { tables, variableIds } = refuseContradictions(input);
    await this.trials.get(ctx, trialId);
    const names = [...tables, ...variableIds.map(() => 'measurements')];
    const variables = [...tables.map(() => null), ...variableIds];
    await this.db.as(ctx).transaction(async (tx) => {
      await tx.query(FORGET_NEEDS, [trialId]);
      await tx.query(NAME_NEEDS, [trialId, names.map(() => newId()), names, variables]);
    });
    return this.needs.list(ctx, null, ALL, { trialId });
  }
}

const ALL: PageQuery = { limit: 200 };

function refuseContradictions({ tables = [], variableIds = [] }: TrialDataNeedsInput): {
  readonly tables: readonly string[];
  readonly variableIds: readonly string[];
} {
  const wrong = variableIds.findIndex((id) => !isId(id));
  if (wrong >= 0) {
    throw invalidInput({
      field: `variableIds.${wrong}`,
      rule: 'isUuid',
      message: 'each of variableIds is a UUID',
    });
  }
  if (variableIds.length > 0 && tables.includes('measurements')) {
    throw invalidInput({
      field: 'variableIds',
      rule: 'oneOf',
      message: 'Name either all measurements, or the variables whose measurements are needed.',
    });
  }
  return {
    tables: [...new Set(tables)],
    variableIds: [...new Set(variableIds.map((id) => id.toLowerCase()))],
  };
}
