import {
  ConfirmDialog,
  momentText,
  Nothing,
  PagedList,
  Section,
  SwapIcon,
  useSession,
  type UserType,
} from '@carenode/ui';
import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { knownPeopleQuery, NOBODY_KNOWN } from '../people/people.queries.js';
import { nameById } from '../people/person.rules.js';
import { userTypeText } from '../words/access.rules.js';
import { DifferenceView } from './difference-view.js';
import { changesQuery, useDecide, type UserTypeChange } from './user-type-changes.queries.js';

const BADGES: Readonly<Record<string, { readonly label: string; readonly color: string }>> = {
  requested: { label: 'Waits for approval', color: 'yellow' },
  applied: { label: 'Changed', color: 'green' },
  refused: { label: 'Refused', color: 'red' },
  withdrawn: { label: 'Taken back', color: 'gray' },
};

/** Changes of user types, the newest first; those that wait can be decided. */
export function ChangeList() {
  const { id: me } = useSession();
  const changes = useInfiniteQuery(changesQuery);
  const people = useQuery(knownPeopleQuery).data ?? NOBODY_KNOWN;
  const [chosen, setChosen] = useState<{ change: UserTypeChange; approve: boolean } | null>(null);
  const [opened, dialog] = useDisclosure();
  const decide = useDecide();
  const choose = (change: UserTypeChange, approve: boolean) => {
    decide.reset();
    setChosen({ change, approve });
    dialog.open();
  };
  const isOwn = chosen?.change.requestedBy === me;
  const refusal = isOwn ? 'Take back' : 'Refuse';
  return (
    <Section title="Changes" about="The newest first.">
      <PagedList query={changes} nothing={<Nothing icon={SwapIcon} title="No user type was ever changed" />}>
        {(items) => (
          <Table verticalSpacing="sm" aria-label="Changes of user types">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Who and why</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th aria-label="Actions" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((change) => (
                <Row
                  key={change.id}
                  change={change}
                  nameOf={(id) => nameById(people, id)}
                  isOwn={change.requestedBy === me}
                  onDecide={(approve) => choose(change, approve)}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
      {chosen && (
        <ConfirmDialog
          opened={opened}
          title={chosen.approve ? 'Approve this change?' : `${refusal} this change?`}
          confirm={chosen.approve ? 'Approve' : refusal}
          danger={!chosen.approve}
          pending={decide.isPending}
          error={decide.error}
          onConfirm={() =>
            decide.mutate({ id: chosen.change.id, approve: chosen.approve }, { onSuccess: dialog.close })
          }
          onClose={dialog.close}
        >
          <Stack>
            <Text size="sm">
              {nameById(people, chosen.change.profileId)}: {userTypeText(chosen.change.fromType)} →{' '}
              {userTypeText(chosen.change.toType)}. “{chosen.change.reason}”
            </Text>
            {chosen.approve && (
              <DifferenceView
                profileId={chosen.change.profileId}
                userType={chosen.change.toType as UserType}
              />
            )}
          </Stack>
        </ConfirmDialog>
      )}
    </Section>
  );
}

interface RowProps {
  readonly change: UserTypeChange;
  readonly nameOf: (id: string | null) => string;
  readonly isOwn: boolean;
  readonly onDecide: (approve: boolean) => void;
}

function Row({ change, nameOf, isOwn, onDecide }: RowProps) {
  const { profileId, fromType, toType, reason, status, requestedBy, requestedAt, decisionNote } = change;
  const badge = BADGES[status] ?? { label: status, color: 'gray' };
  const name = nameOf(profileId);
  return (
    <Table.Tr data-change={status}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="sm">
          {userTypeText(fromType)} → {userTypeText(toType)}: “{reason}”
        </Text>
        <Text size="xs" c="dimmed">
          Asked for by {nameOf(requestedBy)} on {momentText(requestedAt)}
          {decisionNote !== null && ` · ${decisionNote}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color={badge.color}>{badge.label}</Badge>
      </Table.Td>
      <Table.Td>
        {status === 'requested' && (
          <Group gap="xs" justify="flex-end">
            {!isOwn && (
              <Button
                size="compact-sm"
                variant="light"
                onClick={() => onDecide(true)}
                aria-label={`Approve: ${name}`}
              >
                Approve
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              onClick={() => onDecide(false)}
              aria-label={`${isOwn ? 'Take back' : 'Refuse'}: ${name}`}
            >
              {isOwn ? 'Take back' : 'Refuse'}
            </Button>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
