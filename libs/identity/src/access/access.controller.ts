import { accessMatrix, JsonText } from '@carenode/database';
import type { AccessDifference, AccessExplanation } from '@carenode/identity-contract';
import { LoadedModules, type RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';

import { AccessDifferenceInput, AccessQuestionInput } from './access.dto.js';
import { differenceSchema, explanationSchema, matrixSchema } from './access.schema.js';
import { DifferenceService } from './difference.service.js';
import { ExplanationService } from './explanation.service.js';

@Controller('access')
@Allow('admin')
export class AccessController {
  private readonly matrix: JsonText;

  constructor(
    private readonly explanations: ExplanationService,
    private readonly differences: DifferenceService,
    loaded: LoadedModules,
  ) {
    this.matrix = new JsonText(JSON.stringify({ tables: accessMatrix(loaded.manifests) }));
  }

  @Get('matrix')
  @About('Who may do what with which table, and on which condition')
  @Returns(matrixSchema)
  showMatrix(): JsonText {
    return this.matrix;
  }

  @Post('explain')
  @HttpCode(200)
  @About('Why somebody may or may not do something; stands in the access log of whom it is about')
  @Returns(explanationSchema)
  explain(@Ctx() ctx: RequestContext, @Body() question: AccessQuestionInput): Promise<AccessExplanation> {
    return this.explanations.explain(ctx, question);
  }

  @Post('difference')
  @HttpCode(200)
  @About('What people would gain and lose with another user type')
  @Returns(differenceSchema)
  compare(@Ctx() ctx: RequestContext, @Body() input: AccessDifferenceInput): Promise<AccessDifference> {
    return this.differences.differenceOf(ctx, input.profileIds, input.userType);
  }
}
