import { ProductCatalogue } from '@carenode/ecommerce-contract';
import {
  AppError,
  Files,
  JobHandler,
  type JobProgress,
  type RequestContext,
  type RunningJob,
} from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

/** What `JobHandler` says is tried again. */
const PASSING = ['internal', 'unavailable', 'rate_limited'];

/** Imports a file of products that was sent. Again after it was cut off, it changes only what is left. */
@Injectable()
export class ProductImportJob extends JobHandler {
  constructor(
    private readonly catalogue: ProductCatalogue,
    private readonly files: Files,
  ) {
    super();
  }

  async run(
    ctx: RequestContext,
    job: RunningJob,
    { report, signal }: JobProgress,
  ): Promise<Readonly<Record<string, unknown>>> {
    const { fileKey, dryRun } = job.input;
    if (typeof fileKey !== 'string') throw new AppError('invalid_job', 'invalid', 'The job names no file.');
    try {
      const result = await this.files.withPath(fileKey, (path) =>
        this.catalogue.importFile(ctx, path, {
          dryRun: dryRun === true,
          signal,
          onProgress: (done, total) => report(done, total, `${done} lines`),
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
