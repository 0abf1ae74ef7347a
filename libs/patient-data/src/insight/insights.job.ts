import { Database } from '@carenode/database';
import {
  AppError,
  JobHandler,
  type JobProgress,
  newId,
  type RequestContext,
  type RunningJob,
  subjectOf,
  systemContext,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { Analysis, Finding } from './analysis/analyse.js';
import { METHOD } from './analysis/method.js';
import { statementOf, summaryOf, textOf } from './analysis/wording.js';
import { factsOf, rowSetsOf, rounded } from './data-sources.js';
import { InsightRecords } from './record/insight-record.service.js';
import type { Span } from './record/span.js';
import { RowSets } from './row-sets.service.js';
import { analyseInThread } from './run-analysis.js';

/** The most certain ones are told. */
const MOST_TOLD = 60;
/** Questions that the summary names one by one. */
const MOST_OPEN = 100;

interface Told {
  readonly id: string;
  readonly question: string;
  readonly statement: string;
  readonly insight_type: 'correlation' | 'trend' | 'summary';
  readonly insight_text: string;
  readonly confidence_score: number | null;
  readonly data_sources: unknown;
}

interface Kept {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

/**
 * Job `insights`: looks anew for what stands out in the days of the patient who asked. Reads with their rights; what was
 * found takes the place of what was computed before, in one transaction.
 */
@Injectable()
export class InsightsJob extends JobHandler {
  constructor(
    private readonly db: Database,
    private readonly records: InsightRecords,
    private readonly rowSets: RowSets,
  ) {
    super();
  }

  async run(ctx: RequestContext, job: RunningJob, progress: JobProgress): Promise<Record<string, unknown>> {
    const patientId = subjectOf(ctx);
    if (ctx.userType !== 'patient' || ctx.scopes !== null)
      throw new AppError('not_allowed', 'forbidden', 'Insights are computed for the patient in person.');
    progress.report(0, 3, 'reading');
    const chosen = Array.isArray(job.input['outcomes']) ? job.input['outcomes'].map(String) : [];
    const { record, span } = await this.records.read(ctx, patientId, chosen);
    progress.report(1, 3, 'comparing');
    const analysis = await analyseInThread(record, progress.signal);
    progress.report(2, 3, 'writing');
    const findings = analysis.findings.slice(0, MOST_TOLD);
    const told = [summary(analysis, findings.length, span)];
    for (const finding of findings) {
      progress.signal.throwIfAborted();
      told.push(await this.toldOf(ctx, patientId, finding, analysis, span));
    }
    progress.signal.throwIfAborted();
    const [kept] = await this.db
      .as(systemContext(`insights of job ${job.id}`))
      .execute<Kept>('select * from carenode.keep_insights($1, $2::jsonb)', [
        patientId,
        JSON.stringify(told),
      ]);
    progress.report(3, 3);
    return {
      firstDay: span.firstDay,
      lastDay: span.lastDay,
      series: record.series.length,
      tried: analysis.tried,
      found: analysis.findings.length,
      told: findings.length,
      cannotTell: analysis.cannotTell,
      ...kept,
    };
  }

  private async toldOf(
    ctx: RequestContext,
    patientId: string,
    finding: Finding,
    analysis: Analysis,
    span: Span,
  ): Promise<Told> {
    const sources = [];
    for (const rows of rowSetsOf(finding, span))
      sources.push({ ...rows, ...(await this.rowSets.look(ctx, patientId, rows)) });
    return {
      id: newId(),
      question: finding.question,
      statement: statementOf(finding),
      insight_type: finding.kind === 'trend' ? 'trend' : 'correlation',
      insight_text: textOf(finding),
      confidence_score: rounded(finding.confidence),
      data_sources: { ...factsOf(finding, analysis), rows: sources },
    };
  }
}

function summary(analysis: Analysis, count: number, { firstDay, lastDay }: Span): Told {
  return {
    id: newId(),
    question: 'summary',
    statement: `${count} told, ${analysis.open.length} open`,
    insight_type: 'summary',
    insight_text: summaryOf(analysis, count),
    confidence_score: null,
    data_sources: {
      method: METHOD.name,
      version: METHOD.version,
      period: { from: firstDay, to: lastDay },
      falseDiscoveryRate: METHOD.falseDiscoveryRate,
      tried: analysis.tried,
      found: analysis.findings.length,
      cannotTell: analysis.cannotTell,
      open: analysis.open.slice(0, MOST_OPEN),
    },
  };
}
