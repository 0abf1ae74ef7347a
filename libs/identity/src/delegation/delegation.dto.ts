import { ChoiceField, IdField, InstantField, PageQuery } from '@carenode/module-kit/http';

import { DELEGATION_STATUSES, type DelegationStatus, type Relation, RELATIONS } from './delegation.entity.js';

export class DelegationInput {
  @IdField({ about: 'Who is to act: a patient or a provider of this instance' })
  guardianId!: string;

  @IdField({ about: 'For whom: a patient' })
  patientId!: string;

  @ChoiceField({ about: 'By which right, as the papers say that the admin has seen', choices: RELATIONS })
  relation!: Relation;

  @InstantField({ about: 'From when on; at once if absent', optional: true })
  startsAt?: string;

  @InstantField({
    about: 'Until when, such as the day on which a child comes of age; without end if absent',
    optional: true,
  })
  endsAt?: string;
}

export class DelegationsQuery extends PageQuery {
  @ChoiceField({ about: 'Only those in this status', choices: DELEGATION_STATUSES, optional: true })
  status?: DelegationStatus;
}
