import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';

import { ConsentTextInput, ConsentTextQuery } from './consent.dto.js';
import { ConsentService } from './consent.service.js';
import { consentTextView } from './consent.view.js';

@Controller('consent-texts')
export class ConsentTextController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @Allow()
  @About(
    'What people are asked to agree to, every version, newest first; the highest of a purpose is in force',
  )
  @ReturnsPage(consentTextView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: ConsentTextQuery): Promise<JsonText> {
    return this.consents.listTexts(ctx, query);
  }

  @Post()
  @Allow('admin')
  @About(
    'Publish the next version of a text, or the version in force in another language; a published text never changes',
  )
  @Returns(consentTextView.schema)
  publish(@Ctx() ctx: RequestContext, @Body() input: ConsentTextInput): Promise<JsonText> {
    return this.consents.publish(ctx, input);
  }
}
