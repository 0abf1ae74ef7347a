import { ChoiceField, IdField, PageQuery, TextField } from '@carenode/module-kit/http';

import { MATCH_STATUSES, type MatchStatus } from './recall-match.entity.js';
import { type RecallResponse, RESPONSES } from './recall-notice.entity.js';

const CLASSES = ['Class I', 'Class II', 'Class III'] as const;
const STATUSES = ['Ongoing', 'Completed', 'Terminated', 'Pending'] as const;

export class RecallsQuery extends PageQuery {
  @TextField({ about: 'Words of the number, product or firm, in this order', max: 200, optional: true })
  q?: string;

  @ChoiceField({ about: 'Only recalls of this class', choices: CLASSES, optional: true })
  classification?: string;

  @ChoiceField({ about: 'Only recalls of this status', choices: STATUSES, optional: true })
  status?: string;
}

export class RecallMatchesQuery extends PageQuery {
  @ChoiceField({ about: 'Only matches of this status', choices: MATCH_STATUSES, optional: true })
  status?: MatchStatus;

  @IdField({ about: 'Only matches of this recall', optional: true })
  recallId?: string;

  @IdField({ about: 'Only matches of this lot', optional: true })
  lotId?: string;
}

export class RecallDecisionInput {
  @TextField({ about: 'Why', max: 1500 })
  note!: string;
}

export class AcknowledgementInput {
  @ChoiceField({ about: 'What became of the units', choices: RESPONSES })
  response!: RecallResponse;

  @TextField({ about: 'What the patient wants to say', max: 2000, optional: true })
  note?: string;
}
