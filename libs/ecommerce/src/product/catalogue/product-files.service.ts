import { Readable } from 'node:stream';

import { Database, enqueueJob } from '@carenode/database';
import { ProductCatalogue } from '@carenode/ecommerce-contract';
import { Files, newId, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { ecommerceErrors } from '../../ecommerce.errors.js';

const FOLDER = 'product-imports';
const MOST_BYTES = 1024 ** 3;
const ABANDONED_MS = 7 * 86_400_000;

/** Files of products that people send and fetch. */
@Injectable()
export class ProductFiles {
  constructor(
    private readonly db: Database,
    private readonly files: Files,
    private readonly catalogue: ProductCatalogue,
  ) {}

  /** Keeps the file and asks for the job that imports it; answers with the job's id. */
  async receive(ctx: RequestContext, body: unknown, dryRun: boolean): Promise<string> {
    if (!(body instanceof Readable)) throw ecommerceErrors.product_body_missing();
    await this.removeAbandoned();
    const fileKey = `${FOLDER}/${newId()}`;
    const { bytes } = await this.files.write(fileKey, body as AsyncIterable<Uint8Array>, MOST_BYTES);
    try {
      if (bytes === 0) throw ecommerceErrors.product_body_missing();
      return await enqueueJob(this.db.as(ctx), {
        kind: 'product-import',
        exclusive: true,
        input: { fileKey, dryRun },
      });
    } catch (error) {
      await this.files.remove(fileKey).catch(() => undefined);
      throw error;
    }
  }

  export(ctx: RequestContext): Readable {
    return Readable.from(this.catalogue.exportFile(ctx), { objectMode: false });
  }

  private async removeAbandoned(): Promise<void> {
    for (const { key, modifiedAt } of await this.files.list(FOLDER))
      if (modifiedAt.getTime() < Date.now() - ABANDONED_MS) await this.files.remove(key);
  }
}
