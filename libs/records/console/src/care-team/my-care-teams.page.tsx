import {
  ConfirmDialog,
  Nothing,
  PagedList,
  PageHeader,
  PeopleIcon,
  PlainList,
  ProblemAlert,
  Section,
} from '@carenode/ui';
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import {
  type CareTeamMember,
  membershipsQuery,
  recordIsOpenQuery,
  useAccept,
  useEnd,
} from './care-team.queries.js';
import { badgeOf, stateOf, timeText } from './care-team.rules.js';

/** The care teams that a provider is in or invited to. */
export function Component() {
  const invited = useInfiniteQuery(membershipsQuery('invited'));
  const active = useInfiniteQuery(membershipsQuery('active'));
  return (
    <>
      <PageHeader
        title="Care teams"
        about="Patients who asked you to care for them, and those you care for."
      />
      <Stack gap="lg">
        <Section title="Invitations" about="You see a patient’s record once both of you agreed.">
          <PagedList
            query={invited}
            nothing={<Nothing icon={PeopleIcon} title="No invitation waits for an answer" />}
          >
            {(items) => (
              <PlainList label="Invitations">
                {items.map((member) => (
                  <Invitation key={member.id} member={member} />
                ))}
              </PlainList>
            )}
          </PagedList>
        </Section>
        <Section title="Your care teams">
          <PagedList query={active} nothing={<Nothing icon={PeopleIcon} title="You are in no care team" />}>
            {(items) => (
              <PlainList label="Your care teams">
                {items.map((member) => (
                  <Membership key={member.id} member={member} />
                ))}
              </PlainList>
            )}
          </PagedList>
        </Section>
      </Stack>
    </>
  );
}

interface MemberProps {
  readonly member: CareTeamMember;
}

const nameOf = ({ patientName }: CareTeamMember) => patientName ?? 'A patient without a name';

function Invitation({ member }: MemberProps) {
  const accept = useAccept();
  const decline = useEnd();
  const { label, color } = badgeOf(member, 'provider', new Date());
  const name = nameOf(member);
  return (
    <li data-member={member.status}>
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
          {member.awaiting === 'provider' && (
            <Button
              size="sm"
              loading={accept.isPending}
              onClick={() => accept.mutate(member)}
              aria-label={`Accept: ${name}`}
            >
              Accept
            </Button>
          )}
          <Button
            size="sm"
            variant="default"
            loading={decline.isPending}
            onClick={() => decline.mutate(member)}
            aria-label={`Decline: ${name}`}
          >
            Decline
          </Button>
        </Group>
      </Group>
      {(accept.error ?? decline.error) && <ProblemAlert error={accept.error ?? decline.error} />}
    </li>
  );
}

function Membership({ member }: MemberProps) {
  const [ending, setEnding] = useState(false);
  const end = useEnd();
  const now = new Date();
  const state = stateOf(member, 'provider', now);
  const isActive = state === 'active';
  const open = useQuery({ ...recordIsOpenQuery(member.patientId), enabled: isActive });
  const isClosed = isActive && open.data === false;
  const { label, color } = isClosed
    ? { label: 'Record closed', color: 'red' }
    : badgeOf(member, 'provider', now);
  const name = nameOf(member);
  return (
    <li data-member={isClosed ? 'closed' : state}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 12rem' }}>
          <Group gap="xs">
            {isClosed ? (
              <Text fw={600}>{name}</Text>
            ) : (
              <Anchor component={Link} to={`/patients/${member.patientId}`} fw={600}>
                {name}
              </Anchor>
            )}
            <Badge color={color}>{label}</Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {isClosed
              ? 'The patient does not consent to care at the moment. You see nothing of the record until they do.'
              : timeText(member)}
          </Text>
        </div>
        {state !== 'over' && (
          <Button size="sm" variant="default" onClick={() => setEnding(true)} aria-label={`Leave: ${name}`}>
            Leave
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={ending}
        title={`No longer care for ${name}?`}
        confirm="Leave"
        danger
        pending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate(member, { onSuccess: () => setEnding(false) })}
        onClose={() => setEnding(false)}
      >
        You see nothing of the record any more, at once. The patient can invite you again.
      </ConfirmDialog>
    </li>
  );
}
