import { ActivityIcon, FoodIcon, type Icon, MoonIcon, PulseIcon } from '@carenode/ui';
import { Group, Paper, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { variablesQuery } from '../measurements/measurements.queries.js';
import { logOfSpan } from '../shared/log.queries.js';
import { boundsOf, dayAfter, localDay } from '../shared/moments.rules.js';
import { daysQuery } from './today.queries.js';
import { dayVariables, eatenOf, movedOf, sleepOf, stepsOf, type Told } from './today.rules.js';

/** Today in four numbers. */
export function DayTotals({ patientId }: { readonly patientId: string }) {
  const today = localDay(new Date());
  const yesterday = dayAfter(today, -1);
  const { from, to } = boundsOf(today);
  const food = useQuery(logOfSpan(patientId, 'food-log', from, to));
  const activities = useQuery(logOfSpan(patientId, 'activity-log', from, to));
  const variables = useQuery(variablesQuery(patientId));
  const ids = variables.data && dayVariables(variables.data);
  const days = (variableId: string | undefined) => ({
    ...daysQuery(patientId, variableId ?? '', yesterday, today),
    enabled: variableId !== undefined,
  });
  const steps = useQuery(days(ids?.steps));
  const sleep = useQuery(days(ids?.sleep));
  const measured = (
    id: string | undefined,
    query: {
      readonly data?: { readonly days: Parameters<typeof stepsOf>[0] } | undefined;
      readonly error: unknown;
    },
    of: typeof stepsOf,
  ): Told | undefined => {
    if (variables.error ?? query.error) return FAILED;
    if (!ids) return undefined;
    if (id === undefined) return { text: null, note: 'Not measured until now' };
    return query.data && of(query.data.days, today, yesterday);
  };
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} component="ul" p={0} m={0} aria-label="Today in numbers">
      <Total name="Eaten" icon={FoodIcon} told={food.error ? FAILED : food.data && eatenOf(food.data)} />
      <Total
        name="Moved"
        icon={ActivityIcon}
        told={activities.error ? FAILED : activities.data && movedOf(activities.data)}
      />
      <Total name="Steps" icon={PulseIcon} told={measured(ids?.steps, steps, stepsOf)} />
      <Total name="Sleep" icon={MoonIcon} told={measured(ids?.sleep, sleep, sleepOf)} />
    </SimpleGrid>
  );
}

const FAILED: Told = { text: null, note: 'Could not be loaded' };

interface TotalProps {
  readonly name: string;
  readonly icon: Icon;
  /** Undefined while it is loading. */
  readonly told: Told | undefined;
}

function Total({ name, icon: TotalIcon, told }: TotalProps) {
  return (
    <Paper component="li" p="md" style={{ listStyle: 'none' }} data-total={name}>
      <Group gap={6} c="dimmed" wrap="nowrap">
        <TotalIcon size={16} />
        <Text size="sm">{name}</Text>
      </Group>
      {told === undefined ? (
        <Skeleton height={28} my={4} />
      ) : (
        <>
          <Text fz={24} fw={650} lh={1.3} style={{ overflowWrap: 'anywhere' }}>
            {told.text ?? '–'}
          </Text>
          <Text size="xs" c="dimmed">
            {told.note}
          </Text>
        </>
      )}
    </Paper>
  );
}
