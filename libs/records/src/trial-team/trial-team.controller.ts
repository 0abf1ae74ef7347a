import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';

import { TrialDataNeedsInput, TrialTeamInvitationInput, TrialTeamQuery } from './trial-team.dto.js';
import { TrialTeamService } from './trial-team.service.js';
import { trialDataNeedView, trialTeamMemberView } from './trial-team.view.js';

@Controller('trials/:trialId')
export class TrialTeamController {
  constructor(private readonly teams: TrialTeamService) {}

  @Get('team')
  @Allow('research-partner', 'admin', 'provider', 'patient')
  @About(
    'The team of a trial, with invitations and past members, newest first; a provider’s own place; active members for participants',
  )
  @ReturnsPage(trialTeamMemberView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @Query() query: TrialTeamQuery,
  ): Promise<JsonText> {
    return this.teams.list(ctx, trialId, query);
  }

  @Post('team')
  @Allow('research-partner')
  @About('Invite a provider into the team of one’s trial; the provider has to accept')
  @Returns(trialTeamMemberView.schema)
  invite(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @Body() input: TrialTeamInvitationInput,
  ): Promise<JsonText> {
    return this.teams.invite(ctx, trialId, input);
  }

  @Post('team/:id/accept')
  @Allow('provider')
  @HttpCode(200)
  @About('Accept an invitation into the team of a trial')
  @Returns(trialTeamMemberView.schema)
  accept(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.teams.accept(ctx, trialId, id);
  }

  @Delete('team/:id')
  @Allow('research-partner', 'provider', 'admin')
  @HttpCode(204)
  @About('Take a provider out of the team, leave it, or decline or take back an invitation')
  @Returns(null)
  end(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @IdParam('id') id: string,
  ): Promise<void> {
    return this.teams.end(ctx, trialId, id);
  }

  @Get('data-needs')
  @Allow('research-partner', 'admin', 'provider', 'patient')
  @About('What the team of a trial may read of its participants; always one page')
  @ReturnsPage(trialDataNeedView.schema)
  listNeeds(@Ctx() ctx: RequestContext, @IdParam('trialId') trialId: string): Promise<JsonText> {
    return this.teams.listNeeds(ctx, trialId);
  }

  @Put('data-needs')
  @Allow('research-partner')
  @About(
    'Say what the team of one’s trial may read of its participants, as long as the trial is not approved',
  )
  @ReturnsPage(trialDataNeedView.schema)
  nameNeeds(
    @Ctx() ctx: RequestContext,
    @IdParam('trialId') trialId: string,
    @Body() input: TrialDataNeedsInput,
  ): Promise<JsonText> {
    return this.teams.nameNeeds(ctx, trialId, input);
  }
}
