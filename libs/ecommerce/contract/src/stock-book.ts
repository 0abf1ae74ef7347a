import type { RequestContext } from '@carenode/module-kit';

/** A lot that has not what the stock book and the orders say, in units. */
export interface StockDifference {
  readonly lotId: string;
  readonly productId: string;
  readonly productName: string;
  readonly lotCode: string;
  /** What the lot has. */
  readonly quantity: number;
  /** What it should have: `moved` - `allocated`. */
  readonly expected: number;
  /** Sum of the stock book: received, counted, written off, returned. */
  readonly moved: number;
  /** What orders have of it. */
  readonly allocated: number;
}

export interface StockCheck {
  readonly items: readonly StockDifference[];
  /** How many lots were looked at. */
  readonly checked: number;
  /** The lot to go on after; null when all were looked at. */
  readonly nextCursor: string | null;
}

/** Proves lots against the stock book. Bound by ecommerce. */
export abstract class StockBook {
  /**
   * Looks at the next so many lots (at most 1000), by id, and answers with those that differ. Each call sees one moment. The
   * caller is an admin or background work.
   */
  abstract check(ctx: RequestContext, after: string | undefined, limit: number): Promise<StockCheck>;
}
