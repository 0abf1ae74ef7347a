import { Database, type JsonText, RowStore, RowView, statement } from '@carenode/database';
import { type RequestContext, subjectOf } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { NotificationsQuery } from './notification.dto.js';
import { Notification } from './notification.entity.js';

export const notificationView = new RowView(Notification, { hide: ['profileId', 'updatedAt'] });

const READ = statement(
  'identity:read-notification',
  'update public.notifications set read_at = now() where id = $1 and profile_id = $2 and read_at is null',
);

/** What the instance tells the caller. */
@Injectable()
export class Notifications {
  private readonly rows: RowStore<Notification>;

  constructor(private readonly db: Database) {
    this.rows = new RowStore(db, notificationView, {
      noun: 'notification',
      owner: 'profileId',
      order: 'createdAt',
      filters: { unread: '(t.read_at is null) = ?::boolean' },
    });
  }

  list(ctx: RequestContext, { unread, ...page }: NotificationsQuery): Promise<JsonText> {
    return this.rows.list(ctx, subjectOf(ctx), page, { unread });
  }

  /** Notes that it was read; the first time counts. */
  async read(ctx: RequestContext, id: string): Promise<JsonText> {
    await this.db.as(ctx).execute(READ, [id, subjectOf(ctx)]);
    return this.rows.get(ctx, subjectOf(ctx), id);
  }
}
