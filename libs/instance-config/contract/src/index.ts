export { ModuleSwitch } from './module-switch.js';
export type {
  ActivateOptions,
  ActivationState,
  Audience,
  DeactivateOptions,
  ModuleState,
  SettingState,
  Switched,
} from './module-switch.js';
