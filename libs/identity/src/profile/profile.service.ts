import { Database, type JsonText, RowStore, RowView } from '@carenode/database';
import { type RequestContext, subjectOf, type UserType } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { PatientsQuery, ProfileChange, ProfilesQuery } from './profile.dto.js';
import { Profile } from './profile.entity.js';

export const profileView = new RowView(Profile, {
  hide: ['deletedAt', 'legacyUserType', 'legacyUserTypeAt'],
});

/** Profiles as the caller may see them: their own, and those of others that the policies show. */
@Injectable()
export class ProfileService {
  private readonly rows: RowStore<Profile>;
  private readonly patients: RowStore<Profile>;

  constructor(db: Database) {
    const options = {
      order: 'createdAt' as const,
      filters: {
        open: '(t.deleted_at is null) = ?::boolean',
        userType: 't.user_type = ?',
        found: 't.id = any (array(select carenode.profiles_beginning(?)))',
        begins:
          '(starts_with(lower(t.last_name), lower(?)) or starts_with(lower(t.first_name), lower(?)) or starts_with(t.email, lower(?)))',
      },
    };
    this.rows = new RowStore(db, profileView, { noun: 'profile', ...options });
    this.patients = new RowStore(db, profileView, { noun: 'patient', ...options });
  }

  own(ctx: RequestContext): Promise<JsonText> {
    return this.rows.get(ctx, null, subjectOf(ctx));
  }

  change(ctx: RequestContext, change: ProfileChange, ifMatch?: string): Promise<JsonText> {
    return this.rows.update(ctx, null, subjectOf(ctx), change, ifMatch);
  }

  list(ctx: RequestContext, query: ProfilesQuery): Promise<JsonText> {
    return this.listOf(ctx, query, query.userType);
  }

  /** For a provider those in care, for a patient themself, for an admin all patients. */
  listPatients(ctx: RequestContext, query: PatientsQuery): Promise<JsonText> {
    return this.listOf(ctx, query, 'patient');
  }

  /** A patient's profile; throws `not_found` for anybody whom the caller may not see, or who is no patient. */
  getPatient(ctx: RequestContext, patientId: string): Promise<JsonText> {
    return this.patients.get(ctx, null, patientId, { open: true, userType: 'patient' });
  }

  private listOf(
    ctx: RequestContext,
    { q, ...page }: PatientsQuery,
    userType: UserType | undefined,
  ): Promise<JsonText> {
    // Among all profiles the search goes through indexes; among those in somebody's care it only looks at these.
    const search = ctx.userType === 'admin' ? { found: q } : { begins: q };
    return this.rows.list(ctx, null, page, { open: true, userType, ...search });
  }
}
