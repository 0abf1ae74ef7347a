import {
  countText,
  DailyChart,
  dayText,
  Loaded,
  Nothing,
  PulseIcon,
  plural,
  unitText,
  valueText,
} from '@carenode/ui';
import { Button, Group, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { variableName } from '../shared/variable-name.rules.js';
import { daysOf, figuresOf, pointsOf, type Span } from './daily.rules.js';
import classes from './days-view.module.css';
import { dailyQuery, type DailyValues, type Variable } from './measurements.queries.js';

interface DaysViewProps {
  readonly patientId: string;
  readonly variable: Variable;
  readonly span: Span;
  readonly to: string;
  readonly isTable: boolean;
  readonly onDay: (day: string) => void;
}

/** A variable day by day, merged over its sources, in the patient's own days. */
export function DaysView({ patientId, variable, span, to, isTable, onDay }: DaysViewProps) {
  const range = daysOf(span, to);
  const daily = useQuery(dailyQuery(patientId, variable.id, range.from, range.to));
  return (
    <Loaded query={daily} lines={8}>
      {(found) => (
        <Stack gap="sm">
          {found.computing && (
            <Text size="sm" c="dimmed" role="status">
              Some days are being computed again …
            </Text>
          )}
          <Drawn found={found} variable={variable} range={range} isTable={isTable} onDay={onDay} />
        </Stack>
      )}
    </Loaded>
  );
}

interface DrawnProps {
  readonly found: DailyValues;
  readonly variable: Variable;
  readonly range: { readonly from: string; readonly to: string };
  readonly isTable: boolean;
  readonly onDay: (day: string) => void;
}

function Drawn({ found, variable, range, isTable, onDay }: DrawnProps) {
  const points = pointsOf(found.days, variable.kind);
  const unit = unitText(found.unit);
  const figures = figuresOf(found.days, variable.kind);
  if (points.length === 0 && !found.computing) {
    return <Nothing icon={PulseIcon} title="There are no numbers in these days" />;
  }
  return (
    <>
      <Figures figures={figures} unit={unit} kind={variable.kind} />
      {isTable ? (
        <DaysTable found={found} variable={variable} onDay={onDay} />
      ) : (
        <DailyChart
          name={variableName(variable)}
          unit={unit}
          kind={variable.kind}
          {...range}
          points={points}
          onDay={onDay}
        />
      )}
      {!isTable && variable.kind === 'sample' && (
        <Text size="xs" c="dimmed">
          The line is the mean of each day, the band reaches from the least to the greatest value.
        </Text>
      )}
      {figures.leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {plural(figures.leftOut, 'measurement')} could not be counted, such as those in units that cannot be
          converted.
        </Text>
      )}
    </>
  );
}

interface FiguresProps {
  readonly figures: ReturnType<typeof figuresOf>;
  readonly unit: string | null;
  readonly kind: 'sum' | 'sample';
}

function Figures({ figures: { days, total, mean, least, greatest }, unit, kind }: FiguresProps) {
  if (mean === null || least === null || greatest === null) return null;
  const told = [
    { label: kind === 'sum' ? 'a day on average' : 'mean of the days', text: valueText(mean), isFirst: true },
    ...(total === null ? [] : [{ label: 'in all', text: valueText(total), isFirst: false }]),
    {
      label: kind === 'sum' ? 'least and most in a day' : 'least and greatest',
      text: `${valueText(least)} – ${valueText(greatest)}`,
      isFirst: false,
    },
    { label: 'days with values', text: countText(days), isFirst: false },
  ];
  return (
    <Group gap="lg" align="flex-end">
      {told.map(({ label, text, isFirst }) => (
        <div key={label} data-figure={label}>
          <Text fz={isFirst ? 28 : 18} fw={650} lh={1.15}>
            {text}
            {isFirst && unit !== null && (
              <Text span c="dimmed" fw={400}>
                {' '}
                {unit}
              </Text>
            )}
          </Text>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
        </div>
      ))}
    </Group>
  );
}

const FIRST = 30;

function DaysTable({ found, variable, onDay }: Pick<DrawnProps, 'found' | 'variable' | 'onDay'>) {
  const [shown, setShown] = useState(FIRST);
  const days = found.days.filter(({ value }) => value !== null).reverse();
  const isSum = variable.kind === 'sum';
  return (
    <>
      <Table aria-label="Day by day" verticalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Day</Table.Th>
            <Table.Th ta="right">{isSum ? 'Total' : 'Mean'}</Table.Th>
            {!isSum && <Table.Th ta="right">Least – greatest</Table.Th>}
            <Table.Th visibleFrom="sm">Sources</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.slice(0, shown).map(({ day, value, min, max, sources, complete }) => (
            <Table.Tr key={day}>
              <Table.Td>
                <UnstyledButton className={classes.day} onClick={() => onDay(day)}>
                  {dayText(day)}
                </UnstyledButton>
                {!complete && (
                  <Text size="xs" c="dimmed">
                    not over yet
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {valueText(value ?? 0)} {unitText(found.unit)}
              </Table.Td>
              {!isSum && (
                <Table.Td ta="right">
                  {min === null || max === null ? '–' : `${valueText(min)} – ${valueText(max)}`}
                </Table.Td>
              )}
              <Table.Td visibleFrom="sm" c="dimmed">
                {sources
                  .filter(({ counted }) => counted > 0)
                  .map(({ source }) => source)
                  .join(', ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown < days.length && (
        <Button
          variant="default"
          size="xs"
          onClick={() => setShown(shown + 100)}
          style={{ alignSelf: 'center' }}
        >
          Show more days
        </Button>
      )}
    </>
  );
}
