import { ecommerceScreens } from '@carenode/ecommerce-console';
import { identityScreens } from '@carenode/identity-console';
import { instanceConfigScreens } from '@carenode/instance-config-console';
import { patientDataScreens } from '@carenode/patient-data-console';
import { recordsScreens } from '@carenode/records-console';
import type { ModuleScreens } from '@carenode/ui';

/** The modules' screens, in the order of the navigation. A module that brings screens is added here. */
export const screens: readonly ModuleScreens[] = [
  patientDataScreens,
  ecommerceScreens,
  recordsScreens,
  identityScreens,
  instanceConfigScreens,
];
