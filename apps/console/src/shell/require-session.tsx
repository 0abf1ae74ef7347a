import { Center, Container, Loader } from '@mantine/core';
import { ProblemAlert, SessionContext, sessionQuery } from '@carenode/ui';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';

import { lastEnd } from './session-end.js';

/** Browsers run timers beyond this at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Shows its children to somebody who is signed in, and everybody else the sign-in page, which leads back here. */
export function RequireSession({ children }: { readonly children: ReactNode }) {
  const session = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  useEndOf(session.data?.expiresAt ?? null, session.refetch);
  if (session.data) return <SessionContext value={session.data}>{children}</SessionContext>;
  if (session.data === null) {
    const from = lastEnd() === 'signed-out' ? '/' : `${pathname}${search}`;
    return <Navigate to="/sign-in" replace state={{ from }} />;
  }
  if (session.error && !session.isFetching) {
    return (
      <Container size="xs" pt="20vh">
        <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />
      </Container>
    );
  }
  return <WholePageLoader />;
}

/** What is on the screen goes when the session does, even if nobody touches the page. */
function useEndOf(expiresAt: string | null, look: () => unknown): void {
  useEffect(() => {
    if (expiresAt === null) return undefined;
    const wait = Math.min(new Date(expiresAt).getTime() - Date.now() + 1_000, LONGEST_TIMER_MS);
    const timer = setTimeout(look, Math.max(wait, 0));
    return () => clearTimeout(timer);
  }, [expiresAt, look]);
}

export function WholePageLoader() {
  return (
    <Center h="100vh" role="status" aria-label="Loading">
      <Loader />
    </Center>
  );
}
