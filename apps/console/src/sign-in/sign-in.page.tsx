import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { answerOf, api, ApiError, formText, InfoIcon, ProblemAlert, sessionQuery } from '@carenode/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { Navigate, useLocation } from 'react-router';

import { lastEnd, noteEnd } from '../shell/session-end.js';
import { FrontPage } from './front-page.js';

const NOTICES = {
  ended: 'Your session is over. Please sign in again.',
  'signed-out': 'You have signed out.',
} as const;

export function SignInPage() {
  const session = useQuery(sessionQuery);
  const client = useQueryClient();
  const location = useLocation();
  const password = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: async (body: { email: string; password: string }) => {
      await answerOf(api.POST('/api/v1/session', { body }));
      noteEnd(null);
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    onError: () => password.current?.select(),
  });
  if (session.data) return <Navigate to={cameFrom(location.state)} replace />;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    signIn.mutate({ email: formText(data, 'email').trim(), password: formText(data, 'password') });
  };
  const notice = lastEnd();
  const refused = signIn.error instanceof ApiError && signIn.error.code === 'sign_in_failed';
  return (
    <FrontPage
      title="Sign in"
      about="Use the e-mail address and the password of your account on this instance."
    >
      {notice && !signIn.error && (
        <Alert color="gray" variant="light" icon={<InfoIcon />} role="status">
          {NOTICES[notice]}
        </Alert>
      )}
      {signIn.error && (
        <ProblemAlert error={signIn.error} {...(refused ? { title: 'Signing in did not work' } : {})} />
      )}
      <form onSubmit={submit} aria-label="Sign in">
        <Stack gap="md">
          <TextInput
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            required
            autoFocus
            withAsterisk={false}
          />
          <PasswordInput
            ref={password}
            name="password"
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
          />
          <Button type="submit" size="md" mt="xs" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </FrontPage>
  );
}

/** Where somebody wanted to go before they were asked to sign in; always a path of this console. */
function cameFrom(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/';
}
