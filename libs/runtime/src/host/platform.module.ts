import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Database } from '@carenode/database';
import { LoadedModules, type ModuleManifest, PublicAddress, Sealer } from '@carenode/module-kit';

/** What every module may inject: the database door, the sealer, the list of modules, and the public address. */
@Module({})
export class PlatformModule {
  static of(
    db: Database,
    sealer: Sealer,
    modules: readonly ModuleManifest[],
    address: PublicAddress,
  ): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: Database, useValue: db },
        { provide: Sealer, useValue: sealer },
        { provide: LoadedModules, useValue: new LoadedModules(modules) },
        { provide: PublicAddress, useValue: address },
      ],
      exports: [Database, Sealer, LoadedModules, PublicAddress],
    };
  }
}

/** Hands the ports that modules export to all other modules, so that none imports another's code. */
@Module({})
export class PortsModule {
  static of(modules: readonly ModuleManifest[]): DynamicModule {
    const classes = modules.map((module) => module.nest as unknown as Type);
    return { module: PortsModule, global: true, imports: classes, exports: classes };
  }
}
