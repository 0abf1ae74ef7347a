import { Column, Entity } from 'typeorm';

import { PatientRecord } from '../patient-record.entity.js';

export const COMPARATORS = ['<', '<=', '>=', '>'] as const;

@Entity('measurements')
export class Measurement extends PatientRecord {
  @Column({ type: 'uuid', comment: 'What was measured' })
  variableId!: string;

  @Column({ type: 'numeric', nullable: true, comment: 'Number, with the digits the source gave' })
  value!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'The value is a bound: the true one is less (<, <=) or greater (>, >=)',
  })
  comparator!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Unit: a UCUM code where the source gave one or its text stands for one, else as received',
  })
  unit!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'Unit as the source wrote it, where that was no UCUM code and unit is one now',
  })
  unitText!: string | null;

  @Column({
    type: 'numeric',
    nullable: true,
    comment: 'value in normalizedUnit; null when it cannot be converted',
  })
  normalizedValue!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'UCUM code that values of the variable are compared in, when this was written',
  })
  normalizedUnit!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Value in words, or the words for valueCode' })
  valueText!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'Value as a code' })
  valueCode!: string | null;

  @Column({ type: 'text', nullable: true, comment: 'URI of the code system of valueCode' })
  valueCodeSystem!: string | null;

  @Column({ type: 'timestamptz', comment: 'When it was measured, or when the period begins' })
  startAt!: Date;

  @Column({ type: 'timestamptz', nullable: true, comment: 'When the period ends; null for a moment' })
  endAt!: Date | null;

  @Column({
    type: 'smallint',
    nullable: true,
    comment: 'Offset from UTC the start was told with, in minutes east; null when the source told none',
  })
  utcOffsetMinutes!: number | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'IANA time zone the source told, such as Europe/Berlin',
  })
  timeZone!: string | null;

  @Column({
    type: 'text',
    nullable: true,
    comment: 'What measured it, as far as the source told: maker, model, version',
  })
  device!: string | null;
}
