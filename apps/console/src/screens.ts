import { instanceConfigScreens } from '@carenode/instance-config-console';
import { patientDataScreens } from '@carenode/patient-data-console';
import type { ModuleScreens } from '@carenode/ui';

import { identityScreens } from './identity/identity.screens.js';

/** The modules' screens, in the order of the navigation. A module that brings screens is added here. */
export const screens: readonly ModuleScreens[] = [patientDataScreens, identityScreens, instanceConfigScreens];
