import { momentText, Nothing, PulseIcon, Section, unitText, valueText } from '@carenode/ui';
import { Stack, Table, Text } from '@mantine/core';

import type { LotTrace } from './stock.queries.js';

const withUnit = (value: number | null, unit: string | null) =>
  value === null ? '–' : [valueText(value), unitText(unit)].filter(Boolean).join(' ');

/** What was measured and what happened before and after first use, over everybody. */
export function Outcomes({
  outcomes: { people, measurements, conditionEvents },
}: Pick<LotTrace, 'outcomes'>) {
  if (measurements.length === 0 && conditionEvents.length === 0)
    return (
      <Nothing
        icon={PulseIcon}
        title={people === 0 ? 'Nobody has used it yet' : 'There is too little to tell'}
      />
    );
  return (
    <Stack gap="lg">
      {measurements.length > 0 && (
        <Table.ScrollContainer minWidth={460}>
          <Table verticalSpacing="sm" aria-label="Measurements before and after">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Measured</Table.Th>
                <Table.Th ta="end">Before, on average</Table.Th>
                <Table.Th ta="end">After, on average</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {measurements.map((row) => (
                <Table.Tr key={`${row.variableId} ${row.unit}`}>
                  <Table.Td>{row.name}</Table.Td>
                  <Table.Td ta="end">
                    {withUnit(row.meanBefore, row.unit)}
                    <Sizes values={row.countBefore} people={row.peopleBefore} />
                  </Table.Td>
                  <Table.Td ta="end">
                    {withUnit(row.mean, row.unit)}
                    <Sizes values={row.count} people={row.people} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {conditionEvents.length > 0 && (
        <Table verticalSpacing="sm" aria-label="Events after first use">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What happened</Table.Th>
              <Table.Th ta="end">How often</Table.Th>
              <Table.Th ta="end">How bad, of 10</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {conditionEvents.map((row) => (
              <Table.Tr key={`${row.eventType} ${row.conditionId}`}>
                <Table.Td>
                  {row.eventType}
                  {row.condition !== null && ` · ${row.condition}`}
                </Table.Td>
                <Table.Td ta="end">
                  {row.count}
                  <Sizes people={row.people} />
                </Table.Td>
                <Table.Td ta="end">{row.meanSeverity === null ? '–' : valueText(row.meanSeverity)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

interface SizesProps {
  readonly values?: number | null;
  readonly people: number | null;
}

function Sizes({ values, people }: SizesProps) {
  if (people === null || people === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {values != null && `n = ${values}, `}
      {people === 1 ? '1 person' : `${people} people`}
    </Text>
  );
}

/** What stands in the records that are open to whoever looks. */
export function Records({ records: { measurements, conditionEvents } }: Pick<LotTrace, 'records'>) {
  return (
    <Section
      title="In records that are open to you"
      about="Clinical records are closed to administrators, unless emergency access opens one."
    >
      {measurements.length === 0 && conditionEvents.length === 0 ? (
        <Nothing icon={PulseIcon} title="No record that is open to you has anything of it" />
      ) : (
        <Table verticalSpacing="sm" aria-label="Records">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>What</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {measurements.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>{momentText(row.startAt)}</Table.Td>
                <Table.Td>
                  {row.name}: {row.valueText ?? withUnit(row.value, row.unit)}
                </Table.Td>
              </Table.Tr>
            ))}
            {conditionEvents.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>{momentText(row.timestamp)}</Table.Td>
                <Table.Td>
                  {row.eventType}
                  {row.severity !== null && `, ${row.severity} of 10`}
                  {row.notes !== null && `: ${row.notes}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
