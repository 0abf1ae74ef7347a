import { checkSetting, type Setting, type SettingValue } from '@carenode/module-kit';

/**
 * What was set, as long as it keeps the declared limits (a new version of a module may have narrowed them);
 * else the default.
 */
export function valueInForce(declared: Setting, stored: unknown): SettingValue {
  if (stored === undefined || stored === null) return declared.default;
  try {
    return checkSetting('value', declared, stored);
  } catch {
    return declared.default;
  }
}
