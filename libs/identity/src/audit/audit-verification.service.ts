import { Database } from '@carenode/database';
import { type AuditReport, AuditTrail, type SealHead } from '@carenode/identity-contract';
import { AppError, type RequestContext, Sealer } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { TrailWalk } from './trail-walk.js';

// Names mean built-in functions, whatever else has their name. Events are found with their changes one by one, by index:
// any other plan would read all changes for each page of events.
const PIN = `
  select pg_catalog.set_config('search_path', 'pg_catalog', true),
         pg_catalog.set_config('statement_timeout', '0', true),
         pg_catalog.set_config('idle_in_transaction_session_timeout', '600s', true),
         pg_catalog.set_config('enable_hashjoin', 'off', true),
         pg_catalog.set_config('enable_mergejoin', 'off', true)`;

@Injectable()
export class AuditVerification extends AuditTrail {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
  ) {
    super();
  }

  async verify(ctx: RequestContext, expect?: SealHead): Promise<AuditReport> {
    if (ctx.userType !== 'system') {
      throw new AppError('not_allowed', 'forbidden', 'The audit trail is verified by an operator.');
    }
    return this.db.as(ctx).transaction(
      async (tx) => {
        await tx.query(PIN);
        return new TrailWalk(tx, this.sealer, expect).report();
      },
      { readOnly: true, isolation: 'repeatable read' },
    );
  }
}
