import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Database } from '@carenode/database';
import { Files, LoadedModules, type ModuleManifest, PublicAddress, Sealer } from '@carenode/module-kit';

/** What every module may inject: the database door, the sealer, the files, the list of modules, and the public address. */
@Module({})
export class PlatformModule {
  static of(
    db: Database,
    sealer: Sealer,
    files: Files,
    modules: readonly ModuleManifest[],
    address: PublicAddress,
  ): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: Database, useValue: db },
        { provide: Sealer, useValue: sealer },
        { provide: Files, useValue: files },
        { provide: LoadedModules, useValue: new LoadedModules(modules) },
        { provide: PublicAddress, useValue: address },
      ],
      exports: [Database, Sealer, Files, LoadedModules, PublicAddress],
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
