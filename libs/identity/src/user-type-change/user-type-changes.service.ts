import { Database, type JsonText, RowStore, RowView, statement } from '@carenode/database';
import { AccessDifferences } from '@carenode/identity-contract';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { KnownCallers } from '../authentication/known-callers.service.js';
import { identityErrors } from '../identity.errors.js';
import { requirePerson } from '../session/in-person.rules.js';
import type { UserTypeChangeInput, UserTypeChangesQuery } from './user-type-change.dto.js';
import { UserTypeChange } from './user-type-change.entity.js';

export const userTypeChangeView = new RowView(UserTypeChange, { hide: ['updatedAt'] });

const REQUEST = statement(
  'identity:request-user-type-change',
  'select carenode.request_user_type_change($1, $2, $3) as id',
);
const DECIDE = statement(
  'identity:decide-user-type-change',
  'select carenode.decide_user_type_change($1, $2, $3)',
);

/** Changes of user types: grants by other admins, made and checked by SQL functions. */
@Injectable()
export class UserTypeChanges {
  private readonly rows: RowStore<UserTypeChange>;

  constructor(
    private readonly db: Database,
    private readonly known: KnownCallers,
    private readonly differences: AccessDifferences,
  ) {
    this.rows = new RowStore(db, userTypeChangeView, {
      noun: 'change of a user type',
      order: 'requestedAt',
      filters: { status: 't.status = ?', profileId: 't.profile_id = ?' },
    });
  }

  /**
   * Changes somebody's user type, at once or, where two admins are needed, when another one approves. From then on their
   * sessions and API keys are over. Throws `difference_not_approved` unless what they gain and lose now is what was approved,
   * `own_user_type`, `unknown_user`, `same_user_type`, `change_waiting`.
   */
  async request(ctx: RequestContext, input: UserTypeChangeInput): Promise<JsonText> {
    requirePerson(ctx);
    const { profileId, userType, reason, approvedDifference } = input;
    const difference = await this.differences.differenceOf(ctx, [profileId], userType, { countRows: false });
    if (difference.fingerprint !== approvedDifference) throw identityErrors.difference_not_approved();
    const [made] = await this.db.as(ctx).execute<{ id: string }>(REQUEST, [profileId, userType, reason]);
    this.known.forget(profileId);
    return this.rows.get(ctx, null, made?.id ?? '');
  }

  list(ctx: RequestContext, { status, profileId, ...page }: UserTypeChangesQuery): Promise<JsonText> {
    return this.rows.list(ctx, null, page, { status, profileId });
  }

  /** Approves or refuses what another admin asked for; refusing one's own request takes it back. */
  async decide(ctx: RequestContext, id: string, approve: boolean, note?: string): Promise<JsonText> {
    requirePerson(ctx);
    await this.db.as(ctx).execute(DECIDE, [id, approve, note ?? null]);
    const change = await this.rows.get(ctx, null, id);
    this.known.forget((JSON.parse(change.text) as UserTypeChange).profileId);
    return change;
  }
}
