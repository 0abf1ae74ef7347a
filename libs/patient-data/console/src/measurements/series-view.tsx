import { InfoIcon, Loaded, Nothing, plural, TimeSeriesChart, unitText, valueText } from '@carenode/ui';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { variableName } from '../shared/variable-name.rules.js';
import { seriesQuery, type Series, type Variable } from './measurements.queries.js';
import { drawingOf, spanText } from './series.rules.js';

interface SeriesViewProps {
  readonly patientId: string;
  readonly variable: Variable;
}

/** Every value of a variable over time. */
export function SeriesView({ patientId, variable }: SeriesViewProps) {
  const series = useQuery(seriesQuery(patientId, variable.id));
  return (
    <Loaded query={series} lines={10}>
      {(found) => <Drawn series={found} variable={variable} />}
    </Loaded>
  );
}

function Drawn({ series, variable }: { readonly series: Series; readonly variable: Variable }) {
  const { unit, points, leftOut } = drawingOf(series, variable.kind);
  const last = points[points.length - 1];
  if (!last) {
    return (
      <Nothing
        icon={InfoIcon}
        title="There are no numbers to draw"
        text="This variable was told in words; they stand in the list below."
      />
    );
  }
  return (
    <Stack gap="sm">
      <Group gap={6} align="baseline">
        <Text fz={30} fw={650} lh={1}>
          {valueText(last.value)}
        </Text>
        <Text c="dimmed">{unitText(unit)}</Text>
      </Group>
      <TimeSeriesChart name={variableName(variable)} unit={unitText(unit)} points={points} />
      {series.spanSeconds !== null && (
        <Text size="xs" c="dimmed">
          There are too many values to draw each: a point stands for {spanText(series.spanSeconds)}, with the{' '}
          {variable.kind === 'sum' ? 'sum' : 'mean'} of its values.
        </Text>
      )}
      {leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {plural(leftOut, 'measurement')} in other units {leftOut === 1 ? 'is' : 'are'} not drawn.
        </Text>
      )}
    </Stack>
  );
}
