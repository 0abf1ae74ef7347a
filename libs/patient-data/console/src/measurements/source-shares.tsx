import { countText, valueText, unitText } from '@carenode/ui';
import { Table, Text } from '@mantine/core';

import type { DailyValue } from './measurements.queries.js';

interface SourceSharesProps {
  readonly day: DailyValue;
  readonly kind: 'sum' | 'sample';
  readonly unit: string | null;
}

/** What each source told of a day by itself, and how much of it counted. */
export function SourceShares({ day: { sources, value }, kind, unit }: SourceSharesProps) {
  if (sources.length === 0) return null;
  const inUnit = unitText(unit) === null ? '' : ` (${unitText(unit)})`;
  return (
    <div>
      <Table aria-label="Sources of the day" verticalSpacing={4} horizontalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Source</Table.Th>
            <Table.Th ta="right">Told{inUnit}</Table.Th>
            <Table.Th ta="right">Counted</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sources.map((share) => (
            <Table.Tr key={share.source}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{share.source}</Table.Td>
              <Table.Td ta="right">{valueText(share.value)}</Table.Td>
              <Table.Td ta="right">
                {kind === 'sum' && share.taken !== null
                  ? valueText(share.taken)
                  : `${countText(share.counted)} of ${countText(share.count)}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        {kind === 'sum' && value !== null && (
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>The day</Table.Th>
              <Table.Td />
              <Table.Th ta="right" data-day-total>
                {valueText(value)}
              </Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
      {kind === 'sum' && sources.length > 1 && (
        <Text size="xs" c="dimmed" mt={4}>
          Where sources tell of the same time, the one that stands first in your order counts.
        </Text>
      )}
    </div>
  );
}
