import {
  answerOf,
  api,
  FoodIcon,
  Loaded,
  LoadMore,
  momentText,
  Nothing,
  type Schemas,
  Section,
  useSession,
} from '@carenode/ui';
import { Grid, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { patientKey } from '../patient/patient.queries.js';
import { FoodLogForm } from './food-log-form.js';

type FoodLogEntry = Schemas['FoodLogEntry'];

/** What was eaten; the patient adds to it, providers read it. */
export function FoodLogTab({ patientId }: { readonly patientId: string }) {
  const { userType } = useSession();
  const mayAdd = userType === 'patient';
  return (
    <Grid gap="lg">
      {mayAdd && (
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Section title="Add an entry">
            <FoodLogForm patientId={patientId} />
          </Section>
        </Grid.Col>
      )}
      <Grid.Col span={{ base: 12, md: mayAdd ? 7 : 12 }}>
        <Section title="Newest entries">
          <Entries patientId={patientId} />
        </Section>
      </Grid.Col>
    </Grid>
  );
}

function Entries({ patientId }: { readonly patientId: string }) {
  const entries = useInfiniteQuery({
    queryKey: [...patientKey(patientId), 'food-log'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/patients/{patientId}/food-log', {
          params: { path: { patientId }, query: { limit: 10, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return (
    <>
      <Loaded query={entries} lines={5}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing icon={FoodIcon} title="Nothing was written down yet" />;
          return (
            <Table verticalSpacing="sm" aria-label="Food log">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>What</Table.Th>
                  <Table.Th ta="right">Energy</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td>
                      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                        {entry.foodName}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {[amountOf(entry), momentText(entry.timestamp)].filter(Boolean).join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td ta="right">{entry.calories === null ? '–' : `${entry.calories} kcal`}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Loaded>
      <LoadMore query={entries} />
    </>
  );
}

function amountOf({ quantity, unit }: FoodLogEntry): string {
  return [quantity, unit].filter((part) => part !== null).join(' ');
}
