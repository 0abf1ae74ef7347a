import type { JsonText } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, IdParam, Returns, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';

import { NotificationsQuery } from './notification.dto.js';
import { Notifications, notificationView } from './notifications.service.js';

@Controller('notifications')
export class NotificationController {
  constructor(private readonly notifications: Notifications) {}

  @Get()
  @Allow()
  @About('What I was told, newest first: who opened my record, what changed in my rights')
  @ReturnsPage(notificationView.schema)
  list(@Ctx() ctx: RequestContext, @Query() query: NotificationsQuery): Promise<JsonText> {
    return this.notifications.list(ctx, query);
  }

  @Post(':id/read')
  @HttpCode(200)
  @Allow()
  @About('I have read it')
  @Returns(notificationView.schema)
  read(@Ctx() ctx: RequestContext, @IdParam('id') id: string): Promise<JsonText> {
    return this.notifications.read(ctx, id);
  }
}
