import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import {
  About,
  Allow,
  answerCreated,
  Ctx,
  HeaderValue,
  IdParam,
  PageQuery,
  PatientId,
  type Reply,
  Returns,
  ReturnsPage,
} from '@carenode/module-kit/http';
import { Controller, Get, Post, Query, Res, StreamableFile } from '@nestjs/common';

import { DataExports, dataExportView, requirePatientOf } from './data-exports.service.js';

@Controller('patients/:patientId/exports')
@Allow('patient')
export class DataExportController {
  constructor(private readonly exports: DataExports) {}

  @Post()
  @About(
    'Asks for a file with everything that the instance holds about the patient, of all modules. It is made in the ' +
      'background: the job tells how far it is. One at a time. The same Idempotency-Key again answers with the export it made.',
  )
  @Returns(dataExportView.schema)
  async create(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @HeaderValue('Idempotency-Key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonText> {
    const created = await this.exports.create(ctx, patientId, idempotencyKey);
    return answerCreated(reply, `patients/${patientId}/exports`, created);
  }

  @Get()
  @About('The patient’s exports, newest first.')
  @ReturnsPage(dataExportView.schema)
  list(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @Query() query: PageQuery,
  ): Promise<JsonText> {
    requirePatientOf(ctx, patientId);
    return this.exports.list(ctx, patientId, query);
  }

  @Get(':id')
  @About('One export: is its file ready, how large is it, and until when is it kept?')
  @Returns(dataExportView.schema)
  get(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
  ): Promise<JsonText> {
    requirePatientOf(ctx, patientId);
    return this.exports.get(ctx, patientId, id);
  }

  @Get(':id/file')
  @About('The file: a ZIP. Begin with record.json in it, which says what the other files are.')
  @Returns({ type: 'string', format: 'binary', contentMediaType: 'application/zip' })
  async download(
    @Ctx() ctx: RequestContext,
    @PatientId() patientId: string,
    @IdParam('id') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    requirePatientOf(ctx, patientId);
    const { stream, byteCount, sha256, day } = await this.exports.download(ctx, patientId, id);
    // RFC 9530
    reply.header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
    return new StreamableFile(stream, {
      type: 'application/zip',
      length: byteCount,
      disposition: `attachment; filename="carenode-record-${day}.zip"`,
    });
  }
}
