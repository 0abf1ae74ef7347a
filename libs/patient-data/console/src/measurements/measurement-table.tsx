import { Loaded, LoadMore, momentText, Nothing, PulseIcon, unitText, valueText } from '@carenode/ui';
import { Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { type Measurement, measurementsQuery } from './measurements.queries.js';

interface MeasurementTableProps {
  readonly patientId: string;
  /** All variables when absent. */
  readonly variableId: string | undefined;
}

export function MeasurementTable({ patientId, variableId }: MeasurementTableProps) {
  const measurements = useInfiniteQuery(measurementsQuery(patientId, variableId));
  return (
    <>
      <Loaded query={measurements} lines={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing icon={PulseIcon} title="There are no measurements" />;
          return (
            <Table verticalSpacing="xs" aria-label="Newest measurements">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>When</Table.Th>
                  {variableId === undefined && <Table.Th>What</Table.Th>}
                  <Table.Th ta="right">Value</Table.Th>
                  <Table.Th visibleFrom="sm">Source</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((measurement) => (
                  <Table.Tr key={measurement.id}>
                    <Table.Td>{momentText(measurement.startAt)}</Table.Td>
                    {variableId === undefined && <Table.Td>{measurement.variableName}</Table.Td>}
                    <Table.Td ta="right" style={{ overflowWrap: 'anywhere' }}>
                      <Value measurement={measurement} />
                    </Table.Td>
                    <Table.Td visibleFrom="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {measurement.source}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </Loaded>
      <LoadMore query={measurements} />
    </>
  );
}

function Value({
  measurement: { value, comparator, unit, valueText: words, valueCode },
}: {
  readonly measurement: Measurement;
}) {
  if (value === null) return <>{words ?? valueCode ?? '–'}</>;
  return (
    <>
      <b>
        {comparator}
        {valueText(value)}
      </b>{' '}
      <Text span size="sm" c="dimmed">
        {unitText(unit)}
      </Text>
    </>
  );
}
