import { Database } from '@carenode/database';
import { ModuleSwitch } from '@carenode/instance-config-contract';
import { ModuleActivations, SettingsReader } from '@carenode/module-kit';
import { Module } from '@nestjs/common';

import { ActivationSnapshot } from './activation/activation.snapshot.js';
import { ModuleStates } from './module/module-states.service.js';
import { ModuleSwitchService } from './module/module-switch.service.js';
import { ModulesController } from './module/modules.controller.js';
import { NetworkConfigController } from './network-config/network-config.controller.js';
import { NetworkConfigService } from './network-config/network-config.service.js';
import { SettingSnapshot } from './setting/setting.snapshot.js';
import { SettingsController } from './setting/settings.controller.js';
import { SettingsService } from './setting/settings.service.js';

@Module({
  controllers: [ModulesController, SettingsController, NetworkConfigController],
  providers: [
    ActivationSnapshot,
    ModuleStates,
    ModuleSwitchService,
    SettingsService,
    NetworkConfigService,
    { provide: SettingSnapshot, useFactory: (db: Database) => SettingSnapshot.load(db), inject: [Database] },
    { provide: ModuleActivations, useExisting: ActivationSnapshot },
    { provide: SettingsReader, useExisting: SettingSnapshot },
    { provide: ModuleSwitch, useExisting: ModuleSwitchService },
  ],
  exports: [ModuleActivations, SettingsReader, ModuleSwitch],
})
export class InstanceConfigModule {}
