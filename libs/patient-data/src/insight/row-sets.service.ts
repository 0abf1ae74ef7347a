import { Database } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { patientDataErrors } from '../patient-data.errors.js';
import { METHOD } from './analysis/method.js';
import { InsightStore } from './insight.controller.js';
import type { InsightCheckView } from './insight-refresh.dto.js';
import { type RowSet, type RowsSeen, rowsSeen, statementOf } from './row-set.js';

type Recorded = RowSet & RowsSeen;

/** Looks at sets of a patient's rows with the caller's rights. */
@Injectable()
export class RowSets {
  constructor(
    private readonly db: Database,
    private readonly insights: InsightStore,
  ) {}

  /** Which rows there are, in which version, now. */
  async look(ctx: RequestContext, patientId: string, rows: RowSet): Promise<RowsSeen> {
    const { text, values } = statementOf(patientId, rows);
    const read = { table: rows.table, patient: patientId };
    const [row] = await this.db
      .as(ctx)
      .queryOf<{ count: number; sha256: string; ids: string[] | null }>(read, text, values);
    return rowsSeen(row ?? { count: 0, sha256: '', ids: null });
  }

  /**
   * Are the rows that a computed insight rests on the same as when it was computed? Throws `insight_not_computed` for one
   * that somebody wrote, and for the summary.
   */
  async check(ctx: RequestContext, patientId: string, id: string): Promise<InsightCheckView> {
    const insight = JSON.parse((await this.insights.get(ctx, patientId, id)).text) as {
      question: string | null;
      dataSources: { version: number; rows?: readonly Recorded[] } | null;
    };
    const { question, dataSources } = insight;
    if (question === null || !dataSources?.rows) throw patientDataErrors.insight_not_computed();
    const rows = [];
    for (const recorded of dataSources.rows) {
      const now = await this.look(ctx, patientId, recorded);
      const same = now.count === recorded.count && now.sha256 === recorded.sha256;
      rows.push({ table: recorded.table, same, countThen: recorded.count, countNow: now.count });
    }
    const sameMethod = dataSources.version === METHOD.version;
    return { same: sameMethod && rows.every(({ same }) => same), sameMethod, rows };
  }
}
