import { ChoiceField, IdField, JsonField, PageQuery, TextField } from '@carenode/module-kit/http';

import { SEVERITIES } from './import-problem.entity.js';
import { IMPORT_STATUSES } from './patient-import.entity.js';

export class ImportQuery {
  @TextField({ about: 'What the file is called', max: 255, optional: true })
  fileName?: string;

  @IdField({ about: 'The import source it came from', optional: true })
  sourceId?: string;

  @TextField({
    about: 'Answers to what files of this kind ask, as a JSON object: {"time-zone":"Europe/Berlin"}',
    max: 100_000,
    optional: true,
  })
  answers?: string;

  @TextField({ about: 'The same as the answer to time-zone: an IANA time zone', max: 64, optional: true })
  timeZone?: string;
}

export class ImportListQuery extends PageQuery {
  @ChoiceField({ about: 'Only imports that stand there', choices: IMPORT_STATUSES, optional: true })
  status?: string;
}

export class ImportProblemQuery extends PageQuery {
  @ChoiceField({ about: 'Only these', choices: SEVERITIES, optional: true })
  severity?: string;
}

export class ImportAnswersInput {
  @JsonField({ about: 'Answers by the id of the question', maxBytes: 100_000 })
  answers!: object;
}
