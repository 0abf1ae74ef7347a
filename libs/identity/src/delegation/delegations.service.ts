import { Database, type JsonText, RowStore, RowView, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { requirePerson } from '../session/in-person.rules.js';
import type { DelegationInput, DelegationsQuery } from './delegation.dto.js';
import { Delegation } from './delegation.entity.js';

export const delegationView = new RowView(Delegation, {
  hide: ['updatedAt'],
  join: 'left join lateral carenode.delegation_names(t.id) n on true',
  joined: {
    guardianName: {
      sql: `nullif(n.guardian_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of who acts',
    },
    patientName: {
      sql: `nullif(n.patient_name, '')`,
      type: 'text',
      nullable: true,
      about: 'Name of the patient',
    },
  },
});

const PROPOSE = statement(
  'identity:propose-delegation',
  'select carenode.propose_delegation($1, $2, $3, $4, $5) as id',
);
const ACCEPT = statement('identity:accept-delegation', 'select carenode.accept_delegation($1)');
const END = statement('identity:end-delegation', 'select carenode.end_delegation($1)');

/** Who acts for whom. An admin who saw the papers proposes, the guardian accepts; SQL functions see to that. */
@Injectable()
export class Delegations {
  private readonly rows: RowStore<Delegation>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, delegationView, {
      noun: 'delegation',
      order: 'createdAt',
      filters: { status: 't.status = ?' },
    });
  }

  /** Throws `unknown_guardian`, `unknown_patient`, `already_exists`. */
  async propose(ctx: RequestContext, input: DelegationInput): Promise<JsonText> {
    requirePerson(ctx);
    const { guardianId, patientId, relation, startsAt, endsAt } = input;
    const values = [guardianId, patientId, relation, startsAt ?? null, endsAt ?? null];
    const [made] = await this.db.as(ctx).execute<{ id: string }>(PROPOSE, values);
    return this.rows.get(ctx, null, made?.id ?? '');
  }

  list(ctx: RequestContext, { status, ...page }: DelegationsQuery): Promise<JsonText> {
    return this.rows.list(ctx, null, page, { status });
  }

  /** Throws `not_yours_to_accept`, `illegal_transition`. */
  async accept(ctx: RequestContext, id: string): Promise<JsonText> {
    requirePerson(ctx);
    await this.db.as(ctx).execute(ACCEPT, [id]);
    return this.rows.get(ctx, null, id);
  }

  /** Ends it at once, also for who acts at this moment. */
  async end(ctx: RequestContext, id: string): Promise<JsonText> {
    requirePerson(ctx);
    await this.db.as(ctx).execute(END, [id]);
    return this.rows.get(ctx, null, id);
  }
}
