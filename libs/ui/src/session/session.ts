import { queryOptions } from '@tanstack/react-query';
import { createContext, useContext } from 'react';

import { actFor, actingWasEnded } from '../api/acting-for.js';
import { answerOf, api } from '../api/api.js';
import type { components } from '../api/generated/schema.js';
import { ApiError } from '../api/problem.js';

export type UserType = 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';

/** Who is signed in, and what is there for them. */
export interface Session {
  readonly id: string;
  readonly userType: UserType;
  readonly name: string;
  readonly email: string | null;
  /** When it ends however much it is used; null for one without an end. */
  readonly expiresAt: string | null;
  /** True while a guardian acts for this patient: then the other members are about the patient. */
  readonly isActedFor: boolean;
  /** The modules that are active for them, by name. */
  readonly modules: readonly { readonly name: string; readonly title: string; readonly required: boolean }[];
}

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return sessionOf(await answerOf(api.GET('/api/v1/session', { signal })));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'not_delegated') {
        actingWasEnded();
        return sessionOf(await answerOf(api.GET('/api/v1/session', { signal })));
      }
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      // Whoever signs in next acts for themself.
      actFor(null);
      return null;
    }
  },
  // Looked at again when the page is. Not asked for in between: that would keep an abandoned session alive.
  staleTime: 10_000,
});

function sessionOf({ profile, modules, expiresAt, actor }: components['schemas']['CurrentSession']): Session {
  const name = [profile.firstName, profile.lastName].filter(Boolean).join(' ');
  return {
    id: profile.id,
    userType: profile.userType as UserType,
    name: name || (profile.email ?? 'Somebody'),
    email: profile.email,
    expiresAt,
    isActedFor: actor.kind === 'delegate',
    modules,
  };
}

/** Tells the screens below it who is signed in; the shell's to provide. */
export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. For screens, which the shell shows only when somebody is. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A screen that needs somebody signed in was shown to nobody.');
  return session;
}

export const USER_TYPE_LABELS: Readonly<Record<UserType, string>> = {
  admin: 'Administrator',
  provider: 'Provider',
  patient: 'Patient',
  'research-partner': 'Research partner',
  developer: 'Developer',
};
