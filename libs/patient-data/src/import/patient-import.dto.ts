import { ChoiceField, IdField, PageQuery, TextField } from '@carenode/module-kit/http';

import { IMPORT_STATUSES } from './patient-import.entity.js';

export class ImportQuery {
  @TextField({ about: 'What the file is called', max: 255, optional: true })
  fileName?: string;

  @IdField({ about: 'The import source it came from', optional: true })
  sourceId?: string;
}

export class ImportListQuery extends PageQuery {
  @ChoiceField({ about: 'Only imports that stand there', choices: IMPORT_STATUSES, optional: true })
  status?: string;
}
