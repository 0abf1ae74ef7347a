import type { LegacyTypeDifference, LegacyUserTypeSummary } from '@carenode/identity-contract';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';

import { LegacyTypeApprovalInput, LegacyTypeQuestion } from './legacy-user-type.dto.js';
import { legacyDifferenceSchema, legacyTypeSchema, legacyTypesSchema } from './legacy-user-type.schema.js';
import { LegacyUserTypeService } from './legacy-user-types.service.js';

@Controller('legacy-user-types')
@Allow('admin')
export class LegacyUserTypeController {
  constructor(private readonly types: LegacyUserTypeService) {}

  @Get()
  @About(
    'What people were called in the system that the instance was adopted from, and what was approved for them',
  )
  @Returns(legacyTypesSchema)
  async list(@Ctx() ctx: RequestContext): Promise<{ readonly items: LegacyUserTypeSummary[] }> {
    return { items: await this.types.list(ctx) };
  }

  @Post(':name/difference')
  @HttpCode(200)
  @About('What everybody who was called so would gain and lose with a user type')
  @Returns(legacyDifferenceSchema)
  compare(
    @Ctx() ctx: RequestContext,
    @Param('name') name: string,
    @Body() { userType }: LegacyTypeQuestion,
  ): Promise<LegacyTypeDifference> {
    return this.types.differenceOf(ctx, name, userType);
  }

  @Post(':name/approval')
  @HttpCode(200)
  @About(
    'Approve what they gain; where two admins are needed, ask for it or approve what another one asked for',
  )
  @Returns(legacyTypeSchema)
  approve(
    @Ctx() ctx: RequestContext,
    @Param('name') name: string,
    @Body() wish: LegacyTypeApprovalInput,
  ): Promise<LegacyUserTypeSummary> {
    return this.types.approve(ctx, name, wish);
  }
}
