import {
  JobHandler,
  type JobProgress,
  type RequestContext,
  type RunningJob,
  subjectOf,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { DayComputation } from './day-computation.service.js';

/** Computes all days of a patient whose values are not what measurements say any more; until there are none. */
@Injectable()
export class DailyValuesJob extends JobHandler {
  constructor(private readonly computation: DayComputation) {
    super();
  }

  async run(
    ctx: RequestContext,
    _job: RunningJob,
    progress: JobProgress,
  ): Promise<{ readonly variables: number }> {
    const own = this.computation.inTheNameOf(ctx, subjectOf(ctx));
    const variables = new Set<string>();
    let done = 0;
    // What is written meanwhile is computed too, but not for ever.
    for (let round = 0; round < 3; round++) {
      const stale = await this.computation.allStale(own);
      if (stale.length === 0) break;
      const total = done + stale.length;
      for (const days of stale) {
        progress.signal.throwIfAborted();
        await this.computation.compute(own, days, () => !progress.signal.aborted);
        variables.add(days.variable_id);
        progress.report(++done, total);
      }
      progress.signal.throwIfAborted();
    }
    return { variables: variables.size };
  }
}
