import { describeTable } from '@carenode/database';
import type { Migration, SqlRunner } from '@carenode/module-kit';

export class CreatePatientTimeZones implements Migration {
  readonly id = '0023-create-patient-time-zones';
  readonly why =
    'A day is the day of where the patient was; sources that tell no zone leave it to the patient.';

  async up(sql: SqlRunner): Promise<void> {
    await sql.query(`
      create table patient_time_zones (
        patient_id uuid not null references profiles (id) on delete cascade,
        valid_from timestamptz not null,
        time_zone text not null,
        primary key (patient_id, valid_from),
        constraint patient_time_zones_length check (length(time_zone) between 1 and 64),
        constraint patient_time_zones_range check (
          valid_from = '-infinity' or valid_from > '1899-12-30T00:00:00Z' and valid_from < '2201-01-03T00:00:00Z')
      )`);
    await describeTable(sql, 'patient_time_zones', 'Where a patient lived and travelled, as time zones', {
      patient_id: 'Who',
      valid_from: 'From when on; -infinity for from the beginning',
      time_zone: 'IANA time zone, such as Europe/Berlin, until the next one',
    });
  }

  async down(sql: SqlRunner): Promise<void> {
    await sql.query('drop table patient_time_zones');
  }
}
