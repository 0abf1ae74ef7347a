import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, HeaderValue, PatientId, Returns } from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Ip, Post } from '@nestjs/common';

import { ErasureInput } from './erasure.dto.js';
import { Erasures, erasureView } from './erasures.service.js';

@Controller('patients/:patientId/erasure')
@Allow('patient')
export class ErasureController {
  constructor(private readonly erasures: Erasures) {}

  @Post()
  @About(
    'Asks that everything about me is erased: who I am is pseudonymised, my record is deleted, I can no longer sign in. ' +
      'Done in the background at dueAt; until then it can be withdrawn.',
  )
  @Returns(erasureView.schema)
  request(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() body: ErasureInput,
    @Ip() address: string,
    @HeaderValue('user-agent') userAgent: string | undefined,
  ): Promise<JsonText> {
    return this.erasures.request(ctx, patientId, body, { address, userAgent });
  }

  @Get()
  @About('What I last asked for about my erasure.')
  @Returns(erasureView.schema)
  latest(@Ctx() ctx: RequestContext, @PatientId() patientId: string): Promise<JsonText> {
    return this.erasures.latest(ctx, patientId);
  }

  @Delete()
  @HttpCode(200)
  @About('Withdraws it, while it is not done.')
  @Returns(erasureView.schema)
  withdraw(@Ctx() ctx: RequestContext, @PatientId() patientId: string): Promise<JsonText> {
    return this.erasures.withdraw(ctx, patientId);
  }
}
