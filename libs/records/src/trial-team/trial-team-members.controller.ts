import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { TrialTeamQuery } from './trial-team.dto.js';
import { TrialTeamService } from './trial-team.service.js';
import { trialTeamMemberView } from './trial-team.view.js';

@Controller('trial-team-members')
@Allow('provider')
export class TrialTeamMembersController {
  constructor(private readonly teams: TrialTeamService) {}

  @Get()
  @About('The trial teams the caller is in or invited to, newest first')
  @ReturnsPage(trialTeamMemberView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: TrialTeamQuery): Promise<JsonText> {
    return this.teams.listMine(ctx, query);
  }
}
