import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { AppError, type RequestContext, SettingsReader } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { identitySettings } from '../identity.settings.js';
import { requirePerson } from '../session/in-person.rules.js';
import { type Client, SignIn } from '../sign-in/sign-in.service.js';
import type { ErasureInput } from './erasure.dto.js';
import { ErasureRequest } from './erasure-request.entity.js';

export const erasureView = new RowView(ErasureRequest, { hide: ['patientId'] });

/** Patients ask to be erased, and may think better of it. */
@Injectable()
export class Erasures {
  private readonly rows: RowStore<ErasureRequest>;

  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
    private readonly signIn: SignIn,
  ) {
    this.rows = new RowStore(db, erasureView, {
      noun: 'request for erasure',
      owner: 'patientId',
      order: 'createdAt',
    });
  }

  /** In person, with the password. Throws `wrong_password`, or `erasure_requested` while one is open. */
  async request(
    ctx: RequestContext,
    patientId: string,
    { password, acknowledgement }: ErasureInput,
    client: Client,
  ): Promise<JsonText> {
    requireSelf(ctx, patientId);
    await this.signIn.confirmPassword(ctx, password, client);
    const { erasureGraceDays } = this.settings.read('identity', identitySettings);
    const [made] = await this.db
      .as(ctx)
      .execute<{ id: string }>('select carenode.request_erasure($1, $2) as id', [
        acknowledgement,
        erasureGraceDays,
      ]);
    return this.rows.get(ctx, patientId, made?.id ?? '');
  }

  async withdraw(ctx: RequestContext, patientId: string): Promise<JsonText> {
    requireSelf(ctx, patientId);
    const [withdrawn] = await this.db
      .as(ctx)
      .execute<{ id: string }>('select carenode.withdraw_erasure() as id');
    return this.rows.get(ctx, patientId, withdrawn?.id ?? '');
  }

  /** The last request; throws `not_found` when there never was one. */
  async latest(ctx: RequestContext, patientId: string): Promise<JsonText> {
    if (ctx.subject !== patientId) throw notFound('patient');
    const [last] = await this.db.as(ctx).query<{
      id: string;
    }>('select id from erasure_requests where patient_id = $1 order by created_at desc, id desc limit 1', [patientId]);
    if (!last) throw notFound('request for erasure');
    return this.rows.get(ctx, patientId, last.id);
  }
}

/** Not even who acts for somebody erases them. */
function requireSelf(ctx: RequestContext, patientId: string): void {
  requirePerson(ctx);
  if (ctx.subject !== patientId) throw notFound('patient');
}

const notFound = (what: string) => new AppError('not_found', 'not_found', `There is no such ${what}.`);
