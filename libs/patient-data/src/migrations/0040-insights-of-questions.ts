import { describeColumns, dropIndex, validateConstraints } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const KEEP = 'carenode.keep_insights(uuid, jsonb)';

export class InsightsOfQuestions implements Migration {
  readonly id = '0040-insights-of-questions';
  readonly why =
    'Insights that are computed answer questions; the newest answer takes the place of the one before, and what its patient made of it stays.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_insights add column question text, add column statement text');
    await sql.query(`
      alter table patient_insights
        add constraint insights_question_length check (char_length(question) between 1 and 600) not valid,
        add constraint insights_statement_length check (char_length(statement) between 1 and 200) not valid`);
    await describeColumns(sql, 'patient_insights', {
      question:
        'The question it answers, where it was computed: association|factor|outcome, trend|series, summary',
      statement:
        'What it says short of its numbers, where it was computed; the patient has not seen another one',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('alter table patient_insights drop column statement, drop column question');
  }
}

export const CheckInsightsOfQuestions = validateConstraints(
  '0041-check-insights-of-questions',
  'What computed insights promise holds for every row.',
  'patient_insights',
  ['insights_question_length', 'insights_statement_length'],
);

export class OneInsightForEachQuestion implements Migration {
  readonly id = '0042-one-insight-for-each-question';
  readonly why = 'The newest answer to a question takes the place of the one before.';
  readonly transaction = false;

  async up(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'insights_question');
    await sql.query(
      'create unique index concurrently insights_question on patient_insights (patient_id, question) where question is not null',
    );
    await sql.query(
      `comment on index insights_question is 'One computed insight of a patient for each question'`,
    );
  }

  async down(sql: SqlRunner): Promise<void> {
    await dropIndex(sql, 'insights_question');
  }
}

export class KeepInsights implements Migration {
  readonly id = '0043-keep-insights';
  readonly why =
    'What is computed of a patient is put in the place of what was computed before, in one statement.';

  async up(sql: SqlRunner): Promise<void> {
    // Hidden insights stay when they are told no longer, so that they are still hidden when they are told again.
    await sql.query(`
      create function carenode.keep_insights(patient uuid, told jsonb) returns table (added int, changed int, withdrawn int)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        with gone as (
          delete from public.patient_insights i
           where i.patient_id = patient and i.question is not null and not i.is_hidden
             and not exists (select from pg_catalog.jsonb_array_elements(told) t where t ->> 'question' = i.question)
          returning 1)
        select pg_catalog.count(*) into withdrawn from gone;
        with answer as (
          select * from pg_catalog.jsonb_to_recordset(told) as t (
            id uuid, question text, statement text, insight_type text, insight_text text, confidence_score numeric,
            data_sources jsonb)
        ), kept as (
          insert into public.patient_insights as i
            (id, patient_id, question, statement, insight_type, insight_text, confidence_score, data_sources)
          select a.id, patient, a.question, a.statement, a.insight_type, a.insight_text, a.confidence_score, a.data_sources
            from answer a
          on conflict (patient_id, question) where question is not null do update
            set statement = excluded.statement, insight_type = excluded.insight_type,
                insight_text = excluded.insight_text, confidence_score = excluded.confidence_score,
                data_sources = excluded.data_sources, generated_at = now(),
                viewed_at = case when i.statement is not distinct from excluded.statement then i.viewed_at end
            where (i.statement, i.insight_text, i.confidence_score, i.data_sources)
              is distinct from (excluded.statement, excluded.insight_text, excluded.confidence_score, excluded.data_sources)
          returning i.id = any (array(select a.id from answer a)) as is_new)
        select pg_catalog.count(*) filter (where is_new), pg_catalog.count(*) filter (where not is_new)
          into added, changed from kept;
        return next;
      end $$`);
    await sql.query(
      `comment on function ${KEEP} is 'Puts what was computed of a patient in the place of what was computed before. For background work.'`,
    );
    await sql.query(`revoke execute on function ${KEEP} from public`);
    await sql.query(`grant execute on function ${KEEP} to carenode_system`);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query(`drop function ${KEEP}`);
  }
}
