import {
  BooleanField,
  IdField,
  InstantField,
  IntegerField,
  PageQuery,
  partialInput,
} from '@carenode/module-kit/http';

class HowFar {
  @IntegerField({ about: 'How much of it is done, in percent', min: 0, max: 100, optional: true })
  progressPercent?: number;

  @BooleanField({ about: 'You are through with it', optional: true })
  completed?: boolean;

  @InstantField({ about: 'When you last opened it', optional: true, nullable: true })
  lastAccessed?: string | null;
}

export class LearningProgressInput extends HowFar {
  @IdField({ about: 'The learning resource; one progress per resource' })
  resourceId!: string;
}

export class LearningProgressChange extends partialInput(HowFar) {}

export class LearningProgressQuery extends PageQuery {
  @IdField({ about: 'Only the progress with this learning resource', optional: true })
  resourceId?: string;
}
