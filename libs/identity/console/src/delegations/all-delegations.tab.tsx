import { ConfirmDialog, Nothing, PagedList, PeopleIcon, Section } from '@carenode/ui';
import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { relationText } from '../notifications/notification.rules.js';
import { STATE_COLORS, STATE_LABELS, stateOf, timeText } from './delegation.rules.js';
import { type Delegation, delegationsQuery, useEndDelegation } from './delegations.queries.js';
import { ProposeForm } from './propose-form.js';

/** Who acts for whom on the instance, for admins. */
export function Component() {
  const delegations = useInfiniteQuery(delegationsQuery);
  const [ending, setEnding] = useState<Delegation | null>(null);
  const end = useEndDelegation();
  return (
    <Stack gap="lg">
      <ProposeForm />
      <Section title="Delegations" about="Who acts for whom, the newest first.">
        <PagedList
          query={delegations}
          nothing={<Nothing icon={PeopleIcon} title="Nobody acts for anybody" />}
        >
          {(items) => (
            <Table verticalSpacing="sm" aria-label="Delegations">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Who for whom</Table.Th>
                  <Table.Th>State</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((delegation) => (
                  <Row key={delegation.id} delegation={delegation} onEnd={() => setEnding(delegation)} />
                ))}
              </Table.Tbody>
            </Table>
          )}
        </PagedList>
      </Section>
      <ConfirmDialog
        opened={ending !== null}
        title="End this delegation?"
        confirm="End it"
        danger
        pending={end.isPending}
        error={end.error}
        onConfirm={() => ending && end.mutate(ending.id, { onSuccess: () => setEnding(null) })}
        onClose={() => setEnding(null)}
      >
        {`${ending?.guardianName ?? 'The guardian'} no longer acts for ${ending?.patientName ?? 'the patient'}, at once. Both are told.`}
      </ConfirmDialog>
    </Stack>
  );
}

function Row({ delegation, onEnd }: { readonly delegation: Delegation; readonly onEnd: () => void }) {
  const state = stateOf(delegation, new Date());
  const guardian = delegation.guardianName ?? 'Somebody without a name';
  const patient = delegation.patientName ?? 'somebody without a name';
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {guardian} for {patient}
        </Text>
        <Text size="sm" c="dimmed">
          As {relationText(delegation.relation)}, {timeText(delegation)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color={STATE_COLORS[state]}>{STATE_LABELS[state]}</Badge>
      </Table.Td>
      <Table.Td ta="right">
        {state !== 'over' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={onEnd}
            aria-label={`End: ${guardian} for ${patient}`}
          >
            End
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
