import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, Query } from '@nestjs/common';

import { CareTeamQuery } from './care-team.dto.js';
import { CareTeamService } from './care-team.service.js';
import { careTeamMemberView } from './care-team-member.view.js';

@Controller('care-team-members')
@Allow('patient', 'provider', 'admin')
export class CareTeamMembersController {
  constructor(private readonly teams: CareTeamService) {}

  @Get()
  @About('The care teams the caller is in or invited to, newest first; all of them for an admin')
  @ReturnsPage(careTeamMemberView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: CareTeamQuery): Promise<JsonText> {
    return this.teams.listMine(ctx, query);
  }
}
