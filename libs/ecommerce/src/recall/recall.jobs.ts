import { Database } from '@carenode/database';
import { RecallImports } from '@carenode/ecommerce-contract';
import {
  AppError,
  Files,
  isId,
  JobHandler,
  type JobProgress,
  type RequestContext,
  type RunningJob,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

type Result = Readonly<Record<string, unknown>>;

/** What `JobHandler` says is tried again. */
const PASSING = ['internal', 'unavailable', 'rate_limited'];

/** Imports a file of recall reports that was sent. */
@Injectable()
export class RecallImportJob extends JobHandler {
  constructor(
    private readonly recalls: RecallImports,
    private readonly files: Files,
  ) {
    super();
  }

  async run(ctx: RequestContext, job: RunningJob, { report, signal }: JobProgress): Promise<Result> {
    const { fileKey } = job.input;
    if (typeof fileKey !== 'string') throw new AppError('invalid_job', 'invalid', 'The job names no file.');
    try {
      const result = await this.files.withPath(fileKey, (path) =>
        this.recalls.importFile(ctx, path, {
          signal,
          onProgress: (done, total) => report(done, total, `${done} reports`),
        }),
      );
      await this.remove(fileKey);
      return { ...result };
    } catch (error) {
      const forGood = error instanceof AppError && !PASSING.includes(error.kind);
      if (forGood && !signal.aborted) await this.remove(fileKey);
      throw error;
    }
  }

  private async remove(fileKey: string): Promise<void> {
    await this.files.remove(fileKey).catch(() => undefined);
  }
}

/** Compares the lots of a product that was changed with recalls. */
@Injectable()
export class RecallMatchingJob extends JobHandler {
  constructor(private readonly db: Database) {
    super();
  }

  async run(ctx: RequestContext, { input: { productId } }: RunningJob): Promise<Result> {
    if (!isId(productId)) throw new AppError('invalid_job', 'invalid', 'The job names no product.');
    const [row] = await this.db
      .as(ctx)
      .execute<{ possible: number }>('select carenode.match_product_recalls($1) as possible', [productId]);
    return { possibleMatches: row?.possible ?? 0 };
  }
}
