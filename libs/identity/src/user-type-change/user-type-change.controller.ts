import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, parseInput, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { UserTypeChangeInput, UserTypeChangesQuery, UserTypeDecision } from './user-type-change.dto.js';
import { UserTypeChanges, userTypeChangeView } from './user-type-changes.service.js';

@Controller('user-type-changes')
@Allow('admin')
export class UserTypeChangeController {
  constructor(private readonly changes: UserTypeChanges) {}

  @Post()
  @About(
    'Change the user type of somebody else, at once or, where two admins are needed, when another approves',
  )
  @Returns(userTypeChangeView.schema)
  request(@Ctx() ctx: RequestContext, @Body() body: UserTypeChangeInput): Promise<JsonText> {
    return this.changes.request(ctx, body);
  }

  @Get()
  @About('Who changed whose user type, newest first')
  @ReturnsPage(userTypeChangeView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: UserTypeChangesQuery): Promise<JsonText> {
    return this.changes.list(ctx, query);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @About('Approve what another admin asked for; a body with a note may be given')
  @Returns(userTypeChangeView.schema)
  approve(@Ctx() ctx: RequestContext, @IdParam('id') id: string, @Body() body: unknown): Promise<JsonText> {
    return this.changes.decide(ctx, id, true, noteOf(body));
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @About(
    'Refuse what another admin asked for, or take back one’s own request; a body with a note may be given',
  )
  @Returns(userTypeChangeView.schema)
  refuse(@Ctx() ctx: RequestContext, @IdParam('id') id: string, @Body() body: unknown): Promise<JsonText> {
    return this.changes.decide(ctx, id, false, noteOf(body));
  }
}

/** A decision needs no body. */
function noteOf(body: unknown): string | undefined {
  return body === undefined || body === null ? undefined : parseInput(UserTypeDecision, body).note;
}
