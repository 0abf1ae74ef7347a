import { Loaded, type UserType } from '@carenode/ui';
import { Badge, List, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { linesOf, type RightLine, rowsText } from './difference.rules.js';
import { differenceQuery } from './user-type-changes.queries.js';

interface DifferenceViewProps {
  readonly profileId: string;
  readonly userType: UserType;
}

/** What somebody gains and loses with another user type. */
export function DifferenceView({ profileId, userType }: DifferenceViewProps) {
  const difference = useQuery(differenceQuery(profileId, userType));
  return (
    <Loaded query={difference} lines={4}>
      {({ people: [person] }) => (
        <Stack gap="md" data-difference>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Rights title="Gains" color="green" lines={linesOf(person?.gained ?? [], 'becomes')} />
            <Rights title="Loses" color="red" lines={linesOf(person?.lost ?? [], 'was')} />
          </SimpleGrid>
          {person && person.rows.length > 0 && (
            <div>
              <Title order={3} mb={4}>
                What they would see
              </Title>
              <List size="sm">
                {person.rows.map((row) => (
                  <List.Item key={row.table}>{rowsText(row)}</List.Item>
                ))}
              </List>
            </div>
          )}
        </Stack>
      )}
    </Loaded>
  );
}

interface RightsProps {
  readonly title: string;
  readonly color: string;
  readonly lines: readonly RightLine[];
}

function Rights({ title, color, lines }: RightsProps) {
  return (
    <div>
      <Title order={3} mb={4}>
        {title} <Badge color={color}>{lines.length}</Badge>
      </Title>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing
        </Text>
      ) : (
        <List
          size="sm"
          spacing={4}
          style={{ maxHeight: '20rem', overflowY: 'auto' }}
          tabIndex={0}
          aria-label={title}
        >
          {lines.map(({ table, verbs, rows }) => (
            <List.Item key={`${table} ${verbs} ${rows}`}>
              <b>{table}</b>: {verbs}
              <Text size="xs" c="dimmed">
                {rows}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
