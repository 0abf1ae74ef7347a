import type { NavigationEntry, Session } from '@carenode/ui';

import { screens } from '../screens.js';

/** The ways in that are open to somebody: of the modules that are active for them, those made for their user type. */
export function entriesFor(session: Session): NavigationEntry[] {
  return screens
    .filter(({ module }) => session.modules.some(({ name }) => name === module))
    .flatMap(({ navigation }) => navigation)
    .filter(({ userTypes }) => userTypes.includes(session.userType));
}
