import { Nothing, PagedList, Section, SirenIcon, useSession } from '@carenode/ui';
import { Badge, Button, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { userTypeText } from '../words/access.rules.js';
import { type BreakGlassGrant, type BreakGlassState, grantsQuery } from './break-glass.queries.js';
import { badgeOf, byUrgency, dueText, openText } from './break-glass.rules.js';
import { RestoreDialog } from './restore-dialog.js';
import { ReviewDialog } from './review-dialog.js';

const SHOWN: readonly { readonly value: BreakGlassState | 'all'; readonly label: string }[] = [
  { value: 'unreviewed', label: 'To review' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'open', label: 'Open now' },
  { value: 'all', label: 'All' },
];

/** Records that were opened in emergencies, for the admins who review that. */
export function Component() {
  const { id: me } = useSession();
  const [shown, setShown] = useState<BreakGlassState | 'all'>('unreviewed');
  const [chosen, setChosen] = useState<BreakGlassGrant | null>(null);
  const [reviewing, review] = useDisclosure();
  const [restoring, restore] = useDisclosure();
  const grants = useInfiniteQuery(grantsQuery(shown === 'all' ? undefined : shown));
  return (
    <Section
      title="Emergency accesses"
      about="Each has to be reviewed within 72 hours, by another administrator than the one who opened the record."
    >
      <Stack>
        <NativeSelect
          label="Which ones"
          w={{ base: '100%', xs: 200 }}
          data={SHOWN}
          value={shown}
          onChange={(event) => setShown(event.currentTarget.value as BreakGlassState | 'all')}
        />
        <PagedList
          query={grants}
          lines={5}
          nothing={
            <Nothing
              icon={SirenIcon}
              title={shown === 'all' ? 'No record was ever opened in an emergency' : 'There is none'}
            />
          }
        >
          {(items) => (
            <Table verticalSpacing="sm" aria-label="Emergency accesses">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Who and why</Table.Th>
                  <Table.Th visibleFrom="sm">State</Table.Th>
                  <Table.Th aria-label="Actions" />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {byUrgency(items).map((grant) => (
                  <Row
                    key={grant.id}
                    grant={grant}
                    isMine={grant.profileId === me}
                    onReview={() => {
                      setChosen(grant);
                      review.open();
                    }}
                    onRestore={() => {
                      setChosen(grant);
                      restore.open();
                    }}
                  />
                ))}
              </Table.Tbody>
            </Table>
          )}
        </PagedList>
      </Stack>
      {chosen && (
        <>
          <ReviewDialog
            key={`review ${chosen.id}`}
            grant={chosen}
            opened={reviewing}
            onClose={review.close}
          />
          <RestoreDialog
            key={`restore ${chosen.id}`}
            grant={chosen}
            opened={restoring}
            onClose={restore.close}
          />
        </>
      )}
    </Section>
  );
}

interface RowProps {
  readonly grant: BreakGlassGrant;
  readonly isMine: boolean;
  readonly onReview: () => void;
  readonly onRestore: () => void;
}

function Row({ grant, isMine, onReview, onRestore }: RowProps) {
  const { label, color } = badgeOf(grant);
  const due = dueText(grant, new Date());
  const who = grant.openerName ?? 'Somebody';
  const whose = grant.patientName ?? grant.patientId;
  const isLost = grant.verdict === 'unjustified' && grant.liftedAt === null;
  const state = (
    <>
      <Badge color={color}>{label}</Badge>
      {due !== null && (
        <Text size="xs" c="dimmed">
          Review {due}
        </Text>
      )}
    </>
  );
  return (
    <Table.Tr data-grant={grant.state}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {who} ({userTypeText(grant.userType)}) opened the record of {whose}
        </Text>
        <Text size="sm">“{grant.reason}”</Text>
        <Text size="xs" c="dimmed">
          {openText(grant)}
        </Text>
        {grant.reviewNote !== null && (
          <Text size="xs" c="dimmed">
            Review: {grant.reviewNote}
          </Text>
        )}
        {grant.liftedAt !== null && (
          <Text size="xs" c="dimmed">
            Allowed again: {grant.liftReason}
          </Text>
        )}
        <Text component="div" hiddenFrom="sm" mt={4}>
          {state}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{state}</Table.Td>
      <Table.Td ta="right">
        {grant.verdict === null && (
          <Button
            size="compact-sm"
            variant="light"
            disabled={isMine}
            onClick={onReview}
            aria-label={`Review: ${who}, record of ${whose}`}
          >
            {isMine ? 'Another admin reviews it' : 'Review'}
          </Button>
        )}
        {isLost && !isMine && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={onRestore}
            aria-label={`Allow emergency access again: ${who}`}
          >
            Allow again
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
