import {
  ConfirmDialog,
  fieldErrorsOf,
  Nothing,
  PagedList,
  PeopleIcon,
  PlainList,
  ProblemAlert,
  Section,
} from '@carenode/ui';
import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { type CareTeamMember, myCareTeamQuery, useAccept, useEnd, useInvite } from './care-team.queries.js';
import { badgeOf, stateOf, timeText } from './care-team.rules.js';

/** Who cares for the patient. */
export function Component() {
  const team = useInfiniteQuery(myCareTeamQuery);
  return (
    <Stack gap="lg">
      <Section
        title="Who cares for me"
        about="Providers in your care team can read your health record and add to it, as long as you consent to care."
      >
        <PagedList
          query={team}
          nothing={
            <Nothing icon={PeopleIcon} title="Nobody is in your care team" text="Invite a provider below." />
          }
        >
          {(members) => (
            <PlainList label="Who cares for me">
              {members.map((member) => (
                <Member key={member.id} member={member} />
              ))}
            </PlainList>
          )}
        </PagedList>
      </Section>
      <InviteSection />
    </Stack>
  );
}

function Member({ member }: { readonly member: CareTeamMember }) {
  const [ending, setEnding] = useState(false);
  const accept = useAccept();
  const end = useEnd();
  const now = new Date();
  const state = stateOf(member, 'patient', now);
  const { label, color } = badgeOf(member, 'patient', now);
  const name = member.providerName ?? 'A provider without a name';
  const stop = state === 'waits-for-me' ? 'Decline' : state === 'waits-for-other' ? 'Take back' : 'End';
  return (
    <li data-member={state}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 12rem' }}>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <Badge color={color}>{label}</Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {timeText(member)}
          </Text>
        </div>
        <Group gap="xs">
          {state === 'waits-for-me' && (
            <Button
              size="sm"
              loading={accept.isPending}
              onClick={() => accept.mutate({ id: member.id, patientId: 'me' })}
              aria-label={`Accept: ${name}`}
            >
              Accept
            </Button>
          )}
          {state !== 'over' && (
            <Button
              size="sm"
              variant="default"
              onClick={() => setEnding(true)}
              aria-label={`${stop}: ${name}`}
            >
              {stop}
            </Button>
          )}
        </Group>
      </Group>
      {accept.error && <ProblemAlert error={accept.error} />}
      <ConfirmDialog
        opened={ending}
        title={state === 'active' ? `Should ${name} no longer care for you?` : `${stop} this invitation?`}
        confirm={stop}
        danger
        pending={end.isPending}
        error={end.error}
        onConfirm={() =>
          end.mutate({ id: member.id, patientId: 'me' }, { onSuccess: () => setEnding(false) })
        }
        onClose={() => setEnding(false)}
      >
        {state === 'active'
          ? 'They see nothing of your record any more, at once. What they entered stays in it. You can invite them again.'
          : 'They will not see your record. Another invitation can follow.'}
      </ConfirmDialog>
    </li>
  );
}

function InviteSection() {
  const [email, setEmail] = useState('');
  const invite = useInvite();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate(email.trim(), { onSuccess: () => setEmail('') });
  };
  const errors = fieldErrorsOf(invite.error, { email: 'E-mail address' });
  return (
    <Section
      title="Invite a provider"
      about="When they accept, they can read your record and add to it: that is your consent to care."
    >
      <form onSubmit={submit} aria-label="Invite a provider">
        <Stack>
          {invite.error && !errors && <ProblemAlert error={invite.error} />}
          {invite.data && (
            <Text size="sm" role="status">
              {invite.data.providerName ?? 'The provider'} was invited.
            </Text>
          )}
          <TextInput
            type="email"
            label="E-mail address"
            description="With which the provider signs in here"
            autoComplete="off"
            required
            withAsterisk={false}
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={errors?.email}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={invite.isPending}>
              Invite
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
