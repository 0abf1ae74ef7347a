import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, PatientId, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { CareTeamInvitationInput, CareTeamQuery } from './care-team.dto.js';
import { CareTeamService } from './care-team.service.js';
import { careTeamMemberView } from './care-team-member.view.js';

@Controller('patients/:patientId/care-team')
export class CareTeamController {
  constructor(private readonly teams: CareTeamService) {}

  @Get()
  @Allow('patient', 'provider', 'admin')
  @About('The care team of a patient, with invitations and past members, newest first')
  @ReturnsPage(careTeamMemberView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: CareTeamQuery,
  ): Promise<JsonText> {
    return this.teams.list(ctx, patientId, query);
  }

  @Post()
  @Allow('patient', 'admin')
  @About('Invite a provider (as the patient) or assign one (as an admin); the other side has to accept')
  @Returns(careTeamMemberView.schema)
  invite(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: CareTeamInvitationInput,
  ): Promise<JsonText> {
    return this.teams.invite(ctx, patientId, input);
  }

  @Post(':id/accept')
  @Allow('patient', 'provider')
  @HttpCode(200)
  @About('Accept an invitation that waits for the caller')
  @Returns(careTeamMemberView.schema)
  accept(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.teams.accept(ctx, patientId, id);
  }

  @Post(':id/end')
  @Allow('patient', 'provider', 'admin')
  @HttpCode(200)
  @About('End a membership, or decline or withdraw an invitation')
  @Returns(careTeamMemberView.schema)
  end(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.teams.end(ctx, patientId, id);
  }
}
