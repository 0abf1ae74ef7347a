import { Database, type JsonText, RowStore } from '@carenode/database';
import { type RequestContext, subjectOf } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type {
  EnrollmentChange,
  EnrollmentInput,
  EnrollmentQuery,
  TrialChange,
  TrialInput,
  TrialQuery,
} from './trial.dto.js';
import type { TrialEnrollment } from './trial-enrollment.entity.js';
import type { Trial } from './trial.entity.js';
import { trialEnrollmentView, trialView } from './trial.view.js';

/** Trials, and who takes part. Which status follows which, and who may say so, is kept by the tables' triggers. */
@Injectable()
export class TrialService {
  private readonly trials: RowStore<Trial>;
  private readonly enrollments: RowStore<TrialEnrollment>;
  private readonly ofTrial: RowStore<TrialEnrollment>;

  constructor(db: Database) {
    this.trials = new RowStore(db, trialView, {
      noun: 'trial',
      owner: 'createdBy',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
      idempotent: true,
    });
    const enrollment = { noun: 'enrolment', about: 'patientId', order: 'createdAt' } as const;
    const filters = { status: 't.status = ?', trialId: 't.trial_id = ?' };
    this.enrollments = new RowStore(db, trialEnrollmentView, { ...enrollment, owner: 'patientId', filters });
    this.ofTrial = new RowStore(db, trialEnrollmentView, { ...enrollment, owner: 'trialId' });
  }

  /** Trials the caller may see, newest first. */
  list(ctx: RequestContext, { status, ...page }: TrialQuery): Promise<JsonText> {
    return this.trials.list(ctx, null, page, { status });
  }

  get(ctx: RequestContext, id: string): Promise<JsonText> {
    return this.trials.get(ctx, null, id);
  }

  /** A new trial of the calling research partner, to be reviewed by an admin. */
  async create(ctx: RequestContext, input: TrialInput, idempotencyKey?: string): Promise<JsonText> {
    return (await this.trials.create(ctx, subjectOf(ctx), { ...input }, idempotencyKey)).json;
  }

  /** Throws `illegal_transition`, `not_yours_to_review`. */
  update(ctx: RequestContext, id: string, change: TrialChange, ifMatch?: string): Promise<JsonText> {
    return this.trials.update(ctx, null, id, { ...change }, ifMatch);
  }

  /** Enrolments of a trial, of the patients the caller may see. */
  async listEnrollments(
    ctx: RequestContext,
    trialId: string,
    { status, ...page }: EnrollmentQuery,
  ): Promise<JsonText> {
    await this.trials.get(ctx, null, trialId);
    return this.enrollments.list(ctx, null, page, { status, trialId });
  }

  /** A patient's enrolments and invitations. */
  listOfPatient(
    ctx: RequestContext,
    patientId: string,
    { status, ...page }: EnrollmentQuery,
  ): Promise<JsonText> {
    return this.enrollments.list(ctx, patientId, page, { status });
  }

  /** Invites a patient in the calling provider's care to a trial. Throws `trial_not_open`. */
  async enroll(ctx: RequestContext, trialId: string, { patientId }: EnrollmentInput): Promise<JsonText> {
    await this.trials.get(ctx, null, trialId);
    return (await this.enrollments.create(ctx, patientId, { trialId })).json;
  }

  /** Throws `illegal_transition` for a status that this caller may not set now. */
  updateEnrollment(
    ctx: RequestContext,
    trialId: string,
    id: string,
    change: EnrollmentChange,
    ifMatch?: string,
  ): Promise<JsonText> {
    return this.ofTrial.update(ctx, trialId, id, { ...change }, ifMatch);
  }
}
