import { momentText, Nothing, PagedList, PlainList, Section, SirenIcon } from '@carenode/ui';
import { Badge, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { userTypeText } from '../words/access.rules.js';
import { type BreakGlassGrant, grantsQuery } from './break-glass.queries.js';
import { badgeOf, openText } from './break-glass.rules.js';

/** Emergencies in which the patient's record was opened. */
export function Component() {
  const grants = useInfiniteQuery(grantsQuery());
  return (
    <Section
      title="Emergency access to my record"
      about="In an emergency somebody who does not care for you may open your record for at most an hour, with a reason. Another person reviews each such access."
    >
      <PagedList
        query={grants}
        nothing={<Nothing icon={SirenIcon} title="Your record was never opened in an emergency" />}
      >
        {(items) => (
          <PlainList label="Emergency access to my record">
            {items.map((grant) => (
              <Grant key={grant.id} grant={grant} />
            ))}
          </PlainList>
        )}
      </PagedList>
    </Section>
  );
}

function Grant({ grant }: { readonly grant: BreakGlassGrant }) {
  const { label, color } = badgeOf(grant);
  return (
    <li data-grant={grant.state}>
      <Group gap="xs">
        <Text fw={600}>
          {grant.openerName ?? 'Somebody'} ({userTypeText(grant.userType)})
        </Text>
        <Badge color={color}>{label}</Badge>
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        Reason: “{grant.reason}”
      </Text>
      <Text size="sm" c="dimmed">
        {openText(grant)}
      </Text>
      {grant.reviewedAt !== null && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Reviewed on {momentText(grant.reviewedAt)}
          {grant.reviewNote !== null && `: ${grant.reviewNote}`}
        </Text>
      )}
    </li>
  );
}
