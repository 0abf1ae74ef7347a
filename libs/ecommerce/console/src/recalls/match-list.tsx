import { Nothing, PagedList, PlainList, ShieldIcon } from '@carenode/ui';
import { Anchor, Badge, Group, Paper, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { matchesQuery, type MatchStatus } from './recalls.queries.js';
import { confidenceText, MATCH_WORDS } from './recalls.rules.js';

interface MatchListProps {
  readonly status: MatchStatus;
  readonly recallId?: string;
}

/** Lots that recalls may mean. */
export function MatchList({ status, recallId }: MatchListProps) {
  const matches = useInfiniteQuery(matchesQuery(status, recallId));
  return (
    <PagedList
      query={matches}
      lines={6}
      nothing={<Nothing icon={ShieldIcon} title="No lot of the shop is meant" />}
    >
      {(items) => (
        <PlainList label="Lots that recalls may mean" gap="sm">
          {items.map((match) => (
            <Paper component="li" p="md" key={match.id} data-match={match.lotCode}>
              <Group justify="space-between" align="flex-start" gap="xs">
                <div style={{ minWidth: 0, flex: '1 1 14rem' }}>
                  <Anchor component={Link} to={`/app/recalls/matches/${match.id}`} fw={600}>
                    Lot {match.lotCode} of {match.productName}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {[match.recallNumber, match.classification].filter(Boolean).join(' · ')}
                  </Text>
                  {match.reason !== null && (
                    <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                      {match.reason}
                    </Text>
                  )}
                </div>
                <Group gap={6}>
                  <Badge color={match.confidence >= 0.8 ? 'red' : 'yellow'}>
                    {confidenceText(match.confidence)}
                  </Badge>
                  {match.status !== 'possible' && (
                    <Badge color="gray">{MATCH_WORDS[match.status] ?? match.status}</Badge>
                  )}
                </Group>
              </Group>
            </Paper>
          ))}
        </PlainList>
      )}
    </PagedList>
  );
}
