import { Database, JsonText, RowView, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { About, Allow, Ctx, ReturnsPage } from '@carenode/module-kit/http';
import { Controller, Get } from '@nestjs/common';

import { ActivityType } from './activity-type.entity.js';

const view = new RowView(ActivityType);
const ALL = statement(
  'activity-types:all',
  `select ${view.select} from public.activity_types t order by t.family, t.met, t.code`,
);

@Controller('activity-types')
export class ActivityTypeController {
  constructor(private readonly db: Database) {}

  @Get()
  @Allow()
  @About(
    'Activities whose energy is worked out when it is not told, with their MET and its source; always one page',
  )
  @ReturnsPage(view.schema)
  async list(@Ctx() ctx: RequestContext): Promise<JsonText> {
    const rows = await this.db.as(ctx).queryText(ALL, []);
    return new JsonText(`{"items":${view.jsonList(rows)},"nextCursor":null}`);
  }
}
