import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  Ctx,
  HeaderValue,
  IdParam,
  PatientId,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';

import { MeasuredVariables } from './measured-variables.service.js';
import { MeasuredVariableView } from './measured-variable.view.js';
import { OwnVariableInput, VariableChange } from './variable.dto.js';
import { VariableService } from './variable.service.js';
import { variableView } from './variable.view.js';

@Controller('patients/:patientId/variables')
@Allow('patient', 'provider')
export class PatientVariableController {
  constructor(
    private readonly variables: VariableService,
    private readonly measured: MeasuredVariables,
  ) {}

  @Get()
  @Allow('patient', 'provider', 'admin')
  @About(
    'The variables the patient has measurements of, with their count and the newest of them; always one page',
  )
  @ReturnsPage(MeasuredVariableView)
  async list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
  ): Promise<{ items: MeasuredVariableView[]; nextCursor: null }> {
    return { items: await this.measured.list(ctx, patientId), nextCursor: null };
  }

  @Post()
  @About('Add a variable of the patient alone')
  @Returns(variableView.schema)
  create(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: OwnVariableInput,
  ): Promise<JsonText> {
    return this.variables.createOwn(ctx, patientId, input);
  }

  @Patch(':id')
  @About('Change a variable of the patient alone')
  @Returns(variableView.schema)
  update(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Body() change: VariableChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.variables.updateOwn(ctx, patientId, id, change, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @About('Delete a variable of the patient alone that nothing is measured of')
  @Returns(null)
  remove(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<void> {
    return this.variables.removeOwn(ctx, patientId, id);
  }
}
