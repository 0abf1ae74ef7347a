import { dayText, Loaded, Nothing, PulseIcon, valueText, unitText } from '@carenode/ui';
import { Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { variableName } from '../shared/variable-name.rules.js';
import { hoursOf } from './day-chart.rules.js';
import { DayPlot, quarterText } from './day-plot.js';
import {
  dailyQuery,
  type DayChart,
  dayChartQuery,
  MOST_DRAWN,
  toldQuery,
  type Variable,
} from './measurements.queries.js';
import { SourceShares } from './source-shares.js';

interface DayViewProps {
  readonly patientId: string;
  readonly variable: Variable;
  readonly day: string;
  readonly isTable: boolean;
}

/** One day of a variable, in the patient's own hours. */
export function DayView({ patientId, variable, day, isTable }: DayViewProps) {
  const chart = useQuery(dayChartQuery(patientId, variable.id, day));
  return (
    <Loaded query={chart} lines={8}>
      {(found) =>
        found.count === 0 && found.leftOut === 0 ? (
          <Nothing icon={PulseIcon} title={`Nothing was measured on ${dayText(day)}`} />
        ) : (
          <Drawn patientId={patientId} variable={variable} chart={found} isTable={isTable} />
        )
      }
    </Loaded>
  );
}

interface DrawnProps extends Omit<DayViewProps, 'day'> {
  readonly chart: DayChart;
}

function Drawn({ patientId, variable, chart, isTable }: DrawnProps) {
  const { day, beginsAt, endsAt, unit } = chart;
  const told = useQuery(toldQuery(patientId, variable.id, beginsAt, endsAt));
  const daily = useQuery(dailyQuery(patientId, variable.id, day, day));
  const { hours, isUsual } = hoursOf(chart);
  const shares = daily.data?.days.find((one) => one.day === day);
  return (
    <Stack gap="sm">
      {chart.value !== null && (
        <Group gap={6} align="baseline">
          <Text fz={30} fw={650} lh={1} data-value>
            {valueText(chart.value)}
          </Text>
          <Text c="dimmed">
            {[unitText(unit), variable.kind === 'sum' ? 'in all' : 'on average'].filter(Boolean).join(' ')}
          </Text>
        </Group>
      )}
      {isTable ? (
        <QuartersTable chart={chart} />
      ) : (
        <DayPlot
          name={variableName(variable)}
          chart={chart}
          told={told.data === undefined ? [] : told.data}
        />
      )}
      {!isUsual && (
        <Text size="xs" c="dimmed">
          Clocks were changed: this day has {hours} hours, counted from its beginning.
        </Text>
      )}
      {told.data === null && !isTable && (
        <Text size="xs" c="dimmed">
          More than {MOST_DRAWN} values were told: only what counted is drawn.
        </Text>
      )}
      {chart.leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {chart.leftOut} could not be counted: in a unit that cannot be converted, only a bound, or of more
          than two days.
        </Text>
      )}
      {shares && <SourceShares day={shares} kind={variable.kind} unit={unit} />}
    </Stack>
  );
}

function QuartersTable({ chart }: { readonly chart: DayChart }) {
  const isSum = chart.kind === 'sum';
  return (
    <Table.ScrollContainer minWidth={300} mah={420} tabIndex={0} aria-label="Quarters of an hour, scrollable">
      <Table aria-label="Quarters of an hour" verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Time</Table.Th>
            <Table.Th ta="right">{isSum ? 'Counted' : 'Mean'}</Table.Th>
            {!isSum && <Table.Th ta="right">Least – greatest</Table.Th>}
            <Table.Th>Source</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {chart.quarters.map((quarter) => (
            <Table.Tr key={`${quarter.from} ${quarter.source}`}>
              <Table.Td>{quarterText(chart, quarter)}</Table.Td>
              <Table.Td ta="right">{valueText(quarter.value)}</Table.Td>
              {!isSum && (
                <Table.Td ta="right">
                  {quarter.min === null ? '–' : valueText(quarter.min)} –{' '}
                  {quarter.max === null ? '–' : valueText(quarter.max)}
                </Table.Td>
              )}
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{quarter.source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
