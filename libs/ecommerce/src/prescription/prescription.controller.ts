import { type CreatedRow, Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  answerCreated,
  Ctx,
  HeaderValue,
  IdParam,
  PatientId,
  type Reply,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Body, Controller, Get, Injectable, Patch, Post, Query, Res } from '@nestjs/common';

import { PrescriptionChange, PrescriptionInput, PrescriptionsQuery } from './prescription.dto.js';
import { Prescription } from './prescription.entity.js';

const view = new RowView(Prescription, {
  join: 'join public.treatments r on r.id = t.treatment_id',
  joined: { treatmentName: { sql: 'r.name', type: 'text', about: 'What the treatment is called' } },
});

/** What providers prescribe for patients in their care. What was prescribed is never changed, only stopped. */
@Injectable()
export class PrescriptionStore extends RowStore<Prescription> {
  constructor(db: Database) {
    super(db, view, {
      noun: 'prescription',
      owner: 'patientId',
      about: 'patientId',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
      idempotent: true,
    });
  }

  override create(
    ctx: RequestContext,
    patientId: string,
    input: PrescriptionInput,
    idempotencyKey?: string,
  ): Promise<CreatedRow> {
    if (input.expiresOn <= (input.validFrom ?? new Date().toISOString().slice(0, 10))) {
      const message = 'expiresOn comes after validFrom, or after today.';
      throw invalidInput({ field: 'expiresOn', rule: 'order', message });
    }
    return super.create(ctx, patientId, { ...input }, idempotencyKey);
  }
}

@Controller('patients/:patientId/prescriptions')
export class PrescriptionController {
  constructor(private readonly prescriptions: PrescriptionStore) {}

  @Get()
  @Allow('patient', 'provider', 'admin')
  @About('The patient’s prescriptions, newest first')
  @ReturnsPage(view.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() { status, ...page }: PrescriptionsQuery,
  ): Promise<JsonText> {
    return this.prescriptions.list(ctx, patientId, page, { status });
  }

  @Get(':id')
  @Allow('patient', 'provider', 'admin')
  @About('A prescription')
  @Returns(view.schema)
  get(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    return this.prescriptions.get(ctx, patientId, id);
  }

  @Post()
  @Allow('provider')
  @About(
    'Prescribes a treatment for a patient in my care. The same Idempotency-Key again answers with the prescription it made.',
  )
  @Returns(view.schema)
  async create(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Body() input: PrescriptionInput,
    @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    const created = await this.prescriptions.create(ctx, patientId, input, idempotencyKey);
    return answerCreated(reply, `patients/${patientId}/prescriptions`, created);
  }

  @Patch(':id')
  @Allow('provider')
  @About(
    'Stops, cancels or holds a prescription. If-Match refuses the change of a row that has changed since.',
  )
  @Returns(view.schema)
  change(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Body() change: PrescriptionChange,
    @HeaderValue('If-Match') ifMatch?: string,
  ): Promise<JsonText> {
    return this.prescriptions.update(ctx, patientId, id, { ...change }, ifMatch);
  }
}
