import { createContext, useContext } from 'react';

import { useSession } from '../session/session.js';
import type { ModuleScreens } from './module-screens.js';

/** Tells the pages below it what all modules show; the shell's to provide. */
export const ScreensContext = createContext<readonly ModuleScreens[]>([]);

type Additions = Pick<ModuleScreens, 'notices' | 'recordTabs' | 'quickLogs'>;

/** What modules that are active for whoever is signed in add to a page of the caller, in the order of the navigation. */
export function useAdditions<K extends keyof Additions>(
  kind: K,
): readonly NonNullable<Additions[K]>[number][] {
  const screens = useContext(ScreensContext);
  const { modules } = useSession();
  return screens
    .filter(({ module }) => modules.some(({ name }) => name === module))
    .flatMap((of): readonly NonNullable<Additions[K]>[number][] => of[kind] ?? []);
}

/** The words of the notifications that modules send, by kind. What was told stays readable when a module is switched off. */
export function useNotificationWords(): NonNullable<ModuleScreens['notifications']> {
  const screens = useContext(ScreensContext);
  return Object.assign({}, ...screens.map(({ notifications }) => notifications ?? {})) as NonNullable<
    ModuleScreens['notifications']
  >;
}
