import { createHash } from 'node:crypto';

import { Database, JsonText, type Transaction } from '@carenode/database';
import { AppError, invalidInput, type RequestContext, SettingsReader, ZoneClock } from '@carenode/module-kit';
import { isInstant } from '@carenode/module-kit/http';
import { Injectable } from '@nestjs/common';

import { markAllDays } from '../daily-value/stale-days.sql.js';
import { recordsSettings } from '../records.settings.js';
import { PatientClock } from './patient-clock.rules.js';
import { MOST_ZONES, type TimeZonesInput, type TimeZoneView } from './patient-time-zone.dto.js';

const FIND = `
  select nullif(valid_from, '-infinity') as valid_from, time_zone
    from public.patient_time_zones where patient_id = $1 order by patient_time_zones.valid_from`;
const ADD = `
  insert into public.patient_time_zones (patient_id, valid_from, time_zone)
  select $1, coalesce(z.valid_from, '-infinity'), z.time_zone from unnest($2::timestamptz[], $3::text[]) z (valid_from, time_zone)`;

interface Row {
  readonly valid_from: Date | null;
  readonly time_zone: string;
}

/** Where a patient was, as time zones: the whole list at once. */
@Injectable()
export class PatientTimeZones {
  constructor(
    private readonly db: Database,
    private readonly settings: SettingsReader,
  ) {}

  async find(ctx: RequestContext, patientId: string): Promise<JsonText> {
    if (ctx.subject !== patientId) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    return this.answer(await this.db.as(ctx).query<Row>(FIND, [patientId]));
  }

  /** Throws `validation_failed` for zones that do not exist or are not in order, `stale` when the list is not that of the ETag. */
  async replace(
    ctx: RequestContext,
    patientId: string,
    input: TimeZonesInput,
    ifMatch?: string,
  ): Promise<JsonText> {
    if (ctx.subject !== patientId) throw new AppError('not_found', 'not_found', 'There is no such patient.');
    const zones = checkedZones(input.zones);
    return this.db.as(ctx).transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('patient_time_zones ' || $1, 0))`, [
        patientId,
      ]);
      const before = this.answer(await tx.query<Row>(FIND, [patientId]));
      if (ifMatch !== undefined && unquoted(ifMatch) !== unquoted(before.etag ?? ''))
        throw new AppError('stale', 'stale', 'The list was changed since you read it; read it again.');
      await tx.query('delete from public.patient_time_zones where patient_id = $1', [patientId]);
      await tx.query(ADD, [
        patientId,
        zones.map(({ validFrom }) => validFrom),
        zones.map(({ timeZone }) => timeZone),
      ]);
      await markAllDays(tx, patientId, null);
      return this.answer(await tx.query<Row>(FIND, [patientId]));
    });
  }

  /** What tells the patient's days apart; in a transaction with their own rights. */
  async clockOf(tx: Transaction, patientId: string): Promise<PatientClock> {
    const rows = await tx.query<Row>(FIND, [patientId]);
    return new PatientClock(
      rows.map(({ valid_from, time_zone }) => ({
        from: valid_from?.getTime() ?? -Infinity,
        zone: time_zone,
      })),
      this.usual,
    );
  }

  private get usual(): string {
    return this.settings.read('records', recordsSettings).timeZone;
  }

  private answer(rows: readonly Row[]): JsonText {
    const zones: TimeZoneView[] = rows.map(({ valid_from, time_zone }) => ({
      validFrom: valid_from?.toISOString() ?? null,
      timeZone: time_zone,
    }));
    const text = JSON.stringify({ zones, defaultTimeZone: this.usual });
    return new JsonText(text, `"${createHash('sha256').update(JSON.stringify(zones)).digest('base64url')}"`);
  }
}

const unquoted = (etag: string) => etag.trim().replace(/^W\//, '').replace(/^"|"$/g, '');

function checkedZones(zones: readonly unknown[]): TimeZoneView[] {
  const refuse = (rule: string, message: string) => invalidInput({ field: 'zones', rule, message });
  if (!Array.isArray(zones)) throw refuse('list', 'zones is a list.');
  if (zones.length > MOST_ZONES) throw refuse('max', `zones has at most ${MOST_ZONES} items.`);
  let last = -Infinity;
  return zones.map((zone: unknown, place) => {
    const { validFrom, timeZone, ...others } = (zone ?? {}) as Record<string, unknown>;
    if (Object.keys(others).length > 0)
      throw refuse('fields', 'Each of zones has validFrom and timeZone, and nothing else.');
    if (typeof timeZone !== 'string' || timeZone.length > 64 || !ZoneClock.of(timeZone))
      throw refuse('timeZone', 'timeZone is an IANA time zone, such as Europe/Berlin.');
    if (validFrom === null && place === 0) return { validFrom: null, timeZone };
    if (!isInstant(validFrom))
      throw refuse(
        'instant',
        'validFrom is an instant with offset; null, for from the beginning, of the first alone.',
      );
    const at = Date.parse(validFrom);
    if (at <= last)
      throw refuse('order', 'Of two zones the earlier one comes first, and no two begin at once.');
    last = at;
    return { validFrom, timeZone };
  });
}
