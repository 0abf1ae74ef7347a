import { Alert, Anchor, Button, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import {
  answerOf,
  api,
  dayText,
  fieldErrorsOf,
  formText,
  InfoIcon,
  Loaded,
  ProblemAlert,
  sessionQuery,
  USER_TYPE_LABELS,
} from '@carenode/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { noteEnd } from '../shell/session-end.js';
import { FrontPage } from './front-page.js';

const LABELS = { firstName: 'Given names', lastName: 'Family name', password: 'Password' } as const;

/** Where the link of an invitation leads: the invited person names themselves and chooses a password. */
export function Component() {
  const [parameters] = useSearchParams();
  const token = parameters.get('token') ?? '';
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/invitations/accept', { params: { query: { token } }, signal })),
    enabled: token !== '',
  });
  return (
    <FrontPage
      title="Accept your invitation"
      about="Tell us your name and choose a password; then you are signed in."
    >
      {token === '' ? (
        <Alert color="gray" icon={<InfoIcon />} title="The link is not complete">
          Open the whole link of your invitation, or ask for a new one.
        </Alert>
      ) : (
        <Loaded query={offer} lines={4}>
          {({ email, userType, expiresAt }) => (
            <>
              <Alert color="care" icon={<InfoIcon />}>
                You are invited as <b>{USER_TYPE_LABELS[userType].toLowerCase()}</b>. The invitation can be
                accepted until {dayText(expiresAt)}.
              </Alert>
              <AcceptanceForm token={token} email={email} />
            </>
          )}
        </Loaded>
      )}
      <Anchor component={Link} to="/sign-in" size="sm">
        I have an account already
      </Anchor>
    </FrontPage>
  );
}

function AcceptanceForm({ token, email }: { readonly token: string; readonly email: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: async (person: { firstName: string; lastName: string; password: string }) => {
      await answerOf(api.POST('/api/v1/invitations/accept', { body: { token, ...person } }));
      noteEnd(null);
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    onSuccess: () => navigate('/', { replace: true }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => formText(data, name);
    accept.mutate({
      firstName: text('firstName').trim(),
      lastName: text('lastName').trim(),
      password: text('password'),
    });
  };
  const errors = fieldErrorsOf(accept.error, LABELS);
  return (
    <form onSubmit={submit} aria-label="Accept your invitation">
      <Stack gap="md">
        {accept.error && !errors && <ProblemAlert error={accept.error} />}
        <TextInput label="E-mail address" autoComplete="username" value={email} readOnly />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            name="firstName"
            label={LABELS.firstName}
            autoComplete="given-name"
            maxLength={200}
            required
            withAsterisk={false}
            error={errors?.firstName}
          />
          <TextInput
            name="lastName"
            label={LABELS.lastName}
            autoComplete="family-name"
            maxLength={200}
            required
            withAsterisk={false}
            error={errors?.lastName}
          />
        </SimpleGrid>
        <PasswordInput
          name="password"
          label={LABELS.password}
          description="At least 12 characters. A few unrelated words make a good one."
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          required
          withAsterisk={false}
          error={errors?.password}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
        />
        <Button type="submit" size="md" mt="xs" loading={accept.isPending}>
          Create my account
        </Button>
      </Stack>
    </form>
  );
}
