import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, PatientId, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { ConsentInput, ConsentQuery, ConsentWithdrawal } from './consent.dto.js';
import { ConsentService } from './consent.service.js';
import { patientConsentView } from './consent.view.js';

@Controller('patients/:patientId/consents')
export class PatientConsentController {
  constructor(private readonly consents: ConsentService) {}

  @Get()
  @Allow('patient', 'provider')
  @About('What a patient agrees to, and agreed to before, newest first; for the patient and the care team')
  @ReturnsPage(patientConsentView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: ConsentQuery,
  ): Promise<JsonText> {
    return this.consents.list(ctx, patientId, query);
  }

  @Post()
  @Allow('patient')
  @About('Agree to the text in force, in person; consent to an older text of the same purpose ends with that')
  @Returns(patientConsentView.schema)
  give(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: ConsentInput,
  ): Promise<JsonText> {
    return this.consents.give(ctx, patientId, input);
  }

  @Post('withdraw')
  @Allow('patient')
  @HttpCode(200)
  @About(
    'Withdraw consent to a purpose; what rests on it is closed at once, open sessions and tokens included',
  )
  @Returns(patientConsentView.schema)
  withdraw(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: ConsentWithdrawal,
  ): Promise<JsonText> {
    return this.consents.withdraw(ctx, patientId, input);
  }
}
