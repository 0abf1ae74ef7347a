import { Database, JsonText, statement } from '@carenode/database';
import type { RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import { unitView } from './unit.view.js';

// A few hundred rows: no index could be faster than reading them.
const FIND = statement(
  'units:find',
  `select ${unitView.select} from public.units t
    where $1::text is null or strpos(t.code, $1) > 0
       or strpos(lower(concat_ws(' ', t.name, t.print_symbol, t.property)), lower($1)) > 0
    order by t.code <> $1, t.property, t.code`,
);

/** Units of measure (UCUM). */
@Injectable()
export class UnitService {
  constructor(private readonly db: Database) {}

  /** All units that match, an exact code first; always one page. */
  async find(ctx: RequestContext, search: string | undefined): Promise<JsonText> {
    const rows = await this.db.as(ctx).queryText(FIND, [search ?? null]);
    return new JsonText(`{"items":${unitView.jsonList(rows)},"nextCursor":null}`);
  }
}
