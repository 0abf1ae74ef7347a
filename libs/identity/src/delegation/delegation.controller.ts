import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { DelegationInput, DelegationsQuery } from './delegation.dto.js';
import { Delegations, delegationView } from './delegations.service.js';

@Controller('delegations')
export class DelegationController {
  constructor(private readonly delegations: Delegations) {}

  @Post()
  @Allow('admin')
  @About('Propose, having seen the papers, that a guardian acts for a patient; the guardian has to accept')
  @Returns(delegationView.schema)
  propose(@Ctx() ctx: RequestContext, @Body() body: DelegationInput): Promise<JsonText> {
    return this.delegations.propose(ctx, body);
  }

  @Get()
  @Allow()
  @About('For whom I act and who acts for me, newest first; everybody’s for an admin')
  @ReturnsPage(delegationView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: DelegationsQuery): Promise<JsonText> {
    return this.delegations.list(ctx, query);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Allow('patient', 'provider')
  @About('Accept to act for a patient')
  @Returns(delegationView.schema)
  accept(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.delegations.accept(ctx, id);
  }

  @Post(':id/end')
  @HttpCode(200)
  @Allow()
  @About('End a delegation, as either side or as an admin')
  @Returns(delegationView.schema)
  end(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.delegations.end(ctx, id);
  }
}
