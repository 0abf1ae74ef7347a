import type { StepClass } from '@carenode/module-kit';

import { CreateInstanceSettings } from './0001-create-instance-settings.js';
import { CreateModuleActivations } from './0002-create-module-activations.js';
import { CreateNetworkConfig } from './0003-create-network-config.js';

export const migrations: readonly StepClass[] = [
  CreateInstanceSettings,
  CreateModuleActivations,
  CreateNetworkConfig,
];
