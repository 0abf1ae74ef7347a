import { ChoiceField, IdField, PageQuery, partialInput, TextField } from '@carenode/module-kit/http';

import { RESOURCE_TYPES } from './learning-resource.entity.js';

export class LearningResourceInput {
  @TextField({ about: 'What it is called', max: 200 })
  title!: string;

  @TextField({ about: 'What it is about', max: 10_000, optional: true, nullable: true })
  description?: string | null;

  @ChoiceField({ about: 'What kind of thing it is', choices: RESOURCE_TYPES })
  resourceType!: string;

  @TextField({
    about: 'Where it is, an https address',
    max: 2000,
    format: 'uri',
    optional: true,
    nullable: true,
  })
  contentUrl?: string | null;

  @TextField({
    about: 'The text itself, Markdown without HTML',
    max: 200_000,
    optional: true,
    nullable: true,
  })
  content?: string | null;

  @IdField({ about: 'The condition it is about', optional: true, nullable: true })
  relatedConditionId?: string | null;

  @IdField({ about: 'The treatment it is about', optional: true, nullable: true })
  relatedTreatmentId?: string | null;
}

export class LearningResourceChange extends partialInput(LearningResourceInput) {}

export class LearningResourceQuery extends PageQuery {
  @TextField({ about: 'Only what has these words in its title or description', max: 100, optional: true })
  q?: string;

  @ChoiceField({ about: 'Only this kind', choices: RESOURCE_TYPES, optional: true })
  resourceType?: string;

  @IdField({ about: 'Only what is about this condition', optional: true })
  relatedConditionId?: string;

  @IdField({ about: 'Only what is about this treatment', optional: true })
  relatedTreatmentId?: string;
}
