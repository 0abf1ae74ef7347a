import { CheckIcon } from '@carenode/ui';
import { Anchor, Badge, Group, Progress, Text, Title } from '@mantine/core';
import { Link } from 'react-router';

import { type Learning, reasonText, TYPE_WORDS } from './learning.rules.js';

interface LearningCardProps {
  readonly patientId: string;
  readonly item: Learning;
}

/** One resource: what it is, why it is here, and how far one is with it. */
export function LearningCard({ patientId, item }: LearningCardProps) {
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          <Anchor
            component={Link}
            to={`/patients/${patientId}/learning/${item.resourceId}`}
            preventScrollReset={false}
            inherit
          >
            {item.title}
          </Anchor>
        </Title>
        {item.completed ? (
          <Badge color="green" leftSection={<CheckIcon size={12} />}>
            Finished
          </Badge>
        ) : (
          <Badge color="gray">{TYPE_WORDS[item.resourceType] ?? item.resourceType}</Badge>
        )}
      </Group>
      <Text size="sm" mt={2}>
        {reasonText(item)}
      </Text>
      {item.description !== null && (
        <Text size="sm" c="dimmed" mt={4} lineClamp={3} style={{ overflowWrap: 'anywhere' }}>
          {item.description}
        </Text>
      )}
      {item.progressPercent > 0 && !item.completed && (
        <Group gap="xs" mt="xs" wrap="nowrap">
          <Progress value={item.progressPercent} flex={1} aria-label={`Read of “${item.title}”`} />
          <Text size="xs" c="dimmed">
            {item.progressPercent} %
          </Text>
        </Group>
      )}
    </>
  );
}
