import type { RequestContext } from '@carenode/module-kit';

/** A line of a file that was not taken: the line it ends on, the column and the rule it breaks. Never repeats what stands there. */
export interface RefusedProduct {
  readonly line: number;
  readonly column: string;
  readonly rule: string;
  readonly message: string;
}

/** What an import did: `read` = `created` + `updated` + `unchanged` + `refused`, in lines after the header. */
export interface ProductImportReport {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Lots that came in with lines; a lot that is there already stays as it is. */
  readonly lotsReceived: number;
  /** True when nothing was stored, as it was only to be seen what would be. */
  readonly dryRun: boolean;
  /** The first thousand of the refused. */
  readonly refusals: readonly RefusedProduct[];
}

export interface ProductImportOptions {
  /** Reads and checks everything, and stores nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Lines done, of so many in the file. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The catalogue of the shop as a CSV file (RFC 4180, UTF-8, a header line). Bound by ecommerce. */
export abstract class ProductCatalogue {
  /**
   * Adds the products of a file, and changes those whose `sku` it names; columns that the file has not are left as they are.
   * The same file again changes nothing. Looks at the whole file first: of one that is no CSV, or has a column that is not
   * known, nothing is stored. Lines that break a rule are refused, the others stored, some hundred at a time. The caller is
   * an admin or background work. Throws `product_file_not_readable`, `product_file_broken`, and
   * `shop_not_active` while the module is off.
   */
  abstract importFile(
    ctx: RequestContext,
    path: string,
    options?: ProductImportOptions,
  ): Promise<ProductImportReport>;

  /** Every product with a `sku`, in pieces of a file that `importFile` makes the same catalogue of. */
  abstract exportFile(ctx: RequestContext): AsyncIterable<string>;
}
