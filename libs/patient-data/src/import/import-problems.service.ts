import { Database, JsonText, statement } from '@carenode/database';
import { invalidInput, type RequestContext } from '@carenode/module-kit';
import { Injectable } from '@nestjs/common';

import type { ImportProblemQuery } from './patient-import.dto.js';
import { importProblemView as view } from './patient-import.view.js';

const DEFAULT_LIMIT = 50;

const PAGE = statement(
  'import-problems:page',
  `select ${view.select} from public.patient_data_import_problems t
    where t.import_id = $1 and t.number > $2 and ($3::text is null or t.severity = $3)
    order by t.number limit $4`,
);

/** What imports could not store, page by page, as it stands in their files. */
@Injectable()
export class ImportProblems {
  constructor(private readonly db: Database) {}

  async list(ctx: RequestContext, importId: string, query: ImportProblemQuery): Promise<JsonText> {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const values = [importId, numberOf(query.cursor), query.severity ?? null, limit + 1];
    const rows = await this.db.as(ctx).queryText(PAGE, values);
    const items = rows.slice(0, limit);
    const last = items.at(-1)?.[view.indexOf('number')];
    const next = rows.length > limit && last ? `"${last}"` : 'null';
    return new JsonText(`{"items":${view.jsonList(items)},"nextCursor":${next}}`);
  }
}

function numberOf(cursor: string | undefined): number {
  if (cursor === undefined) return -1;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  const message = 'cursor is the nextCursor of the page before.';
  throw invalidInput({ field: 'cursor', rule: 'cursor', message });
}
