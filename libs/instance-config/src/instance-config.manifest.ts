import { defineModule } from '@carenode/module-kit';

import { InstanceModuleActivation } from './activation/activation.entity.js';
import { activationPolicies } from './activation/activation.policies.js';
import { activateModules } from './instance-config.demo.js';
import { errors } from './instance-config.errors.js';
import { InstanceConfigModule } from './instance-config.module.js';
import { migrations } from './migrations/index.js';
import { InstanceNetworkConfig } from './network-config/network-config.entity.js';
import { networkConfigPolicies } from './network-config/network-config.policies.js';
import { InstanceSetting } from './setting/setting.entity.js';
import { settingPolicies } from './setting/setting.policies.js';

export default defineModule({
  name: 'instance-config',
  title: 'Modules and settings',
  required: true,
  tables: [
    {
      name: 'instance_settings',
      entity: InstanceSetting,
      holds: 'operational',
      policies: settingPolicies,
      audit: { plain: ['setting_key', 'category'] },
    },
    {
      name: 'instance_module_activations',
      entity: InstanceModuleActivation,
      holds: 'operational',
      policies: activationPolicies,
      audit: { plain: ['module_name', 'requires'] },
    },
    {
      name: 'instance_network_config',
      entity: InstanceNetworkConfig,
      holds: 'operational',
      policies: networkConfigPolicies,
    },
  ],
  migrations,
  errors: errors.table,
  nest: InstanceConfigModule,
  demo: activateModules,
});
