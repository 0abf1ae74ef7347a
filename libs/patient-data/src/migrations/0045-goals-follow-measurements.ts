import { describeColumns, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const RULES = {
  health_goals_measure_choice: `measure in ('latest', 'average', 'total')`,
  health_goals_direction_choice: `direction in ('at-least', 'at-most')`,
  health_goals_period_range: 'period_days between 1 and 366',
  health_goals_follows_wholly: `variable_id is null or
    (measure is not null and direction is not null and period_days is not null and target_value is not null)`,
};
const rules = Object.entries(RULES).map(([name, rule]) => `add constraint ${name} check (${rule}) not valid`);

export class GoalsFollowMeasurements implements Migration {
  readonly id = '0045-goals-follow-measurements';
  readonly why =
    'A goal that names what is measured need not be kept up by hand, and tells how fast it is reached.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      alter table patient_health_goals
        add column variable_id uuid,
        add column measure text,
        add column direction text,
        add column period_days integer,
        add column start_value numeric,
        add column progress numeric,
        add column pace_per_week numeric,
        add column projected_on date,
        add column on_track boolean,
        add column measured_on date,
        add constraint health_goals_variable foreign key (variable_id) references variables (id) not valid,
        ${rules.join(', ')}`);
    await describeColumns(sql, 'patient_health_goals', {
      variable_id: 'The variable that current_value follows; null when it is kept by hand',
      measure: 'What of the variable: latest day, average or total of the last period_days',
      direction: 'at-least or at-most target_value',
      period_days: 'Days of an average or total, up to and including today',
      start_value: 'The measure when the goal began, in unit',
      progress: 'Part of the way, a fraction from 0 to 1; 1 when the target is met',
      pace_per_week: 'Change per week over the last four weeks, in unit',
      projected_on: 'When the target is met if the pace stays',
      on_track: 'Will it be met by target_date?',
      measured_on: 'The newest day on which the variable was measured',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(`
      alter table patient_health_goals
        drop column measured_on, drop column on_track, drop column projected_on, drop column pace_per_week,
        drop column progress, drop column start_value, drop column period_days, drop column direction,
        drop column measure, drop column variable_id`);
  }
}

export const CheckFollowingGoals = validateConstraints(
  '0046-check-following-goals',
  'What goals that follow measurements promise holds for every row.',
  'patient_health_goals',
  ['health_goals_variable', ...Object.keys(RULES)],
);
