import {
  actFor,
  ConfirmDialog,
  Nothing,
  PagedList,
  PageHeader,
  PeopleIcon,
  PlainList,
  ProblemAlert,
  Section,
  useSession,
} from '@carenode/ui';
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { relationText } from '../notifications/notification.rules.js';
import { STATE_COLORS, STATE_LABELS, stateOf, timeText } from './delegation.rules.js';
import {
  type Delegation,
  delegationsQuery,
  useAcceptDelegation,
  useEndDelegation,
} from './delegations.queries.js';

/** For whom the person acts, and who acts for them. */
export function Component() {
  const { id, isActedFor } = useSession();
  const delegations = useInfiniteQuery(delegationsQuery);
  return (
    <>
      <PageHeader
        title="Acting for others"
        about="Parents and guardians act for a patient with the patient’s rights and under their own name. An administrator who has seen the papers proposes it."
      />
      <Stack gap="lg">
        {isActedFor && (
          <Alert color="yellow">
            You act for somebody at the moment. What is accepted or ended here is done in person: stop acting
            first.
          </Alert>
        )}
        <Section title="For whom and by whom" about="The newest first.">
          <PagedList
            query={delegations}
            nothing={
              <Nothing
                icon={PeopleIcon}
                title="You act for nobody, and nobody acts for you"
                text="Ask the administrator of this instance, who has to see the papers, if you care for a child or somebody who cannot act for themself."
              />
            }
          >
            {(items) => (
              <PlainList label="Delegations">
                {items.map((delegation) => (
                  <Line key={delegation.id} delegation={delegation} me={id} isLocked={isActedFor} />
                ))}
              </PlainList>
            )}
          </PagedList>
        </Section>
      </Stack>
    </>
  );
}

interface LineProps {
  readonly delegation: Delegation;
  readonly me: string;
  readonly isLocked: boolean;
}

function Line({ delegation, me, isLocked }: LineProps) {
  const [ending, setEnding] = useState(false);
  const accept = useAcceptDelegation();
  const end = useEndDelegation();
  const { id, guardianId, patientId, relation } = delegation;
  const iAmGuardian = guardianId === me;
  const state = stateOf(delegation, new Date());
  const other = (iAmGuardian ? delegation.patientName : delegation.guardianName) ?? 'somebody without a name';
  return (
    <li data-delegation={state}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 14rem' }}>
          <Group gap="xs">
            <Text fw={600}>{iAmGuardian ? `You for ${other}` : `${other} for you`}</Text>
            <Badge color={STATE_COLORS[state]}>{STATE_LABELS[state]}</Badge>
          </Group>
          <Text size="sm" c="dimmed">
            As {relationText(relation)}, {timeText(delegation)}
          </Text>
        </div>
        {!isLocked && state !== 'over' && (
          <Group gap="xs">
            {iAmGuardian && state === 'active' && (
              <Button
                size="sm"
                variant="light"
                aria-label={`Act for ${other}`}
                onClick={() => {
                  actFor({ id: patientId, name: other });
                  window.location.assign('/');
                }}
              >
                Act for them
              </Button>
            )}
            {iAmGuardian && state === 'proposed' && (
              <Button
                size="sm"
                loading={accept.isPending}
                onClick={() => accept.mutate(id)}
                aria-label={`Accept to act for ${other}`}
              >
                Accept
              </Button>
            )}
            <Button
              size="sm"
              variant="default"
              onClick={() => setEnding(true)}
              aria-label={`${state === 'proposed' ? 'Decline' : 'End'}: ${other}`}
            >
              {state === 'proposed' ? 'Decline' : 'End'}
            </Button>
          </Group>
        )}
      </Group>
      {accept.error && <ProblemAlert error={accept.error} />}
      <ConfirmDialog
        opened={ending}
        title={iAmGuardian ? `No longer act for ${other}?` : `Should ${other} no longer act for you?`}
        confirm={state === 'proposed' ? 'Decline' : 'End it'}
        danger
        pending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate(id, { onSuccess: () => setEnding(false) })}
        onClose={() => setEnding(false)}
      >
        It ends at once, also for whoever acts at this moment. To begin again, an administrator has to propose
        it.
      </ConfirmDialog>
    </li>
  );
}
