import { Column } from 'typeorm';

import { PatientRow } from './patient-row.entity.js';

/** What an entry of a log has that may come from an app or a device as well as from the patient. */
export abstract class LogRow extends PatientRow {
  @Column({ type: 'text', comment: 'Who told it: manual, or the app or device it was imported from' })
  source!: string;

  @Column({ type: 'text', nullable: true, comment: 'Its id there' })
  externalId!: string | null;

  @Column({ type: 'uuid', nullable: true, comment: 'The import that brought it; null when it was entered' })
  importId!: string | null;

  @Column({ type: 'smallint', nullable: true, comment: 'Minutes east of UTC on the clock of timestamp' })
  utcOffsetMinutes!: number | null;

  @Column({ type: 'text', nullable: true, comment: 'IANA time zone of timestamp' })
  timeZone!: string | null;

  @Column({ type: 'timestamptz', comment: 'When the row was added' })
  createdAt!: Date;
}
