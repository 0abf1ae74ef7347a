import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  NumberField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { GOAL_DIRECTIONS, GOAL_MEASURES } from './goal-progress.rules.js';
import { ACHIEVEMENT_STATUSES, GOAL_STATUSES } from './health-goal.entity.js';

const VALUE = { min: -1e12, max: 1e12, optional: true, nullable: true } as const;

export class HealthGoalInput {
  @TextField({ about: 'The goal in one line', max: 500 })
  title!: string;

  @TextField({ about: 'The goal in more words', max: 10_000, optional: true, nullable: true })
  description?: string | null;

  @NumberField({ about: 'What is to be reached, in unit', ...VALUE })
  targetValue?: number | null;

  @NumberField({ about: 'Where the patient is now, in unit', ...VALUE })
  currentValue?: number | null;

  @TextField({
    about: 'Unit of both values, UCUM where it is known',
    max: 200,
    optional: true,
    nullable: true,
  })
  unit?: string | null;

  @InstantField({ about: 'From when on; now if absent', optional: true, nullable: true })
  startDate?: string | null;

  @InstantField({ about: 'By when', optional: true, nullable: true })
  targetDate?: string | null;

  @ChoiceField({ about: 'Where the goal stands (FHIR goal-status)', choices: GOAL_STATUSES })
  status!: string;

  @ChoiceField({
    about: 'What has come of it (FHIR goal-achievement)',
    choices: ACHIEVEMENT_STATUSES,
    optional: true,
    nullable: true,
  })
  achievementStatus?: string | null;

  @IdField({
    about:
      'The variable that the goal follows: currentValue, progress and pace are then kept by what is measured; unit is that ' +
      'of the variable, and targetValue and direction are needed',
    optional: true,
    nullable: true,
  })
  variableId?: string | null;

  @ChoiceField({
    about: 'What of the variable: its latest day (if absent), or the average or total of the last periodDays',
    choices: GOAL_MEASURES,
    optional: true,
    nullable: true,
  })
  measure?: string | null;

  @ChoiceField({
    about: 'Is targetValue the least or the most?',
    choices: GOAL_DIRECTIONS,
    optional: true,
    nullable: true,
  })
  direction?: string | null;

  @IntegerField({
    about: 'Days of an average or total, today included; 7 if absent',
    min: 1,
    max: 366,
    optional: true,
    nullable: true,
  })
  periodDays?: number | null;
}

export class HealthGoalChange extends partialInput(HealthGoalInput) {}

export class HealthGoalQuery extends PageQuery {
  @ChoiceField({ about: 'Only goals that stand there', choices: GOAL_STATUSES, optional: true })
  status?: string;
}
