import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('daily_values')
export class DailyValueRow {
  @PrimaryColumn({ type: 'uuid', comment: 'Whose day it is' })
  patientId!: string;

  @PrimaryColumn({ type: 'uuid', comment: 'What was measured' })
  variableId!: string;

  @PrimaryColumn({ type: 'date', comment: 'The patient’s own day' })
  day!: string;

  @Column({
    type: 'numeric',
    nullable: true,
    comment:
      'Total of a sum-type variable, mean of a sample-type one, in unit; null when nothing could be counted',
  })
  value!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Least single value, in unit' })
  minValue!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Greatest single value, in unit' })
  maxValue!: string | null;

  @Column({ type: 'numeric', nullable: true, comment: 'Median of a sample-type variable, in unit' })
  median!: string | null;

  @Column({ type: 'integer', comment: 'Measurements that went into it; a count' })
  count!: number;

  @Column({
    type: 'integer',
    comment:
      'Measurements of the day that have no value in unit, are bounds, or tell of more than two days; a count',
  })
  leftOut!: number;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'UCUM code of the values; null for a variable without one',
  })
  unit!: string | null;

  @Column({ type: 'jsonb', comment: 'What each source told, and how much of it was taken' })
  sources!: readonly object[];

  @Column({ type: 'timestamptz', comment: 'When the day was over where the patient was' })
  endsAt!: Date;

  @Column({ type: 'timestamptz', comment: 'When it was computed' })
  computedAt!: Date;
}

@Entity('stale_daily_values')
export class StaleDailyValues {
  @PrimaryColumn({ type: 'uuid', comment: 'Id' })
  id!: string;

  @Column({ type: 'uuid', comment: 'Whose days' })
  patientId!: string;

  @Column({ type: 'uuid', comment: 'Of this variable' })
  variableId!: string;

  @Column({ type: 'datemultirange', comment: 'The days' })
  days!: string;
}
