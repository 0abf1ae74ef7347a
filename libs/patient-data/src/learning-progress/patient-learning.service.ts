import { Database, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { PatientLearningView } from './patient-learning.view.js';

const MOST = 200;

const FOR_PATIENT = statement(
  'learning-resources:for-patient',
  `select r.id as "resourceId", r.title, r.description, r.resource_type as "resourceType", r.content_url as "contentUrl",
          w.reason, w.concerns, p.id as "progressId", coalesce(p.progress_percent, 0) as "progressPercent",
          coalesce(p.completed, false) as completed, p.last_accessed as "lastAccessed"
     from public.learning_resources r
     left join public.patient_learning_progress p on p.patient_id = $1 and p.resource_id = r.id
    cross join lateral (
      select reason, concerns from (
        select 1 as rank, 'condition' as reason, c.name as concerns from public.patient_conditions c
         where c.patient_id = $1 and c.condition_id = r.related_condition_id
        union all
        select 2, 'treatment', t.name from public.patient_treatments t
         where t.patient_id = $1 and t.treatment_id = r.related_treatment_id
        union all
        select 3, 'general', null where r.related_condition_id is null and r.related_treatment_id is null
        union all
        select 4, 'begun', null where p.id is not null) why
       order by rank limit 1) w
    order by coalesce(p.completed, false), w.reason = 'general', p.last_accessed desc nulls last, r.created_at desc, r.id
    limit ${MOST}`,
);

/** What one patient can learn from. */
@Injectable()
export class PatientLearning {
  constructor(private readonly db: Database) {}

  /**
   * What is about the patient's own conditions and treatments, what is for everybody, and what was begun: unfinished first,
   * the last opened before others, at most 200.
   */
  async list(ctx: RequestContext, patientId: string): Promise<PatientLearningView[]> {
    const rows = await this.db
      .as(ctx)
      .query<Omit<PatientLearningView, 'lastAccessed'> & { lastAccessed: Date | null }>(FOR_PATIENT, [
        patientId,
      ]);
    return rows.map((row) => ({ ...row, lastAccessed: row.lastAccessed?.toISOString() ?? null }));
  }
}
