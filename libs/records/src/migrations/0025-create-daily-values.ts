import { describeTable, grantTo } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

const VALUES = `
  create table daily_values (
    patient_id uuid not null references profiles (id) on delete cascade,
    variable_id uuid not null references variables (id) on delete cascade,
    day date not null,
    value numeric,
    min_value numeric,
    max_value numeric,
    median numeric,
    count integer not null,
    left_out integer not null,
    unit text,
    sources jsonb not null,
    ends_at timestamptz not null,
    computed_at timestamptz not null default now(),
    primary key (patient_id, variable_id, day),
    constraint daily_values_value_range check (value between -1e308 and 1e308),
    constraint daily_values_min_range check (min_value between -1e308 and 1e308),
    constraint daily_values_max_range check (max_value between -1e308 and 1e308),
    constraint daily_values_median_range check (median between -1e308 and 1e308),
    constraint daily_values_count_range check (count >= 0 and left_out >= 0),
    constraint daily_values_value_has_rows check ((value is null) = (count = 0)),
    constraint daily_values_sources_is_list check (jsonb_typeof(sources) = 'array')
  )`;

const STALE = `
  create table stale_daily_values (
    id uuid primary key default uuid_generate_v4(),
    patient_id uuid not null references profiles (id) on delete cascade,
    variable_id uuid not null references variables (id) on delete cascade,
    days datemultirange not null
  )`;

/** Days of UTC, and one more on both sides: whatever the zone, the patient's day is among them. */
const daysOf = (rows: string) => `
    select r.patient_id, r.variable_id,
           pg_catalog.daterange((r.start_at at time zone 'UTC')::date - 1,
             (least(coalesce(r.end_at, r.start_at), r.start_at + interval '2 days') at time zone 'UTC')::date + 2) as days
      from ${rows} r where r.value is not null`;

// Marks are only ever added, so that nobody waits for anybody. Who computes a day first takes away the marks that it can
// see, and reads the measurements after that: a mark that comes later stays.
const MARK = `
  create function carenode.mark_stale_days() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    if tg_op = 'UPDATE' then
      insert into public.stale_daily_values (patient_id, variable_id, days)
      select d.patient_id, d.variable_id, pg_catalog.range_agg(d.days)
        from (${daysOf('replaced')} union ${daysOf('made')}) d
       group by d.patient_id, d.variable_id;
    else
      insert into public.stale_daily_values (patient_id, variable_id, days)
      select d.patient_id, d.variable_id, d.days
        from (select p.patient_id, p.variable_id, pg_catalog.range_agg(p.days) as days
                from (select distinct n.* from (${daysOf('touched')}) n) p group by p.patient_id, p.variable_id) d
       where tg_op = 'INSERT' or exists (select from public.profiles f where f.id = d.patient_id);
    end if;
    return null;
  end $$`;

const MARK_VARIABLE = `
  create function carenode.mark_stale_variable() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into public.stale_daily_values (patient_id, variable_id, days)
    select distinct d.patient_id, d.variable_id, '{[1899-12-01,2201-02-01)}'::pg_catalog.datemultirange
      from public.daily_values d where d.variable_id = new.id;
    return null;
  end $$`;

const TRIGGERS = [
  `create trigger mark_added_days after insert on measurements referencing new table as touched
     for each statement execute function carenode.mark_stale_days()`,
  `create trigger mark_changed_days after update on measurements referencing old table as replaced new table as made
     for each statement execute function carenode.mark_stale_days()`,
  `create trigger mark_deleted_days after delete on measurements referencing old table as touched
     for each statement execute function carenode.mark_stale_days()`,
  `create trigger mark_days after update of kind, unit_code on variables for each row
     when (old.kind is distinct from new.kind or old.unit_code is distinct from new.unit_code)
     execute function carenode.mark_stale_variable()`,
];

export class CreateDailyValues implements Migration {
  readonly id = '0025-create-daily-values';
  readonly why = 'A year of daily totals is 365 rows that are there already, whatever they were made of.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(VALUES);
    await describeTable(
      sql,
      'daily_values',
      'What a variable was on one day of the patient, merged over its sources',
      {
        patient_id: 'Whose day it is',
        variable_id: 'What was measured',
        day: 'The patient’s own day',
        value:
          'Total of a sum-type variable, mean of a sample-type one, in unit; null when nothing could be counted',
        min_value: 'Least single value, in unit',
        max_value: 'Greatest single value, in unit',
        median: 'Median of a sample-type variable, in unit',
        count: 'Measurements that went into it; a count',
        left_out:
          'Measurements of the day that have no value in unit, are bounds, or tell of more than two days; a count',
        unit: 'UCUM code of the values; null for a variable without one',
        sources: 'What each source told, and how much of it was taken',
        ends_at: 'When the day was over where the patient was',
        computed_at: 'When it was computed',
      },
    );
    await sql.query('create index daily_values_variable on daily_values (variable_id)');
    await sql.query(STALE);
    await describeTable(
      sql,
      'stale_daily_values',
      'Days whose daily values are not what measurements say any more',
      {
        patient_id: 'Whose days',
        variable_id: 'Of this variable',
        days: 'The days',
      },
    );
    await sql.query(
      'create index stale_daily_values_of_patient on stale_daily_values (patient_id, variable_id)',
    );
    await sql.query('create index stale_daily_values_variable on stale_daily_values (variable_id)');
    await sql.query(MARK);
    await grantTo(
      sql,
      'mark_stale_days()',
      'After measurements changed: marks the days that are to be computed again.',
      [],
    );
    await sql.query(MARK_VARIABLE);
    await grantTo(
      sql,
      'mark_stale_variable()',
      'After a variable’s kind or unit changed: marks all days of it to be computed again.',
      [],
    );
    for (const trigger of TRIGGERS) await sql.query(trigger);
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop trigger mark_days on variables');
    for (const name of ['mark_deleted_days', 'mark_changed_days', 'mark_added_days'])
      await sql.query(`drop trigger ${name} on measurements`);
    await sql.query('drop function carenode.mark_stale_variable()');
    await sql.query('drop function carenode.mark_stale_days()');
    await sql.query('drop table stale_daily_values');
    await sql.query('drop table daily_values');
  }
}
