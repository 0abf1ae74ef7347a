import { fieldErrorsOf, ProblemAlert, Section, USER_TYPE_LABELS, type UserType } from '@carenode/ui';
import { Alert, Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { PersonPicker } from '../people/person-picker.js';
import { type Person, personText } from '../people/person.rules.js';
import { userTypeOptions } from '../people/user-types.js';
import { DifferenceView } from './difference-view.js';
import { differenceQuery, useRequestChange } from './user-type-changes.queries.js';

const SHORTEST_REASON = 3;

/** Changes somebody's user type, after showing what that means for their rights. */
export function RequestForm({ first }: { readonly first: Person | null }) {
  const [person, setPerson] = useState(first);
  const [userType, setUserType] = useState<UserType | ''>('');
  const [reason, setReason] = useState('');
  const request = useRequestChange();
  const isChange = person !== null && userType !== '' && userType !== person.userType;
  // What was shown is what is approved: the change goes along with its fingerprint.
  const shown = useQuery({
    ...differenceQuery(person?.id ?? '', userType || 'patient'),
    ...(isChange ? {} : { queryFn: skipToken }),
  });
  const approvedDifference = isChange ? shown.data?.fingerprint : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isChange || approvedDifference === undefined) return;
    request.mutate(
      { profileId: person.id, userType, reason: reason.trim(), approvedDifference },
      {
        onSuccess: () => {
          setPerson(null);
          setUserType('');
          setReason('');
        },
      },
    );
  };
  const errors = fieldErrorsOf(request.error, {
    profileId: 'Person',
    userType: 'New user type',
    reason: 'Reason',
  });
  return (
    <Section
      title="Change a user type"
      about="What somebody is decides what they may do. Nobody changes their own."
    >
      <form onSubmit={submit} aria-label="Change a user type">
        <Stack>
          {request.error && !errors && (
            <ProblemAlert error={request.error} title="The user type was not changed" />
          )}
          {request.data && (
            <Alert color="green" role="status">
              {request.data.status === 'applied'
                ? 'The user type was changed. They have to sign in again.'
                : 'The change waits until another administrator approves it.'}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <PersonPicker label="Person" value={person} onChange={setPerson} error={errors?.profileId} />
            <NativeSelect
              label="New user type"
              description={
                person ? `Now: ${USER_TYPE_LABELS[person.userType as UserType]}` : 'What they are to be'
              }
              size="md"
              value={userType}
              onChange={(event) => setUserType(event.currentTarget.value as UserType | '')}
              data={[
                { value: '', label: 'Choose …' },
                ...userTypeOptions.filter(({ value }) => value !== person?.userType),
              ]}
              error={errors?.userType}
            />
          </SimpleGrid>
          {isChange && <DifferenceView profileId={person.id} userType={userType} />}
          <TextInput
            label="Reason"
            description="The person reads it"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors?.reason}
          />
          <Text size="sm" c="dimmed">
            They are signed out everywhere, and their API keys end.
          </Text>
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={request.isPending}
              disabled={approvedDifference === undefined || reason.trim().length < SHORTEST_REASON}
            >
              {isChange ? `Make ${nameOf(person)} a ${USER_TYPE_LABELS[userType].toLowerCase()}` : 'Change'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

const nameOf = (person: Person) =>
  [person.firstName, person.lastName].filter(Boolean).join(' ') || personText(person);
