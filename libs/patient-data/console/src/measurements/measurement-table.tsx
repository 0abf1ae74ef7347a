import { HistoryIcon, momentText, Nothing, PagedList, PulseIcon } from '@carenode/ui';
import { ActionIcon, Group, Table, Text, Tooltip } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { type Measurement, measurementsQuery } from './measurements.queries.js';
import { MeasuredValue } from './value-words.js';
import { VersionsDialog } from './versions-dialog.js';

interface MeasurementTableProps {
  readonly patientId: string;
  /** All variables when absent. */
  readonly variableId: string | undefined;
}

export function MeasurementTable({ patientId, variableId }: MeasurementTableProps) {
  const measurements = useInfiniteQuery(measurementsQuery(patientId, variableId));
  const [opened, setOpened] = useState<Measurement | null>(null);
  return (
    <>
      <PagedList
        query={measurements}
        lines={6}
        nothing={<Nothing icon={PulseIcon} title="There are no measurements" />}
      >
        {(items) => (
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
                  <Table.Td>
                    {momentText(measurement.startAt)}
                    <Text size="xs" c="dimmed" hiddenFrom="sm" style={{ overflowWrap: 'anywhere' }}>
                      {measurement.source}
                    </Text>
                  </Table.Td>
                  {variableId === undefined && <Table.Td>{measurement.variableDisplayName}</Table.Td>}
                  <Table.Td ta="right" style={{ overflowWrap: 'anywhere' }}>
                    <Group justify="flex-end" gap={4} wrap="nowrap">
                      {measurement.version > 1 && (
                        <Tooltip label="It was corrected: show its history">
                          <ActionIcon
                            variant="subtle"
                            size="md"
                            aria-label={`History of the value of ${momentText(measurement.startAt)}`}
                            onClick={() => setOpened(measurement)}
                          >
                            <HistoryIcon size={16} />
                          </ActionIcon>
                        </Tooltip>
                      )}
                      <div>
                        <MeasuredValue of={measurement} />
                      </div>
                    </Group>
                  </Table.Td>
                  <Table.Td visibleFrom="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {measurement.source}
                    {measurement.device !== null && <Text size="xs">{measurement.device}</Text>}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagedList>
      <VersionsDialog patientId={patientId} measurement={opened} onClose={() => setOpened(null)} />
    </>
  );
}
