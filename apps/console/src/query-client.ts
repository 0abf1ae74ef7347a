import { actFor, actingWasEnded, ApiError, type Session, sessionQuery, UnreachableError } from '@carenode/ui';
import { MutationCache, type Query, QueryCache, QueryClient } from '@tanstack/react-query';

import { noteEnd, type SessionEnd } from './shell/session-end.js';

/** Asks the API, keeps what it answered, and notices when the session is over or a module was switched off. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: follow,
    onSuccess: (data, query) => {
      if (isSession(query)) becomes((data as Session | null)?.id ?? null);
    },
  }),
  mutationCache: new MutationCache({ onError: follow }),
  defaultOptions: {
    queries: {
      // What was refused once is refused again; only a missing answer may be there a moment later.
      retry: (failures, error) =>
        failures < 2 &&
        (error instanceof UnreachableError || (error instanceof ApiError && error.status >= 502)),
      staleTime: 5_000,
      // Offline, a request fails and says so, instead of waiting without a word.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Whose answers are kept. */
let somebody: string | null = null;

const isSession = (query: Pick<Query, 'queryKey'>) => query.queryKey[0] === sessionQuery.queryKey[0];

function follow(error: Error): void {
  if (!(error instanceof ApiError)) return;
  if (error.status === 401 && somebody !== null) endSession('ended');
  if (error.code === 'not_delegated') actingWasEnded();
  if (error.code === 'module_not_active' || error.code === 'not_delegated')
    void queryClient.invalidateQueries({ predicate: isSession });
}

/** Another tab may have signed out, or somebody else in: what was read for one person is never shown to another. */
function becomes(id: string | null): void {
  if (id === somebody) return;
  if (somebody !== null && id === null) return endSession('ended');
  const changed = somebody !== null;
  somebody = id;
  if (changed) void queryClient.resetQueries({ predicate: (query) => !isSession(query) });
}

/** Nobody is signed in any more: drops all that was read for them; the shell then shows the sign-in page. */
export function endSession(why: SessionEnd): void {
  somebody = null;
  actFor(null);
  noteEnd(why);
  queryClient.setQueryData(sessionQuery.queryKey, null);
  queryClient.removeQueries({ predicate: (query) => !isSession(query) });
}
