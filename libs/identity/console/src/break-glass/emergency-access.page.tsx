import {
  momentText,
  Nothing,
  PagedList,
  PageHeader,
  PlainList,
  ProblemAlert,
  Section,
  SirenIcon,
} from '@carenode/ui';
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';

import { type BreakGlassGrant, grantsQuery, useEndGrant } from './break-glass.queries.js';
import { badgeOf, leftText, minutesLeft, openText } from './break-glass.rules.js';
import { OpenRecordForm } from './open-record-form.js';

/** A provider opens a record in an emergency, and sees what became of those opened before. */
export function Component() {
  const [search] = useSearchParams();
  const grants = useInfiniteQuery(grantsQuery());
  return (
    <>
      <PageHeader
        title="Emergency access"
        about="The record of one patient who is not in your care, for at most an hour."
        back={{ to: '/patients', label: 'All patients' }}
      />
      <Stack gap="lg">
        <OpenRecordForm asked={search.get('patient') ?? ''} />
        <Section title="Records you opened" about="The newest first.">
          <PagedList
            query={grants}
            nothing={<Nothing icon={SirenIcon} title="You have opened no record in an emergency" />}
          >
            {(items) => (
              <PlainList label="Records you opened">
                {items.map((grant) => (
                  <Grant key={grant.id} grant={grant} />
                ))}
              </PlainList>
            )}
          </PagedList>
        </Section>
      </Stack>
    </>
  );
}

function Grant({ grant }: { readonly grant: BreakGlassGrant }) {
  const end = useEndGrant();
  const { id, patientId, reason, state, reviewedAt, reviewNote } = grant;
  const name = grant.patientName ?? patientId;
  const { label, color } = badgeOf(grant);
  const isOpen = state === 'open';
  return (
    <li data-grant={state}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 14rem', minWidth: 0 }}>
          <Group gap="xs">
            {isOpen ? (
              <Anchor component={Link} to={`/patients/${patientId}`} fw={600}>
                {name}
              </Anchor>
            ) : (
              <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
            )}
            <Badge color={color}>{label}</Badge>
          </Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {reason}
          </Text>
          <Text size="sm" c="dimmed">
            {openText(grant)}
            {isOpen && ` · ${leftText(minutesLeft(grant, new Date()))}`}
          </Text>
          {reviewedAt !== null && (
            <Text size="sm" c="dimmed">
              Reviewed on {momentText(reviewedAt)}
              {reviewNote !== null && `: ${reviewNote}`}
            </Text>
          )}
        </div>
        {isOpen && (
          <Button
            size="sm"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate(id)}
            aria-label={`Close the record of ${name}`}
          >
            Close the record
          </Button>
        )}
      </Group>
      {end.error && <ProblemAlert error={end.error} />}
    </li>
  );
}
