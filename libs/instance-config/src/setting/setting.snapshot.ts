import { Database, statement } from '@carenode/database';
import { SettingsReader, type SettingsOf, type SettingsTable } from '@carenode/module-kit';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

import { Snapshot } from '../snapshot.js';
import { valueInForce } from './setting.rules.js';

interface Row {
  readonly setting_key: string;
  readonly setting_value: unknown;
}

interface Settings {
  readonly stored: ReadonlyMap<string, unknown>;
  /** What each declaration reads as, worked out once per reading of the table. */
  readonly values: WeakMap<SettingsTable, object>;
}

const READ = statement(
  'instance-config:settings',
  'select setting_key, setting_value from public.instance_settings',
);

/**
 * Settings as they are in force, in this process. When the database cannot be read, the last known values
 * stand.
 */
@Injectable()
export class SettingSnapshot extends SettingsReader implements OnModuleDestroy {
  private readonly snapshot: Snapshot<Row, Settings>;

  private constructor(db: Database) {
    super();
    this.snapshot = new Snapshot<Row, Settings>(db, {
      channel: 'carenode_settings',
      statement: READ,
      reason: 'know the settings',
      make: (rows) => ({
        stored: new Map(rows.map((row) => [row.setting_key, row.setting_value])),
        values: new WeakMap(),
      }),
    });
  }

  /** Loaded before any module begins to work, so that none ever acts on a default that was overruled. */
  static async load(db: Database): Promise<SettingSnapshot> {
    const settings = new SettingSnapshot(db);
    await settings.snapshot.start();
    return settings;
  }

  onModuleDestroy(): void {
    this.snapshot.stop();
  }

  override read<T extends SettingsTable>(module: string, table: T): SettingsOf<T> {
    const { current } = this.snapshot;
    if (!current) throw new Error('Settings are not loaded yet.');
    let values = current.values.get(table);
    if (!values) {
      const entries = Object.entries(table).map(([name, declared]) => [
        name,
        valueInForce(declared, current.stored.get(`${module}.${name}`)),
      ]);
      values = Object.freeze(Object.fromEntries(entries) as object);
      current.values.set(table, values);
    }
    return values as SettingsOf<T>;
  }

  /** Resolves when every change committed before the call is in force here. */
  refresh(): Promise<void> {
    return this.snapshot.refresh();
  }
}
