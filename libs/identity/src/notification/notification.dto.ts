import { BooleanField, PageQuery } from '@carenode/module-kit/http';

export class NotificationsQuery extends PageQuery {
  @BooleanField({ about: 'Only those that were not read (true) or were (false)', optional: true })
  unread?: boolean;
}
