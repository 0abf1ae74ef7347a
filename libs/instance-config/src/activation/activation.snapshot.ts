import { Database, statement } from '@carenode/database';
import type { Audience } from '@carenode/instance-config-contract';
import { LoadedModules, ModuleActivations, type RequestContext, systemContext } from '@carenode/module-kit';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';

import { requirementsOf } from '../module/loaded-modules.rules.js';
import { Snapshot } from '../snapshot.js';
import { type Activation, type Activations, isModuleActive } from './activation.rules.js';

interface Row {
  readonly module_name: string;
  readonly is_active: boolean | null;
  readonly from_ms: number | null;
  readonly until_ms: number | null;
  readonly audience: Audience | null;
  readonly requires: string[];
}

const READ = statement(
  'instance-config:activations',
  `select module_name, is_active, requires, settings -> 'audience' as audience,
          (extract(epoch from activation_date) * 1000)::float8 as from_ms,
          (extract(epoch from expiration_date) * 1000)::float8 as until_ms
     from public.instance_module_activations`,
);

/** Without a reading for this long the host no longer knows what is on, and says that nothing optional is. */
const STALE_MS = 60_000;

/**
 * What is on, in this process: decided in memory for every request, with windows evaluated at the time of the
 * question. It follows a change within milliseconds of its commit; when the database has not answered for a
 * minute it fails closed. The gate in the database asks the table itself, so a host that lags behind shows
 * too much or too little of its routes, never a row.
 */
@Injectable()
export class ActivationSnapshot extends ModuleActivations implements OnModuleInit, OnModuleDestroy {
  private readonly snapshot: Snapshot<Row, Activations>;

  constructor(
    private readonly db: Database,
    private readonly loaded: LoadedModules,
  ) {
    super();
    this.snapshot = new Snapshot<Row, Activations>(db, {
      channel: 'carenode_activation',
      statement: READ,
      reason: 'know which modules are active',
      make: (rows) => new Map(rows.map((row) => [row.module_name, activationOf(row)])),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.noteRequirements();
    await this.snapshot.start();
  }

  onModuleDestroy(): void {
    this.snapshot.stop();
  }

  override async ready(): Promise<void> {
    if (!this.snapshot.current) await this.snapshot.refresh();
  }

  override isActive(module: string, ctx: RequestContext): boolean {
    const { current, age } = this.snapshot;
    return current !== undefined && age < STALE_MS && isModuleActive(current, module, ctx, Date.now());
  }

  /** Resolves when every change committed before the call is in force here. */
  refresh(): Promise<void> {
    return this.snapshot.refresh();
  }

  /** Modules may require something else in their new version; the database decides by what their rows say. */
  private async noteRequirements(): Promise<void> {
    const wanted = [...requirementsOf(this.loaded.manifests)].map(([module, requires]) => ({
      module,
      requires,
    }));
    await this.db.as(systemContext('note what the loaded modules require')).execute(
      `update public.instance_module_activations a
          set requires = w.requires
         from (select j ->> 'module' as module, array(select jsonb_array_elements_text(j -> 'requires')) as requires
                 from jsonb_array_elements($1::jsonb) j) w
        where a.module_name = w.module and a.requires <> w.requires`,
      [JSON.stringify(wanted)],
    );
  }
}

function activationOf(row: Row): Activation {
  return {
    module: row.module_name,
    isActive: row.is_active ?? false,
    from: row.from_ms,
    until: row.until_ms,
    audience: row.audience,
    requires: row.requires,
  };
}
