import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('patient_time_zones')
export class PatientTimeZone {
  @PrimaryColumn({ type: 'uuid', comment: 'Who' })
  patientId!: string;

  @PrimaryColumn({ type: 'timestamptz', comment: 'From when on; -infinity for from the beginning' })
  validFrom!: Date;

  @Column({ type: 'text', comment: 'IANA time zone, such as Europe/Berlin, until the next one' })
  timeZone!: string;
}
